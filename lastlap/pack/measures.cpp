#include "lastlap/pack/measures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "lastlap/base/expect.hpp"

namespace lastlap::pack {
namespace {

constexpr double bin = 0.01, lowest = -4.0, highest = 60.0;
constexpr auto bins = static_cast<std::size_t>((highest - lowest) / bin + 0.5);

constexpr std::pair<const char*, double> shares[] = {{"p05", 0.05}, {"p25", 0.25}, {"p50", 0.50}, {"p75", 0.75}, {"p95", 0.95}};

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return values.empty() ? 0.0 : sum / static_cast<double>(values.size());
}

/// Standard deviation with n - 1; 0 with fewer than two values.
double deviation_of(const std::vector<double>& values) {
  if (values.size() < 2) return 0.0;
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values) sum += (value - mean) * (value - mean);
  return std::sqrt(sum / static_cast<double>(values.size() - 1));
}

/// One race, unpacked for walking through it moment by moment.
class Walk {
 public:
  explicit Walk(const Positions& field) : field_{field}, runners_{field.runners.size()} {
    base::expect(field.step_s > 0.0, "a field moves in steps of more than 0 s");
    for (const Course& course : field.runners) {
      moments_ = std::max(moments_, course.along_m.size());
      last_.push_back(course.finish_s > 0.0 ? course.finish_s / field.step_s : 1e18);
      if (course.finish_s > 0.0) finishers_.push_back(last_.size() - 1);
    }
    std::ranges::sort(finishers_, {}, [&](std::size_t r) { return std::pair{course(r).finish_s, r}; });
    from_m_ = std::fmax(counted_from_m, field.lanes_until_m);
  }

  Measures measures() {
    found_.runners = static_cast<double>(runners_);
    found_.finishers = static_cast<double>(finishers_.size());
    found_.distance_m = field_.distance_m;
    set_marks();
    pass_marks();
    look_at_every_moment();
    sum_up_runners();
    return std::move(found_);
  }

 private:
  const Course& course(std::size_t r) const { return field_.runners[r]; }
  bool racing(std::size_t r, std::size_t moment) const {
    return static_cast<double>(moment) < last_[r] && course(r).is_known(moment);
  }
  bool on_bend(double along) const { return field_.oval.curvature(field_.distance_m - along) > 0.0; }

  void set_marks() {
    const double hundreds = std::floor(field_.distance_m / 100.0 + 1e-9);
    for (int i = 1; i <= static_cast<int>(hundreds); ++i) found_.by_100_m.push_back({.distance_m = 100.0 * i});
    if (field_.distance_m - 100.0 * hundreds > 1.0) found_.by_100_m.push_back({.distance_m = field_.distance_m});
  }

  // ---- At each 100 m ----

  /// When each runner passes each mark; negative where that is not known.
  void time_the_marks() {
    passed_s_.assign(runners_, std::vector<double>(found_.by_100_m.size(), -1.0));
    for (std::size_t r = 0; r < runners_; ++r) {
      std::size_t mark = 0;
      const auto& along = course(r).along_m;
      for (std::size_t i = 1; i < along.size() && mark < found_.by_100_m.size(); ++i) {
        while (mark < found_.by_100_m.size() && along[i] >= found_.by_100_m[mark].distance_m) {
          const double at = found_.by_100_m[mark].distance_m, gained = along[i] - along[i - 1];
          const double share = gained > 0.0 ? std::clamp((at - along[i - 1]) / gained, 0.0, 1.0) : 1.0;
          if (course(r).is_known(i)) passed_s_[r][mark] = (static_cast<double>(i - 1) + share) * field_.step_s;
          ++mark;
        }
      }
      if (course(r).finish_s > 0.0) passed_s_[r].back() = course(r).finish_s;
    }
  }

  double along_at(std::size_t r, double t) const {
    const auto& along = course(r).along_m;
    const double moment = t / field_.step_s;
    const auto before = static_cast<std::size_t>(moment);
    if (before + 1 >= along.size()) return along.back();
    return along[before] + (moment - static_cast<double>(before)) * (along[before + 1] - along[before]);
  }

  void pass_marks() {
    time_the_marks();
    for (std::size_t mark = 0; mark < found_.by_100_m.size(); ++mark) {
      Hundred& hundred = found_.by_100_m[mark];
      std::vector<std::size_t> order;  // of those who finish and were seen here
      for (const std::size_t r : finishers_)
        if (passed_s_[r][mark] >= 0.0) order.push_back(r);
      if (order.empty()) continue;
      std::vector<std::size_t> here = order;
      std::ranges::stable_sort(here, {}, [&](std::size_t r) { return passed_s_[r][mark]; });
      const double leader_s = passed_s_[here.front()][mark];
      hundred.leader_time_s = leader_s;
      // In lanes nobody is ahead of anybody.
      if (hundred.distance_m < field_.lanes_until_m) continue;
      std::vector<double> behind;
      for (const std::size_t r : order) behind.push_back(std::fmax(hundred.distance_m - along_at(r, leader_s), 0.0));
      std::ranges::sort(behind);
      if (behind.size() > 1) hundred.second_m = behind[1], hundred.last_m = behind.back();
      if (behind.size() > 3) hundred.fourth_m = behind[3];
      if (behind.size() > 7) hundred.eighth_m = behind[7];
      hundred.place_correlation = rank_correlation(order, here);
    }
    count_exchanges();
  }

  void count_exchanges() {
    int exchanges = 0;
    for (std::size_t mark = 1; mark < found_.by_100_m.size(); ++mark) {
      if (found_.by_100_m[mark - 1].distance_m < from_m_) continue;
      for (std::size_t a = 0; a < runners_; ++a) {
        for (std::size_t b = a + 1; b < runners_; ++b) {
          const double a_before = passed_s_[a][mark - 1], b_before = passed_s_[b][mark - 1], a_now = passed_s_[a][mark], b_now = passed_s_[b][mark];
          if (std::fmin(std::fmin(a_before, b_before), std::fmin(a_now, b_now)) < 0.0) continue;
          if ((a_before - b_before) * (a_now - b_now) < 0.0) ++exchanges;
        }
      }
    }
    if (runners_ > 0) found_.exchanges_per_runner = 2.0 * exchanges / static_cast<double>(runners_);
  }

  /// Spearman's between two orders of the same runners.
  static std::optional<double> rank_correlation(const std::vector<std::size_t>& one, const std::vector<std::size_t>& other) {
    const auto n = static_cast<double>(one.size());
    if (one.size() < 3) return std::nullopt;
    double squares = 0;
    for (std::size_t place = 0; place < one.size(); ++place) {
      const auto there = static_cast<std::size_t>(std::ranges::find(other, one[place]) - other.begin());
      const double moved = static_cast<double>(there) - static_cast<double>(place);
      squares += moved * moved;
    }
    return 1.0 - 6.0 * squares / (n * (n * n - 1.0));
  }

  // ---- At every moment ----

  /// What one runner has around her.
  struct Around {
    double gap_ahead = 1e9;
    bool outer = false, inner = false;
  };

  /// How a pair stands: the sign of the last settled order, when it was last so, and when the order last turned.
  struct Pair {
    int settled = 0;
    std::size_t settled_at = 0, turned_at = 0;
    double before = 0;
  };

  void look_at_every_moment() {
    std::vector<std::size_t> there;
    std::vector<double> along, outward;
    std::vector<Around> around;
    pairs_.assign(runners_ * runners_, Pair{});
    boxed_in_.assign(runners_, 0.0);
    for (std::size_t i = 0; i < moments_; ++i) {
      there.clear(), along.clear(), outward.clear();
      for (std::size_t r = 0; r < runners_; ++r) {
        if (!racing(r, i)) continue;
        there.push_back(r);
        along.push_back(course(r).along_m[i]);
        outward.push_back(course(r).outward_m[i]);
      }
      around.assign(there.size(), Around{});
      for (std::size_t a = 0; a < there.size(); ++a) {
        for (std::size_t b = a + 1; b < there.size(); ++b) {
          const double ahead = along[b] - along[a], aside = outward[b] - outward[a];
          compare(around[a], around[b], ahead, aside);
          if (std::fmax(along[a], along[b]) >= from_m_) follow_pair(there[a], there[b], i, ahead);
        }
      }
      for (std::size_t a = 0; a < there.size(); ++a)
        if (along[a] >= from_m_) count(there[a], along[a], outward[a], around[a]);
      follow_the_lead(there, along, i);
    }
    if (looks_ > 0) {
      found_.in_line_share = static_cast<double>(in_line_) / static_cast<double>(looks_);
      found_.outer_shoulder_share = static_cast<double>(outer_) / static_cast<double>(looks_);
    }
    found_.boxed_in_s = boxed_in_;
    found_.lead_changes = lead_changes_;
    if (runners_ > 0) found_.overtakes_per_runner = 2.0 * overtakes_ / static_cast<double>(runners_);
    if (overtakes_ > 0) {
      found_.overtakes_on_bends_share = static_cast<double>(on_bends_) / overtakes_;
      found_.overtakes_outside_share = static_cast<double>(outside_) / overtakes_;
    }
  }

  static void compare(Around& a, Around& b, double ahead, double aside) {
    const double along = std::fabs(ahead), wide = std::fabs(aside);
    if (along > in_line_from_m && along < in_line_within_m && wide < in_line_aside_m) {
      Around& behind = ahead > 0.0 ? a : b;
      behind.gap_ahead = std::fmin(behind.gap_ahead, along);
    }
    if (along < shoulder_along_m && wide > shoulder_from_m && wide < shoulder_within_m) {
      (aside > 0.0 ? a : b).outer = true;
      (aside > 0.0 ? b : a).inner = true;
    }
  }

  void count(std::size_t r, double along, double outward, const Around& around) {
    ++looks_;
    (on_bend(along) ? found_.outward_bends_m : found_.outward_straights_m).add(outward);
    if (around.gap_ahead < in_line_within_m) {
      ++in_line_;
      if (around.gap_ahead < following_within_m) found_.in_line_gap_m.add(around.gap_ahead);
    }
    if (around.outer) ++outer_;
    const bool no_room_inside = around.inner || outward + measured_line_from_kerb_m < room_inside_m;
    if (around.gap_ahead < boxed_in_gap_m && around.outer && no_room_inside) boxed_in_[r] += field_.step_s;
  }

  void follow_pair(std::size_t a, std::size_t b, std::size_t i, double b_ahead) {
    Pair& pair = pairs_[a * runners_ + b];
    if (b_ahead * pair.before <= 0.0) pair.turned_at = i;
    pair.before = b_ahead;
    const int now = b_ahead > settled_m ? 1 : b_ahead < -settled_m ? -1 : 0;
    if (now == 0) return;
    if (pair.settled != 0 && now != pair.settled) write_overtake(now > 0 ? b : a, now > 0 ? a : b, pair, i);
    pair.settled = now;
    pair.settled_at = i;
  }

  void write_overtake(std::size_t passer, std::size_t passed, const Pair& pair, std::size_t i) {
    ++overtakes_;
    found_.overtake_s.add(static_cast<double>(i - pair.settled_at) * field_.step_s);
    const double along = course(passer).along_m[pair.turned_at];
    if (on_bend(along)) ++on_bends_;
    if (course(passer).outward_m[pair.turned_at] > course(passed).outward_m[pair.turned_at]) ++outside_;
    for (Hundred& hundred : found_.by_100_m) {
      if (along > hundred.distance_m) continue;
      hundred.overtakes += 1.0;
      break;
    }
  }

  void follow_the_lead(const std::vector<std::size_t>& there, const std::vector<double>& along, std::size_t i) {
    const bool is_won = !finishers_.empty() && static_cast<double>(i) >= last_[finishers_.front()];
    if (there.empty() || is_won) return;
    const auto first = static_cast<std::size_t>(std::ranges::max_element(along) - along.begin());
    if (along[first] < from_m_) return;
    double next = -1e9, leader = -1e9;
    for (std::size_t a = 0; a < there.size(); ++a) {
      if (a != first) next = std::fmax(next, along[a]);
      if (there[a] == leader_) leader = along[a];
    }
    const bool has_led = leader_ < runners_;
    // Ahead of whoever led; without a leader yet, of everybody.
    if (there[first] == leader_ || along[first] - (has_led ? leader : next) < settled_m) return;
    if (has_led) ++lead_changes_;
    leader_ = there[first];
  }

  // ---- Runner by runner ----

  void sum_up_runners() {
    double seconds[2] = {0, 0}, metres[2] = {0, 0}, speeds[2] = {0, 0};
    std::size_t counted[2] = {0, 0};
    for (const std::size_t r : finishers_) {
      const Course& own = course(r);
      double run = 0;
      std::size_t unknown = 0, i = 1;
      for (; i < own.along_m.size() && static_cast<double>(i) <= last_[r]; ++i) {
        if (!own.is_known(i)) ++unknown;
        const double middle = 0.5 * (own.along_m[i] + own.along_m[i - 1]);
        const double outward = 0.5 * (own.outward_m[i] + own.outward_m[i - 1]);
        const double wider = 1.0 + outward * field_.oval.curvature(field_.distance_m - middle);
        const double forward = (own.along_m[i] - own.along_m[i - 1]) * wider;
        run += std::hypot(forward, own.outward_m[i] - own.outward_m[i - 1]);
        if (own.along_m[i] < std::fmax(speeds_from_m, from_m_) || !own.is_known(i) || !own.is_known(i - 1)) continue;
        const int where = on_bend(middle) ? 1 : 0;
        seconds[where] += field_.step_s;
        metres[where] += forward;
        speeds[where] += own.speed_mps[i];
        ++counted[where];
      }
      // The step within which she finishes.
      if (i > 0 && i <= own.along_m.size()) run += std::fmax(field_.distance_m - own.along_m[i - 1], 0.0);
      constexpr double known_enough = 0.02;
      if (static_cast<double>(unknown) <= known_enough * static_cast<double>(i)) found_.run_m.push_back(run);
      found_.top_speed_mps.push_back(top_speed(own, i));
      if (const auto cv = variation_by_100_m(r)) {
        found_.runner_100_m_cv.push_back(*cv);
        if (r == finishers_.front()) found_.winner_100_m_cv = cv;
      }
    }
    if (!finishers_.empty()) found_.winner_time_s = course(finishers_.front()).finish_s;
    if (counted[0] == 0 || counted[1] == 0 || metres[0] <= 0.0 || speeds[0] <= 0.0) return;
    found_.speed_ratio_bends = speeds[1] / static_cast<double>(counted[1]) / (speeds[0] / static_cast<double>(counted[0]));
    found_.speed_ratio_bends_by_position = metres[1] / seconds[1] / (metres[0] / seconds[0]);
  }

  double top_speed(const Course& own, std::size_t end) const {
    const auto window = std::max<std::size_t>(1, static_cast<std::size_t>(std::lround(top_speed_over_s / field_.step_s)));
    double sum = 0, top = 0;
    for (std::size_t i = 0; i < std::min(end, own.speed_mps.size()); ++i) {
      sum += own.speed_mps[i];
      if (i >= window) sum -= own.speed_mps[i - window];
      if (i + 1 >= window) top = std::fmax(top, sum / static_cast<double>(window));
    }
    return top;
  }

  /// Deviation by mean of a runner's speeds over each whole 100 m of race distance.
  std::optional<double> variation_by_100_m(std::size_t r) const {
    std::vector<double> speeds;
    double before_s = 0, before_m = 0;
    for (std::size_t mark = 0; mark < found_.by_100_m.size(); ++mark) {
      const double at_s = passed_s_[r][mark], at_m = found_.by_100_m[mark].distance_m;
      if (at_s <= before_s) return std::nullopt;
      if (at_m - before_m > 99.0) speeds.push_back((at_m - before_m) / (at_s - before_s));
      before_s = at_s, before_m = at_m;
    }
    if (speeds.size() < 2) return std::nullopt;
    return deviation_of(speeds) / mean_of(speeds);
  }

  const Positions& field_;
  std::size_t runners_ = 0, moments_ = 0;
  double from_m_ = 0;
  std::vector<double> last_;               ///< the moment, with a fraction, at which each finishes
  std::vector<std::size_t> finishers_;     ///< in the order of finishing
  std::vector<std::vector<double>> passed_s_;
  std::vector<Pair> pairs_;
  std::vector<double> boxed_in_;
  std::uint64_t looks_ = 0, in_line_ = 0, outer_ = 0;
  int overtakes_ = 0, on_bends_ = 0, outside_ = 0, lead_changes_ = 0;
  std::size_t leader_ = static_cast<std::size_t>(-1);
  Measures found_;
};

/// The mean of what is known.
template <class Value>
std::optional<double> mean_over(std::span<const Measures> races, Value value) {
  double sum = 0;
  int known = 0;
  for (const Measures& race : races)
    if (const std::optional<double> one = value(race)) sum += *one, ++known;
  return known > 0 ? std::optional{sum / known} : std::nullopt;
}

std::vector<Hundred> pooled_hundreds(std::span<const Measures> races) {
  std::vector<Hundred> pooled;
  for (std::size_t i = 0; i < races.front().by_100_m.size(); ++i) {
    const auto mean = [&](auto member) {
      return mean_over(races, [&](const Measures& race) -> std::optional<double> {
        return i < race.by_100_m.size() ? std::optional<double>(race.by_100_m[i].*member) : std::nullopt;
      });
    };
    const auto mean_known = [&](auto member) {
      return mean_over(races, [&](const Measures& race) -> std::optional<double> {
        return i < race.by_100_m.size() ? race.by_100_m[i].*member : std::nullopt;
      });
    };
    Hundred hundred{.distance_m = races.front().by_100_m[i].distance_m};
    hundred.leader_time_s = mean_known(&Hundred::leader_time_s);
    hundred.second_m = mean_known(&Hundred::second_m);
    hundred.fourth_m = mean_known(&Hundred::fourth_m);
    hundred.eighth_m = mean_known(&Hundred::eighth_m);
    hundred.last_m = mean_known(&Hundred::last_m);
    hundred.place_correlation = mean_known(&Hundred::place_correlation);
    hundred.overtakes = mean(&Hundred::overtakes).value_or(0.0);
    pooled.push_back(hundred);
  }
  return pooled;
}

}  // namespace

void Distribution::add(double value) {
  if (bins_.empty()) bins_.assign(bins, 0);
  const double at = std::clamp((value - lowest) / bin, 0.0, static_cast<double>(bins) - 1.0);
  ++bins_[static_cast<std::size_t>(at)];
  ++count_;
  sum_ += value;
}

void Distribution::add(const Distribution& other) {
  if (other.count_ == 0) return;
  if (bins_.empty()) bins_.assign(bins, 0);
  for (std::size_t i = 0; i < bins; ++i) bins_[i] += other.bins_[i];
  count_ += other.count_;
  sum_ += other.sum_;
}

double Distribution::mean() const { return count_ > 0 ? sum_ / static_cast<double>(count_) : 0.0; }

std::optional<double> Distribution::quantile(double share) const {
  if (count_ == 0) return std::nullopt;
  const double wanted = share * static_cast<double>(count_);
  double below = 0;
  for (std::size_t i = 0; i < bins; ++i) {
    const double here = bins_[i];
    if (here > 0.0 && below + here >= wanted) return lowest + bin * (static_cast<double>(i) + (wanted - below) / here);
    below += here;
  }
  return highest;
}

std::optional<double> quantile_of(std::vector<double> values, double share) {
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  const double at = share * static_cast<double>(values.size() - 1);
  const auto before = static_cast<std::size_t>(at);
  if (before + 1 >= values.size()) return values.back();
  return values[before] + (at - static_cast<double>(before)) * (values[before + 1] - values[before]);
}

Measures measures_of(const Positions& field) { return Walk(field).measures(); }

Measures pooled(std::span<const Measures> races) {
  base::expect(!races.empty(), "at least one race is put together");
  Measures all;
  all.races = 0;
  all.distance_m = races.front().distance_m;
  for (const Measures& race : races) {
    all.races += race.races;
    all.outward_bends_m.add(race.outward_bends_m);
    all.outward_straights_m.add(race.outward_straights_m);
    all.in_line_gap_m.add(race.in_line_gap_m);
    all.overtake_s.add(race.overtake_s);
    for (const auto list : {&Measures::run_m, &Measures::boxed_in_s, &Measures::runner_100_m_cv, &Measures::top_speed_mps})
      (all.*list).insert((all.*list).end(), (race.*list).begin(), (race.*list).end());
  }
  for (const auto scalar : {&Measures::runners, &Measures::finishers, &Measures::overtakes_per_runner, &Measures::exchanges_per_runner,
                            &Measures::lead_changes})
    all.*scalar = *mean_over(races, [&](const Measures& race) { return std::optional{race.*scalar}; });
  for (const auto scalar : {&Measures::in_line_share, &Measures::outer_shoulder_share, &Measures::overtakes_on_bends_share,
                            &Measures::overtakes_outside_share, &Measures::speed_ratio_bends,
                            &Measures::speed_ratio_bends_by_position, &Measures::winner_time_s, &Measures::winner_100_m_cv})
    all.*scalar = mean_over(races, [&](const Measures& race) { return race.*scalar; });
  all.by_100_m = pooled_hundreds(races);
  return all;
}

std::vector<Number> numbers_of(const Measures& m) {
  std::vector<Number> numbers;
  const auto add = [&](std::string name, std::optional<double> value) { numbers.push_back({std::move(name), value}); };
  const auto add_all = [&](const std::string& name, const auto& quantile) {
    for (const auto& [label, share] : shares) add(fmt::format("{}.{}", name, label), quantile(share));
  };
  const auto of = [](const Distribution& d) { return [&d](double share) { return d.quantile(share); }; };
  const auto of_list = [](const std::vector<double>& list) { return [&list](double share) { return quantile_of(list, share); }; };
  add_all("outward_m.bends", of(m.outward_bends_m));
  add_all("outward_m.straights", of(m.outward_straights_m));
  add_all("run_m", of_list(m.run_m));
  add_all("in_line_gap_m", of(m.in_line_gap_m));
  add("in_line_share", m.in_line_share);
  add("outer_shoulder_share", m.outer_shoulder_share);
  add_all("boxed_in_s", of_list(m.boxed_in_s));
  add("overtakes_per_runner", m.overtakes_per_runner);
  add("exchanges_per_runner", m.exchanges_per_runner);
  add("overtakes_on_bends_share", m.overtakes_on_bends_share);
  add("overtakes_outside_share", m.overtakes_outside_share);
  add_all("overtake_s", of(m.overtake_s));
  add("lead_changes", m.lead_changes);
  add("speed_ratio_bends", m.speed_ratio_bends);
  add("speed_ratio_bends_by_position", m.speed_ratio_bends_by_position);
  add("winner_time_s", m.winner_time_s);
  add("winner_100_m_cv", m.winner_100_m_cv);
  add_all("runner_100_m_cv", of_list(m.runner_100_m_cv));
  add_all("top_speed_mps", of_list(m.top_speed_mps));
  for (const Hundred& hundred : m.by_100_m) {
    const std::string at = fmt::format("by_100_m.{:.0f}.", hundred.distance_m);
    add(at + "leader_time_s", hundred.leader_time_s);
    add(at + "gap_m.second", hundred.second_m);
    add(at + "gap_m.fourth", hundred.fourth_m);
    add(at + "gap_m.eighth", hundred.eighth_m);
    add(at + "gap_m.last", hundred.last_m);
    add(at + "place_correlation", hundred.place_correlation);
    add(at + "overtakes", hundred.overtakes);
  }
  return numbers;
}

std::vector<Spread> spread_over(std::span<const Measures> races) {
  std::vector<Spread> spreads;
  std::vector<std::vector<double>> known;
  for (const Measures& race : races) {
    std::size_t i = 0;
    for (Number& number : numbers_of(race)) {
      if (i == spreads.size()) spreads.push_back({.name = std::move(number.name)}), known.emplace_back();
      if (number.value) known[i].push_back(*number.value);
      ++i;
    }
  }
  std::vector<Spread> found;
  for (std::size_t i = 0; i < spreads.size(); ++i) {
    if (known[i].empty()) continue;
    Spread spread = spreads[i];
    spread.races = static_cast<int>(known[i].size());
    spread.mean = mean_of(known[i]);
    spread.sd = deviation_of(known[i]);
    spread.least = std::ranges::min(known[i]);
    spread.most = std::ranges::max(known[i]);
    found.push_back(std::move(spread));
  }
  return found;
}

}  // namespace lastlap::pack
