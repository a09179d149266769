#include "tools/calibrate/constants.hpp"

#include "lastlap/base/expect.hpp"

namespace lastlap::calibrate {

std::vector<Fitted> all_fitted() {
  return {{"metres_per_place", 0.3, 0.7},     {"waver_m", 0, 2.6},
          {"line_waver_m", 0, 1.2},           {"giving_up", 0, 0.06},
          {"closing_rate_per_s", 0.05, 0.5},  {"easing_mps", 0.1, 0.9},
          {"surge_mps", 0.1, 1.0},            {"greed", 0, 0.05},
          {"made_up_on_bends", 0, 1},         {"following_gap_m", 0.6, 1.6},
          {"following_rate_per_s", 0.1, 1.5}, {"passing_gap_m", 1, 4},
          {"patience_mps", 0, 0.3},           {"side_room_m", 0.8, 1.4},
          {"elbow_room_m", 0.5, 1.0},         {"alongside_m", 0.6, 1.8},
          {"tuck_in_behind_m", 0.5, 1.1},     {"tuck_in_before_m", 0.3, 1.1},
          {"slot_seeking_mps", 0, 0.5},       {"sideways_mps", 0.4, 1.0},
          {"sideways_rate_per_s", 0.5, 2},    {"early.places_per_rank", 0, 0.9},
          {"middle.places_per_rank", 0, 0.9}, {"late.places_per_rank", 0, 0.9},
          {"early.front_place", 1, 6},        {"middle.front_place", 1, 5},
          {"late.front_place", 1, 4},         {"early.effort", 0.89, 1.0},
          {"middle.effort", 0.92, 0.995},      {"late.effort", 0.96, 1.03},
          {"willing", 0, 0.045},               {"mood", 0, 0.05},
          {"stage_mood", 0, 0.05},            {"spread.place", 0, 5},
          {"bad_day", 0, 0.15},               {"all_out_from_m", 220, 420}};
}

double& constant(Constants& constants, const std::string& name) {
  const auto each = tactics::each_of(constants.manners);
  for (std::size_t i = 0; i < each.size(); ++i)
    if (tactics::manners_by_name[i].name == name) return *each[i];
  auto& [manners, variation, customs] = constants;
  const std::map<std::string, double*> others = {{"early.places_per_rank", &customs.early.places_per_rank},
                                                 {"middle.places_per_rank", &customs.middle.places_per_rank},
                                                 {"late.places_per_rank", &customs.late.places_per_rank},
                                                 {"early.front_place", &customs.early.front_place},
                                                 {"middle.front_place", &customs.middle.front_place},
                                                 {"late.front_place", &customs.late.front_place},
                                                 {"early.effort", &customs.early.effort},
                                                 {"middle.effort", &customs.middle.effort},
                                                 {"late.effort", &customs.late.effort},
                                                 {"willing", &customs.willing},
                                                 {"all_out_from_m", &customs.all_out_from_m},
                                                 {"spread.place", &customs.spread.place},
                                                 {"mood", &variation.mood},
                                                 {"stage_mood", &variation.stage_mood},
                                                 {"bad_day", &variation.bad_day},
                                                 {"bad_day_aerobic", &variation.bad_day_aerobic}};
  const auto found = others.find(name);
  base::expect(found != others.end(), "a constant that the fit knows");
  return *found->second;
}

}  // namespace lastlap::calibrate
