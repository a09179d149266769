#include "lastlap/formats/world_athletics_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

constexpr auto men = measure::Sex::men, women = measure::Sex::women;
constexpr auto oval = measure::TrackKind::oval_400, short_track = measure::TrackKind::short_200;

/// The numbers stand in the addresses of World Athletics' lists (worldathletics.org/records, eventId=).
constexpr std::array numbered{
    NumberedEvent{10229631, "400", men, oval},          NumberedEvent{10229501, "800", men, oval},          NumberedEvent{10229606, "1000", men, oval},
    NumberedEvent{10229502, "1500", men, oval},         NumberedEvent{10229503, "mile", men, oval},         NumberedEvent{10229632, "2000", men, oval},
    NumberedEvent{10229607, "3000", men, oval},         NumberedEvent{10229608, "2-miles", men, oval},      NumberedEvent{10229609, "5000", men, oval},
    NumberedEvent{10229511, "400", women, oval},        NumberedEvent{10229512, "800", women, oval},        NumberedEvent{10229516, "1000", women, oval},
    NumberedEvent{10229513, "1500", women, oval},       NumberedEvent{10229517, "mile", women, oval},       NumberedEvent{10229518, "2000", women, oval},
    NumberedEvent{10229519, "3000", women, oval},       NumberedEvent{10229520, "2-miles", women, oval},    NumberedEvent{10229514, "5000", women, oval},
    NumberedEvent{10229554, "400", men, short_track},   NumberedEvent{10229556, "800", men, short_track},   NumberedEvent{10229557, "1000", men, short_track},
    NumberedEvent{10229558, "1500", men, short_track},  NumberedEvent{10229559, "mile", men, short_track},  NumberedEvent{10229561, "2000", men, short_track},
    NumberedEvent{10229560, "3000", men, short_track},  NumberedEvent{10229599, "2-miles", men, short_track}, NumberedEvent{10229562, "5000", men, short_track},
    NumberedEvent{10229577, "400", women, short_track}, NumberedEvent{10229579, "800", women, short_track}, NumberedEvent{10229580, "1000", women, short_track},
    NumberedEvent{10229581, "1500", women, short_track}, NumberedEvent{10229582, "mile", women, short_track}, NumberedEvent{10229583, "2000", women, short_track},
    NumberedEvent{10229584, "3000", women, short_track}, NumberedEvent{10229585, "2-miles", women, short_track}, NumberedEvent{10229586, "5000", women, short_track}};

struct RoundName {
  std::string_view ours, type;
};
/// The first of a kind is written; every one is read.
constexpr std::array round_names{RoundName{"final", "Final"},        RoundName{"semi-final", "Semifinal"},  RoundName{"quarter-final", "Quarterfinal"},
                                 RoundName{"heat", "Round 1"},       RoundName{"race", "Extra Race"},       RoundName{"final", "Final A-B"},
                                 RoundName{"heat", "Qualification"}, RoundName{"heat", "Preliminary Round"}, RoundName{"race", "Group"}};

}  // namespace

const NumberedEvent* event_numbered(int number) {
  const auto found = std::ranges::find(numbered, number, &NumberedEvent::number);
  return found == numbered.end() ? nullptr : &*found;
}

std::optional<int> number_of(std::string_view event, measure::Sex sex, measure::TrackKind track) {
  for (const NumberedEvent& known : numbered)
    if (known.event == event && known.sex == sex && known.track == track) return known.number;
  return std::nullopt;
}

RoundToWrite round_to_write(const std::string& round) {
  const std::size_t blank = round.rfind(' ');
  const int written = blank == round.npos ? 0 : whole_number(std::string_view(round).substr(blank + 1)).value_or(0);
  const std::string_view name = written > 0 ? std::string_view(round).substr(0, blank) : std::string_view(round);
  const int number = std::max(written, 1);
  const auto known = std::ranges::find(round_names, name, &RoundName::ours);
  if (known == round_names.end()) return {{"Extra Race", number}, false};
  // One race of a kind is read as a final or a race, and otherwise as the first.
  const bool may_be_bare = name == "final" || name == "race";
  return {{std::string(known->type), number}, written > 0 ? (!may_be_bare || written > 1) : may_be_bare};
}

std::string round_read(const RoundOfRace& round, bool is_alone) {
  const auto known = std::ranges::find(round_names, std::string_view(round.type), &RoundName::type);
  const std::string_view name = known == round_names.end() ? "race" : known->ours;
  const bool bare = is_alone && round.number == 1 && (name == "final" || name == "race");
  return bare ? std::string(name) : fmt::format("{} {}", name, round.number);
}

}  // namespace lastlap::formats
