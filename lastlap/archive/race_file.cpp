#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "lastlap/archive/names.hpp"
#include "lastlap/archive/starters.hpp"
#include "lastlap/base/nearest.hpp"
#include "lastlap/formats/toml.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::archive {
namespace {

using measure::AsOf;
using measure::Date;

constexpr std::size_t fewest_runners = 2, most_runners = 24;
constexpr double shortest_race_m = 800.0;  // the model of a race knows no race run in lanes all the way

/// What stops a typing error, not what physiology rules out: a wide berth round measured runners.
struct AbilityRange {
  const char* key;
  std::optional<double> StatedAbilities::*ability;
  double least, most;
};
constexpr std::array<AbilityRange, 4> ability_ranges{{
    {"aerobic_power_w_per_kg", &StatedAbilities::aerobic_power_w_per_kg, 10.0, 40.0},
    {"reserve_j_per_kg", &StatedAbilities::reserve_j_per_kg, 200.0, 4000.0},
    {"running_cost_j_per_kg_m", &StatedAbilities::running_cost_j_per_kg_m, 2.5, 6.0},
    {"sprint_speed_mps", &StatedAbilities::sprint_speed_mps, 5.0, 12.5},
}};

/// The table being read and all that is wrong with it.
class Reader {
 public:
  explicit Reader(std::string file) : file_{std::move(file)} {}

  void complain(const toml::source_region& where, const std::string& why) {
    complaints_.push_back({where.begin.line, why});
  }
  void complain(const toml::node& node, const std::string& why) { complain(node.source(), why); }

  void only_keys(const toml::table& table, const std::vector<std::string>& known) {
    for (const auto& [key, node] : table) {
      const std::string word{key.str()};
      if (std::ranges::find(known, word) != known.end()) continue;
      complain(key.source(), fmt::format("unknown key \"{}\", nearest is \"{}\"", word,
                                         base::nearest(word, known, 1).at(0)));
    }
  }

  /// The text under `key`, or "" if there is none; empty text is a mistake.
  std::string text(const toml::table& table, const char* key, bool required = false) {
    const toml::node* node = table.get(key);
    if (!node) {
      if (required) complain(table, fmt::format("\"{}\" is missing", key));
      return "";
    }
    const auto value = node->value_exact<std::string>();
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (!value || value->empty() || std::ranges::any_of(*value, is_control))
      complain(*node, fmt::format("\"{}\" must be text in quotes, not empty, without line ends or control characters", key));
    return value.value_or("");
  }

  /// A date, bare or in quotes.
  std::optional<Date> date(const toml::table& table, const char* key, bool required = false) {
    const toml::node* node = table.get(key);
    if (!node) {
      if (required) complain(table, fmt::format("\"{}\" is missing", key));
      return std::nullopt;
    }
    std::string written = node->value_exact<std::string>().value_or("");
    if (const auto bare = node->value_exact<toml::date>()) {
      written = fmt::format("{:04}-{:02}-{:02}", bare->year, int{bare->month}, int{bare->day});
    }
    const auto date = Date::read(written);
    if (date) return *date;
    complain(*node, fmt::format("\"{}\" must be a date as 2026-07-18", key));
    return std::nullopt;
  }

  /// What `named` makes of the word under `key`.
  template <class Named>
  auto word(const toml::table& table, const char* key, bool required, Named&& named, const std::string& known)
      -> decltype(named(std::string_view{})) {
    const std::string written = text(table, key, required);
    if (written.empty()) return std::nullopt;
    auto value = named(std::string_view{written});
    if (!value)
      complain(*table.get(key), fmt::format("\"{}\" is \"{}\", must be one of {}", key, written, known));
    return value;
  }

  std::optional<measure::Event> event(const toml::table& table) {
    std::vector<std::string> names;
    for (const measure::Event& event : measure::all_events()) names.push_back(event.name);
    return word(table, "event", true, measure::event_named, base::joined(names));
  }

  std::optional<measure::TrackKind> track(const toml::table& table) {
    return word(table, "track", false, measure::track_named, "oval-400, short-200");
  }

  /// The tables of the list under `key`; none if the key is absent.
  std::vector<const toml::table*> tables(const toml::table& table, const char* key) {
    std::vector<const toml::table*> found;
    const toml::node* node = table.get(key);
    if (!node) return found;
    if (const toml::array* list = node->as_array()) {
      for (const toml::node& element : *list) {
        if (element.is_table()) found.push_back(element.as_table());
      }
      if (found.size() == list->size()) return found;
    }
    complain(*node, fmt::format("\"{}\" must be a list of tables", key));
    return {};
  }

  bool all_well() const { return complaints_.empty(); }

  /// All complaints, by line, as one problem.
  base::Problem problem() {
    std::ranges::stable_sort(complaints_, {}, &Complaint::line);
    std::string why;
    for (const Complaint& complaint : complaints_) {
      why += why.empty() ? complaint.why : fmt::format(" | line {}: {}", complaint.line, complaint.why);
    }
    return {base::Problem::Kind::request, "the race file is wrong",
            fmt::format("{}:{}", file_, complaints_.front().line), why,
            "docs/race-file.md shows what it may hold"};
  }

 private:
  struct Complaint {
    toml::source_index line;
    std::string why;
  };
  std::string file_;
  std::vector<Complaint> complaints_;
};

StatedAbilities abilities_in(Reader& reader, const toml::table& athlete) {
  StatedAbilities stated;
  const toml::node* node = athlete.get("abilities");
  if (!node) return stated;
  const toml::table* table = node->as_table();
  if (!table) {
    reader.complain(*node, "\"abilities\" must be a table");
    return stated;
  }
  std::vector<std::string> keys;
  for (const AbilityRange& range : ability_ranges) keys.emplace_back(range.key);
  reader.only_keys(*table, keys);
  for (const AbilityRange& range : ability_ranges) {
    const toml::node* written = table->get(range.key);
    if (!written) continue;
    const auto value = written->is_number() ? written->value<double>() : std::nullopt;
    if (value && *value >= range.least && *value <= range.most) {
      stated.*range.ability = *value;
    } else {
      reader.complain(
          *written, fmt::format("\"{}\" must be a number from {} to {}", range.key, range.least, range.most));
    }
  }
  return stated;
}

bool says_something(const StatedAbilities& stated) {
  return std::ranges::any_of(ability_ranges,
                             [&](const AbilityRange& range) { return (stated.*range.ability).has_value(); });
}

std::optional<Performance> mark_in(Reader& reader, const toml::table& table, const std::string& file) {
  reader.only_keys(table, {"event", "time", "date", "track", "venue"});
  const auto event = reader.event(table);
  const auto date = reader.date(table, "date", true);
  const auto track = reader.track(table).value_or(measure::TrackKind::oval_400);
  const std::string venue = reader.text(table, "venue");
  const std::string written = reader.text(table, "time", true);
  if (written.empty() || !event || !date) return std::nullopt;
  const auto time = measure::read_time(written);
  const auto complain = [&](const std::string& why) { reader.complain(*table.get("time"), why); };
  if (!time) {
    complain(fmt::format("{} is not a time; {}", time.error().why, time.error().hint));
    return std::nullopt;
  }
  // Nobody runs 400 m and more faster than 11 m/s on average; slower than 2 m/s is walking. Both are typing
  // errors.
  const double speed_mps = event->distance.si() / std::max(time->si(), 1e-9);
  if (speed_mps > 11.0 || speed_mps < 2.0) {
    complain(fmt::format("\"{}\" for {} would be {:.1f} m/s", written, event->name, speed_mps));
    return std::nullopt;
  }
  return Performance{.event = event->name,
                     .track = track,
                     .time = *time,
                     .date = *date,
                     .venue = venue,
                     .place = "",
                     .points = {},
                     .source = "race file " + file};
}

/// One [[athlete]] as written.
struct Entry {
  const toml::table* table = nullptr;
  std::string name, country;
  std::optional<int> start_order;
  std::vector<Performance> marks;
  StatedAbilities stated;
};

std::optional<int> start_order_in(Reader& reader, const toml::table& table) {
  const toml::node* node = table.get("start_order");
  if (!node) return std::nullopt;
  const auto order = node->value_exact<std::int64_t>();
  if (order && *order >= 1 && *order <= static_cast<std::int64_t>(most_runners))
    return static_cast<int>(*order);
  reader.complain(*node, fmt::format("\"start_order\" must be a whole number from 1 to {}", most_runners));
  return std::nullopt;
}

Entry entry_in(Reader& reader, const toml::table& table, const std::string& file) {
  reader.only_keys(table, {"name", "country", "start_order", "marks", "abilities"});
  Entry entry{.table = &table,
              .name = reader.text(table, "name", true),
              .country = reader.text(table, "country"),
              .start_order = start_order_in(reader, table),
              .marks = {},
              .stated = abilities_in(reader, table)};
  for (const toml::table* mark : reader.tables(table, "marks")) {
    if (auto performance = mark_in(reader, *mark, file)) entry.marks.push_back(std::move(*performance));
  }
  return entry;
}

/// The starter behind an entry: the archive's athlete of that name, or somebody new who brings marks or
/// abilities. Errors: only failures of the archive; what is wrong with the entry goes to the reader.
base::Result<Starter> starter_in(const Archive& archive, Reader& reader, const Entry& entry,
                                 RaceToRun& race) {
  Starter starter{.name = entry.name,
                  .country = entry.country,
                  .performances = {},
                  .places_at_splits = {},
                  .stated = entry.stated,
                  .start_order = entry.start_order};
  const bool brings_own = !entry.marks.empty() || says_something(entry.stated);
  const auto athlete = archive.athlete(entry.name, race.sex);
  if (athlete) {
    auto known = known_starter(archive, *athlete, race.as_of);
    if (!known) return known;
    starter.name = known->name;
    if (entry.country.empty()) starter.country = known->country;
    starter.performances = std::move(known->performances);
    starter.places_at_splits = std::move(known->places_at_splits);
    const bool in_part = search_key(entry.name) != search_key(athlete->name);
    if (in_part)
      race.remarks.push_back(fmt::format("\"{}\" is taken for {} of the archive", entry.name, athlete->name));
  } else if (athlete.error().kind == base::Problem::Kind::failure) {
    return tl::make_unexpected(athlete.error());
  } else if (!brings_own) {
    base::Problem problem = athlete.error();
    problem.hint += ", or give marks or abilities here";
    reader.complain(*entry.table, problem.line());
  } else {
    race.remarks.push_back(
        fmt::format("{} is not in the archive: only what the race file says is known", entry.name));
  }
  for (const Performance& mark : entry.marks) {
    if (!race.as_of.knows(mark.date)) {
      race.remarks.push_back(fmt::format("{}: the {} of {} is left out, it is later than {}", starter.name,
                                         mark.event, mark.date.text(), race.as_of.last_known.text()));
      continue;
    }
    const bool listed = std::ranges::any_of(starter.performances, [&](const Performance& other) {
      return other.event == mark.event && other.date == mark.date &&
             std::abs((other.time - mark.time).si()) < 0.005;
    });
    if (!listed) starter.performances.push_back(mark);
  }
  std::ranges::stable_sort(starter.performances, {}, &Performance::date);
  const bool nothing_known = starter.performances.empty() && !says_something(starter.stated);
  if ((athlete || brings_own) && nothing_known) {
    reader.complain(*entry.table, fmt::format("no mark of {} is known as of {}; give marks or abilities",
                                              starter.name, race.as_of.last_known.text()));
  }
  return starter;
}

void check_start_orders(Reader& reader, const std::vector<Entry>& entries) {
  std::set<int> taken;
  for (const Entry& entry : entries) {
    if (entry.start_order && !taken.insert(*entry.start_order).second) {
      reader.complain(*entry.table->get("start_order"),
                      fmt::format("start order {} is given twice", *entry.start_order));
    }
  }
}

RaceToRun heading_in(Reader& reader, const toml::table& root, const std::string& stem,
                     const std::optional<AsOf>& as_of) {
  reader.only_keys(root, {"schema", "name", "date", "event", "sex", "track", "as_of", "athlete"});
  const std::string schema = reader.text(root, "schema");
  if (!schema.empty() && schema != "lastlap.race-file/1") {
    reader.complain(*root.get("schema"), "\"schema\" must be \"lastlap.race-file/1\"");
  }
  RaceToRun race;
  race.id = stem;
  race.title = reader.text(root, "name");
  if (race.title.empty()) race.title = stem;
  race.sex = reader.word(root, "sex", true, measure::sex_named, "men, women").value_or(measure::Sex::men);
  race.track = reader.track(root).value_or(measure::TrackKind::oval_400);
  if (const auto event = reader.event(root)) {
    race.event = *event;
    if (event->distance.si() < shortest_race_m)
      reader.complain(*root.get("event"), "races are run from 800 to 5000 m");
  }
  if (const auto date = reader.date(root, "date", true)) race.date = *date;
  const auto own = reader.date(root, "as_of");
  race.as_of = earliest(AsOf::eve_of(race.date), own ? std::optional{AsOf{*own}} : std::nullopt);
  race.as_of = earliest(race.as_of, as_of);
  return race;
}

base::Result<std::string> text_of(const std::filesystem::path& file) {
  std::error_code ignored;
  std::ifstream in{file, std::ios::binary};
  if (!in || std::filesystem::is_directory(file, ignored)) {
    return base::wrong("cannot read the race file", file.string(),
                       "there is no such file, or it may not be read");
  }
  return std::string{std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

base::Result<RaceToRun> race_to_run(const Archive& archive, const std::filesystem::path& toml_file,
                                    const std::optional<AsOf>& as_of) {
  const auto text = text_of(toml_file);
  if (!text) return tl::make_unexpected(text.error());
  const toml::parse_result parsed = toml::parse(*text);
  if (parsed.failed()) {
    return base::wrong("the race file is no TOML",
                       fmt::format("{}:{}", toml_file.string(), parsed.error().source().begin.line),
                       std::string(parsed.error().description()));
  }
  Reader reader{toml_file.string()};
  const toml::table& root = parsed.table();
  RaceToRun race = heading_in(reader, root, toml_file.stem().string(), as_of);
  std::vector<Entry> entries;
  for (const toml::table* table : reader.tables(root, "athlete")) {
    entries.push_back(entry_in(reader, *table, toml_file.filename().string()));
  }
  check_start_orders(reader, entries);
  if (entries.size() < fewest_runners || entries.size() > most_runners) {
    reader.complain(root, fmt::format("a race has {} to {} athletes, here are {}", fewest_runners,
                                      most_runners, entries.size()));
  }
  std::set<std::string> names;
  for (const Entry& entry : entries) {
    if (entry.name.empty()) continue;
    auto starter = starter_in(archive, reader, entry, race);
    if (!starter) return tl::make_unexpected(starter.error());
    if (!names.insert(search_key(starter->name)).second)
      reader.complain(*entry.table, starter->name + " is entered twice");
    race.starters.push_back(std::move(*starter));
  }
  if (!reader.all_well()) return tl::make_unexpected(reader.problem());
  return race;
}

}  // namespace lastlap::archive
