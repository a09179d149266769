// A plan file of any bytes: read or refused, and what was read is written and read again as the same plan.

#include "lastlap/base/expect.hpp"
#include "lastlap/tactics/plan_file.hpp"
#include "tests/fuzz/text.hpp"

using namespace lastlap;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text = fuzz::text_of(bytes, size);
  const tactics::WhoIsMeant anybody = [](std::string_view name) -> base::Result<std::string> {
    if (name.empty()) return base::wrong("no athlete named", "", "the name is empty");
    return std::string(name);
  };
  const auto plan = tactics::read_plan(text, "plan.toml", anybody);
  if (!plan) {
    base::expect(!plan.error().line().empty(), "a refusal says why");
    return 0;
  }
  // The heading holds the bytes themselves: none may break the file that is written.
  const std::string written = tactics::write_plan(*plan, std::string(text));
  const auto again = tactics::read_plan(written, "again.toml", anybody);
  if (tactics::problem_with(*plan, measure::Distance{1500}, 12)) return 0;
  base::expect(again.has_value(), "a written plan can be read");
  base::expect(tactics::write_plan(*again, std::string(text)) == written, "a plan read again is the same plan");
  for (const tactics::Phase& phase : plan->phases) tactics::words(phase, measure::Distance{1500});
  for (const tactics::Condition& condition : plan->conditions) tactics::words(condition);
  return 0;
}
