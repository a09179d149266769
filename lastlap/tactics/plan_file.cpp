#include "lastlap/tactics/plan_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

#include "lastlap/base/expect.hpp"
#include "lastlap/formats/toml.hpp"
#include "lastlap/measure/mark.hpp"

namespace lastlap::tactics {
namespace {

constexpr std::string_view manual = "docs/plan-file.md shows how a plan is written";

/// Reads tables and remembers the first thing wrong, with its place in the file.
class Reader {
 public:
  Reader(std::string where, const WhoIsMeant& who) : where_{std::move(where)}, who_{who} {}

  bool ok() const { return !problem_; }
  const base::Problem& problem() const { return *problem_; }

  void complain(const toml::node& node, const std::string& why) {
    if (!problem_)
      problem_ = base::Problem{.kind = base::Problem::Kind::request, .what = "cannot read the plan",
                               .where = fmt::format("{}:{}", where_, node.source().begin.line), .why = why,
                               .hint = std::string(manual)};
  }

  void allow_only(const toml::table& table, std::initializer_list<std::string_view> keys) {
    for (const auto& [key, node] : table)
      if (std::find(keys.begin(), keys.end(), key.str()) == keys.end())
        complain(node, fmt::format("unknown key \"{}\" (known: {})", key.str(), fmt::join(keys, ", ")));
  }

  std::optional<double> number(const toml::table& table, std::string_view key, double low, double high) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value<double>();
    if (!value || node->is_boolean() || !std::isfinite(*value) || *value < low || *value > high) {
      complain(*node, fmt::format("{} must be a number from {} to {}", key, low, high));
      return std::nullopt;
    }
    return value;
  }

  std::optional<int> whole(const toml::table& table, std::string_view key, int low, int high) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    const auto value = node->value_exact<std::int64_t>();
    if (!value || *value < low || *value > high) {
      complain(*node, fmt::format("{} must be a whole number from {} to {}", key, low, high));
      return std::nullopt;
    }
    return static_cast<int>(*value);
  }

  bool flag(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return false;
    const auto value = node->value_exact<bool>();
    if (!value) complain(*node, fmt::format("{} must be true or false", key));
    return value.value_or(false);
  }

  std::optional<std::string> text(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    auto value = node->value_exact<std::string>();
    if (!value) complain(*node, fmt::format("{} must be text in quotes", key));
    return value;
  }

  /// A time as a mark in quotes ("1:58", "56.2") or a bare number of seconds.
  std::optional<measure::Duration> time(const toml::table& table, std::string_view key) {
    const toml::node* node = table.get(key);
    if (node == nullptr) return std::nullopt;
    if (!node->is_string()) {
      const auto seconds = number(table, key, 1.0, 7200.0);
      return seconds ? std::optional(measure::Duration{*seconds}) : std::nullopt;
    }
    const auto read = measure::read_time(*node->value<std::string>());
    if (!read) {
      complain(*node, fmt::format("{}: {}", key, read.error().why));
      return std::nullopt;
    }
    return *read;
  }

  std::string name(const toml::table& table, std::string_view key) {
    const auto written = text(table, key);
    if (!written) return {};
    const auto meant = who_(*written);
    if (!meant) {
      const base::Problem& problem = meant.error();
      const std::string and_why = problem.why.empty() ? "" : ", " + problem.why;
      const std::string and_hint = problem.hint.empty() ? "" : ", " + problem.hint;
      complain(*table.get(key), fmt::format("{}: {} \"{}\"{}{}", key, problem.what, *written, and_why, and_hint));
      return {};
    }
    return *meant;
  }

  Phase phase(const toml::table& table) {
    allow_only(table, {"from_m", "place", "line", "pace_s_per_400_m", "effort", "cover", "cover_gap_m", "all_out"});
    Phase phase;
    if (!table.contains("from_m")) complain(table, "a phase needs from_m, the metres to go at which it begins");
    phase.from = measure::Distance{number(table, "from_m", 1.0, 10000.0).value_or(1.0)};
    phase.place = whole(table, "place", 0, 24).value_or(0);
    if (const auto word = text(table, "line")) {
      const auto line = line_named(*word);
      if (!line) complain(*table.get("line"), fmt::format("line \"{}\" is none of rail, shoulder, wide", *word));
      phase.line = line.value_or(Line::rail);
    }
    if (const auto lap = time(table, "pace_s_per_400_m")) {
      if (lap->si() < 40.0 || lap->si() > 160.0)
        complain(*table.get("pace_s_per_400_m"), fmt::format("a lap of {:.1f} s is no racing pace (40 to 160)", lap->si()));
      phase.pace = measure::Speed{400.0 / lap->si()};
    }
    phase.effort = number(table, "effort", 0.7, 1.3);
    phase.cover = name(table, "cover");
    if (const auto gap = number(table, "cover_gap_m", 0.5, 50.0)) phase.cover_gap = measure::Distance{*gap};
    phase.all_out = flag(table, "all_out");
    return phase;
  }

  void condition(const toml::table& table, Plan& plan) {
    allow_only(table, {"at_m", "slower_than", "faster_than", "not_in_first", "in_first", "then"});
    Condition condition;
    if (!table.contains("at_m")) complain(table, "an [[if]] needs at_m, the metres run at which it is asked");
    condition.at = measure::Distance{number(table, "at_m", 1.0, 10000.0).value_or(1.0)};
    condition.slower_than = time(table, "slower_than");
    condition.faster_than = time(table, "faster_than");
    condition.not_in_first = whole(table, "not_in_first", 1, 23);
    condition.in_first = whole(table, "in_first", 1, 23);
    const toml::table* then = table["then"].as_table();
    if (then == nullptr) {
      complain(table, "an [[if]] needs then = { from_m = ..., ... }: what to do when it is met");
      return;
    }
    Phase consequence = phase(*then);
    consequence.condition = static_cast<int>(plan.conditions.size());
    plan.conditions.push_back(condition);
    plan.phases.push_back(consequence);
  }

  void each_table(const toml::table& root, std::string_view key, const std::function<void(const toml::table&)>& read) {
    const toml::node* node = root.get(key);
    if (node == nullptr) return;
    const toml::array* array = node->as_array();
    if (array == nullptr || !array->is_homogeneous(toml::node_type::table)) {
      complain(*node, fmt::format("write [[{}]] above each", key));
      return;
    }
    for (const toml::node& element : *array) read(*element.as_table());
  }

 private:
  std::string where_;
  const WhoIsMeant& who_;
  std::optional<base::Problem> problem_;
};

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (char c : text) {
    if (is_control(c)) {
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

// A heading may name files, and those may have any bytes in their names: what TOML forbids in a comment becomes '?'.
std::string comment(const std::string& heading) {
  std::string out, line;
  for (char c : heading + "\n") {
    if (c != '\n') line += is_control(c) ? '?' : c;
    else if (!line.empty()) out += "# " + std::exchange(line, {}) + "\n";
  }
  if (toml::parse(std::string_view{out})) return out;
  for (char& c : out)
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  return out;
}

// A number without needless noughts: 1500, 56.204.
std::string plain(double value, int decimals) {
  std::string out = fmt::format("{:.{}f}", value, decimals);
  if (out.find('.') != std::string::npos) {
    while (out.back() == '0') out.pop_back();
    if (out.back() == '.') out.pop_back();
  }
  return out;
}

std::vector<std::string> keys_of(const Phase& phase) {
  std::vector<std::string> keys = {"from_m = " + plain(phase.from.si(), 3)};
  if (phase.place > 0) keys.push_back(fmt::format("place = {}", phase.place));
  keys.push_back(fmt::format("line = \"{}\"", text(phase.line)));
  if (phase.pace) keys.push_back("pace_s_per_400_m = " + plain(400.0 / phase.pace->si(), 3));
  if (phase.effort) keys.push_back("effort = " + plain(*phase.effort, 4));
  if (!phase.cover.empty()) {
    keys.push_back("cover = " + quoted(phase.cover));
    keys.push_back("cover_gap_m = " + plain(phase.cover_gap.si(), 2));
  }
  if (phase.all_out) keys.push_back("all_out = true");
  return keys;
}

}  // namespace

base::Result<Plan> read_plan(std::string_view toml, const std::string& where, const WhoIsMeant& who) {
  const toml::parse_result parsed = toml::parse(toml, where);
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return base::wrong("broken TOML", fmt::format("{}:{}", where, error.source().begin.line), std::string(error.description()),
                       std::string(manual));
  }
  const toml::table& root = parsed.table();
  Reader reader(where, who);
  reader.allow_only(root, {"schema", "athlete", "phase", "if", "spread"});
  Plan plan;
  if (const auto schema = reader.text(root, "schema"); schema && *schema != "lastlap.plan-file/1")
    reader.complain(*root.get("schema"), fmt::format("schema \"{}\" is not lastlap.plan-file/1", *schema));
  plan.athlete = reader.name(root, "athlete");
  reader.each_table(root, "phase", [&](const toml::table& table) { plan.phases.push_back(reader.phase(table)); });
  reader.each_table(root, "if", [&](const toml::table& table) { reader.condition(table, plan); });
  if (const toml::node* spread = root.get("spread")) {
    if (const toml::table* table = spread->as_table()) {
      reader.allow_only(*table, {"place", "moment_m", "pace", "restless"});
      if (const auto value = reader.number(*table, "place", 0.0, 10.0)) plan.spread.place = *value;
      if (const auto value = reader.number(*table, "moment_m", 0.0, 200.0)) plan.spread.moment_m = *value;
      if (const auto value = reader.number(*table, "pace", 0.0, 0.05)) plan.spread.pace = *value;
      if (const auto value = reader.number(*table, "restless", 0.0, 2.0)) plan.spread.restless = *value;
    } else {
      reader.complain(*spread, "write [spread] above place, moment_m, pace and restless");
    }
  }
  if (plan.phases.empty() && reader.ok()) reader.complain(root, "a plan needs at least one [[phase]]");
  if (!reader.ok()) return tl::make_unexpected(reader.problem());
  // A conditional phase stands after an ordinary one that begins at the same point, so it wins when it is met.
  std::stable_sort(plan.phases.begin(), plan.phases.end(), [](const Phase& a, const Phase& b) { return a.from > b.from; });
  return plan;
}

std::string write_plan(const Plan& plan, const std::string& heading) {
  std::string out = comment(heading);
  out += "schema = \"lastlap.plan-file/1\"\n";
  if (!plan.athlete.empty()) out += "athlete = " + quoted(plan.athlete) + "\n";
  for (const Phase& phase : plan.phases) {
    if (phase.condition) continue;
    out += "\n[[phase]]\n";
    for (const std::string& key : keys_of(phase)) out += key + "\n";
  }
  for (std::size_t c = 0; c < plan.conditions.size(); ++c) {
    const Condition& condition = plan.conditions[c];
    out += "\n[[if]]\nat_m = " + plain(condition.at.si(), 2) + "\n";
    if (condition.slower_than) out += "slower_than = " + plain(condition.slower_than->si(), 3) + "\n";
    if (condition.faster_than) out += "faster_than = " + plain(condition.faster_than->si(), 3) + "\n";
    if (condition.not_in_first) out += fmt::format("not_in_first = {}\n", *condition.not_in_first);
    if (condition.in_first) out += fmt::format("in_first = {}\n", *condition.in_first);
    for (const Phase& phase : plan.phases)
      if (phase.condition == static_cast<int>(c)) out += fmt::format("then = {{ {} }}\n", fmt::join(keys_of(phase), ", "));
  }
  if (!(plan.spread == Spread{}))
    out += fmt::format("\n[spread]\nplace = {}\nmoment_m = {}\npace = {}\nrestless = {}\n", plain(plan.spread.place, 3), plain(plan.spread.moment_m, 3),
                       plain(plan.spread.pace, 5), plain(plan.spread.restless, 3));
  return out;
}

Plan as_written(const Plan& plan) {
  const auto read = read_plan(write_plan(plan, ""), "plan", [](std::string_view name) { return base::Result<std::string>(name); });
  base::expect(read.has_value(), "a plan's own file cannot be read");
  return *read;
}

}  // namespace lastlap::tactics
