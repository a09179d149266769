#include "lastlap/report/pack.hpp"

#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <optional>
#include <utility>

namespace lastlap::report {
namespace {

using pack::Distribution;
using pack::Hundred;
using pack::Measures;

constexpr std::pair<const char*, double> shares[] = {{"p05", 0.05}, {"p25", 0.25}, {"p50", 0.50}, {"p75", 0.75}, {"p95", 0.95}};

Json json_of(std::optional<double> value) {
  if (!value) return nullptr;
  return std::round(*value * 1e4) / 1e4;
}

using Quantile = std::function<std::optional<double>(double share)>;

Quantile quantile_in(const Distribution& values) {
  return [&values](double share) { return values.quantile(share); };
}
Quantile quantile_in(const std::vector<double>& values) {
  return [&values](double share) { return pack::quantile_of(values, share); };
}

Json quantiles(const Quantile& quantile) {
  Json json;
  for (const auto& [name, share] : shares) json[name] = json_of(quantile(share));
  return json;
}
template <class Values>
Json quantiles_of(const Values& values) {
  return quantiles(quantile_in(values));
}

/// A count as a whole number where it is one: the mean over races need not be.
Json count(double value) {
  if (value == std::floor(value)) return static_cast<int>(value);
  return json_of(value);
}

Json json_of(const Hundred& hundred) {
  return {{"distance_m", json_of(hundred.distance_m)},
          {"leader_time_s", json_of(hundred.leader_time_s)},
          {"gap_m",
           {{"second", json_of(hundred.second_m)},
            {"fourth", json_of(hundred.fourth_m)},
            {"eighth", json_of(hundred.eighth_m)},
            {"last", json_of(hundred.last_m)}}},
          {"place_correlation", json_of(hundred.place_correlation)},
          {"overtakes", count(hundred.overtakes)}};
}

std::string cell(std::optional<double> value, int decimals, double times = 1.0) {
  return value ? fmt::format("{:.{}f}", *value * times, decimals) : "-";
}

/// A measure in the table: five quantiles, or one number under the middle.
struct Row {
  std::string name;
  std::function<std::vector<std::string>(const Measures&)> cells;
};

template <class Values>
Row row(std::string name, Values Measures::*values, int decimals, double times = 1.0) {
  return {std::move(name), [=](const Measures& m) {
            std::vector<std::string> cells;
            for (const auto& [label, share] : shares) cells.push_back(cell(quantile_in(m.*values)(share), decimals, times));
            return cells;
          }};
}
Row row(std::string name, std::optional<double> Measures::*value, int decimals, double times = 1.0) {
  return {std::move(name), [=](const Measures& m) {
            return std::vector<std::string>{"", "", cell(m.*value, decimals, times), "", ""};
          }};
}
Row row(std::string name, double Measures::*value, int decimals) {
  return {std::move(name), [=](const Measures& m) {
            return std::vector<std::string>{"", "", cell(m.*value, decimals), "", ""};
          }};
}

std::vector<Row> all_rows() {
  return {row("outward on bends, m", &Measures::outward_bends_m, 2),
          row("outward on straights, m", &Measures::outward_straights_m, 2),
          row("metres run", &Measures::run_m, 1),
          row("gap in line, m", &Measures::in_line_gap_m, 2),
          row("in line, % of the time", &Measures::in_line_share, 0, 100.0),
          row("someone at the outer shoulder, %", &Measures::outer_shoulder_share, 0, 100.0),
          row("boxed in, s", &Measures::boxed_in_s, 0),
          row("overtakes a runner", &Measures::overtakes_per_runner, 1),
          row("... by the 100 m marks", &Measures::exchanges_per_runner, 1),
          row("... of them on bends, %", &Measures::overtakes_on_bends_share, 0, 100.0),
          row("... on the outside, %", &Measures::overtakes_outside_share, 0, 100.0),
          row("... how long, s", &Measures::overtake_s, 1),
          row("changes of the lead", &Measures::lead_changes, 1),
          row("speed on bends by straights", &Measures::speed_ratio_bends, 3),
          row("... by positions", &Measures::speed_ratio_bends_by_position, 3),
          row("winner's time, s", &Measures::winner_time_s, 2),
          row("winner's 100 m speeds vary, %", &Measures::winner_100_m_cv, 1, 100.0),
          row("a runner's 100 m speeds vary, %", &Measures::runner_100_m_cv, 1, 100.0),
          row("top speed, m/s", &Measures::top_speed_mps, 2)};
}

std::vector<std::string> hundred_cells(const Hundred& hundred, std::optional<double> before_s) {
  const std::string split =
      hundred.leader_time_s && before_s ? fmt::format("{:.1f}", *hundred.leader_time_s - *before_s) : "-";
  return {fmt::format("{:.0f} m", hundred.distance_m), cell(hundred.leader_time_s, 2), split, cell(hundred.second_m, 1),
          cell(hundred.fourth_m, 1), cell(hundred.eighth_m, 1), cell(hundred.last_m, 1), cell(hundred.place_correlation, 2),
          cell(hundred.overtakes, 1)};
}

}  // namespace

Json pack_document(const PackAnswer& answer) {
  const Measures& m = answer.measures;
  Json json = {{"schema", "lastlap.pack/1"}, {"source", answer.is_tracked ? "tracked" : "simulated"}};
  json[answer.is_tracked ? "file" : "race"] = answer.source;
  json["title"] = answer.title;
  if (!answer.is_tracked) {
    json["as_of"] = answer.as_of;
    json["seed"] = answer.seed;
  }
  json["races"] = m.races;
  json["runners"] = count(m.runners);
  json["finishers"] = count(m.finishers);
  json["distance_m"] = json_of(m.distance_m);
  json["outward_m"] = {{"bends", quantiles_of(m.outward_bends_m)}, {"straights", quantiles_of(m.outward_straights_m)}};
  json["run_m"] = quantiles_of(m.run_m);
  json["by_100_m"] = Json::array();
  for (const Hundred& hundred : m.by_100_m) json["by_100_m"].push_back(json_of(hundred));
  json["in_line_gap_m"] = quantiles_of(m.in_line_gap_m);
  json["in_line_share"] = json_of(m.in_line_share);
  json["outer_shoulder_share"] = json_of(m.outer_shoulder_share);
  json["boxed_in_s"] = quantiles_of(m.boxed_in_s);
  json["overtakes_per_runner"] = json_of(m.overtakes_per_runner);
  json["exchanges_per_runner"] = json_of(m.exchanges_per_runner);
  json["overtakes_on_bends_share"] = json_of(m.overtakes_on_bends_share);
  json["overtakes_outside_share"] = json_of(m.overtakes_outside_share);
  json["overtake_s"] = quantiles_of(m.overtake_s);
  json["lead_changes"] = count(m.lead_changes);
  json["speed_ratio_bends"] = json_of(m.speed_ratio_bends);
  json["speed_ratio_bends_by_position"] = json_of(m.speed_ratio_bends_by_position);
  json["winner_time_s"] = json_of(m.winner_time_s);
  json["winner_100_m_cv"] = json_of(m.winner_100_m_cv);
  json["runner_100_m_cv"] = quantiles_of(m.runner_100_m_cv);
  json["top_speed_mps"] = quantiles_of(m.top_speed_mps);
  json["spread"] = Json::object();
  for (const pack::Spread& spread : answer.spread)
    json["spread"][spread.name] = {{"races", spread.races},
                                   {"mean", json_of(spread.mean)},
                                   {"sd", json_of(spread.sd)},
                                   {"least", json_of(spread.least)},
                                   {"most", json_of(spread.most)}};
  json["remarks"] = answer.remarks;
  json["seconds"] = json_of(answer.seconds);
  return json;
}

std::vector<std::string> pack_columns() { return {"", "5 %", "25 %", "50 %", "75 %", "95 %"}; }

std::vector<std::vector<std::string>> pack_rows(const PackAnswer& answer, const PackAnswer* beside) {
  std::vector<std::vector<std::string>> rows;
  for (const Row& row : all_rows()) {
    for (const PackAnswer* one : {&answer, beside}) {
      if (!one) continue;
      std::vector<std::string> cells{one == &answer ? row.name : "    beside"};
      for (std::string& value : row.cells(one->measures)) cells.push_back(std::move(value));
      rows.push_back(std::move(cells));
    }
  }
  return rows;
}

std::vector<std::string> hundred_columns() {
  return {"", "leader", "100 m", "to 2nd", "to 4th", "to 8th", "to last", "place r", "overtakes"};
}

std::vector<std::vector<std::string>> hundred_rows(const PackAnswer& answer, const PackAnswer* beside) {
  std::vector<std::vector<std::string>> rows;
  const auto& marks = answer.measures.by_100_m;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    rows.push_back(hundred_cells(marks[i], i > 0 ? marks[i - 1].leader_time_s : std::optional{0.0}));
    if (!beside || i >= beside->measures.by_100_m.size()) continue;
    const auto& others = beside->measures.by_100_m;
    rows.push_back(hundred_cells(others[i], i > 0 ? others[i - 1].leader_time_s : std::optional{0.0}));
    rows.back().front() = "    beside";
  }
  return rows;
}

std::string pack_heading(const PackAnswer& answer) {
  const Measures& m = answer.measures;
  std::string text = answer.title + "\n";
  text += answer.is_tracked ? fmt::format("tracked, {:.0f} m, {:.0f} runners, {:.0f} of them finished\n", m.distance_m, m.runners, m.finishers)
                            : fmt::format("{} simulated {} as of {}, seed {}, {:.0f} m, {:.0f} runners\n", m.races, m.races == 1 ? "race" : "races",
                                          answer.as_of, answer.seed, m.distance_m, m.runners);
  for (const std::string& remark : answer.remarks) text += remark + "\n";
  return text;
}

}  // namespace lastlap::report
