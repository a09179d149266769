// A cell of any bytes: a time, a status, a heading, a name, a day, or none of them.

#include "lastlap/formats/clock.hpp"
#include "lastlap/formats/heading.hpp"
#include "lastlap/formats/naming.hpp"
#include "lastlap/formats/words.hpp"
#include "lastlap/measure/mark.hpp"
#include "tests/fuzz/sheet.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = fuzz::text_of(bytes, size);
  base::expect(formats::plain(formats::plain(text)) == formats::plain(text), "a plain word stays as it is");
  base::expect(formats::is_utf8(formats::plain(text)) && formats::is_utf8(formats::shown(text)), "a word that is shown is UTF-8");
  if (const auto time = formats::clock_time(text)) {
    base::expect(time->official() >= time->raw - measure::Duration{1e-6}, "an official time is rounded up");
    base::expect(time->official().si() - time->raw.si() < 0.1 + 1e-6, "an official time is near the raw one");
    const auto again = formats::clock_time(measure::text_of_mark(time->official()));
    base::expect(again && again->official() == measure::Mark::of_raw_time(time->official()).duration(), "a printed mark is read as the same");
  }
  if (const auto day = formats::day(text)) base::expect(formats::day(day->text()) == day, "a day is read as the same");
  formats::status_of(text);
  formats::sex_called(text);
  const formats::Heading heading = formats::heading_of(text);
  base::expect(heading.is_known == measure::event_named(heading.event).has_value() || !heading.distance, "a known event is one of lastlap");
  fuzz::expect_person(formats::person_named(formats::plain(text).substr(0, 500)));
  const formats::Person person = formats::person_named(formats::plain(text));
  base::expect(formats::person_named(person.name).name.size() <= person.name.size() + 4, "a name does not grow by reading");
  return 0;
}
