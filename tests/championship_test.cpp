// Championship races in the large: simulated heats and finals of the archive, each as of its eve, beside published
// statistics. docs/calibration.md has the numbers; what the constants were fitted to is tools/calibrate/calibrate.cpp.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "lastlap/archive/field.hpp"
#include "lastlap/pack/measures.hpp"
#include "lastlap/race/race.hpp"
#include "lastlap/study/field.hpp"
#include "lastlap/study/positions.hpp"
#include "tests/fields.hpp"
#include "tests/support.hpp"

namespace lastlap::tests {
namespace {

constexpr int races_a_final = 200;

double mean(const std::vector<double>& values) {
  double sum = 0;
  for (double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}
double deviation(const std::vector<double>& values) {
  const double middle = mean(values);
  double squares = 0;
  for (double value : values) squares += (value - middle) * (value - middle);
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

class Championships : public ::testing::Test {
 protected:
  study::StudiedRace studied(const std::string& id) const {
    return study::study(archive::race_asked_for(archive, id, std::nullopt).value()).value();
  }
  std::vector<pack::Measures> measured(const std::vector<std::string>& ids, int races_each) const {
    std::vector<pack::Measures> all;
    for (const std::string& id : ids) {
      const race::Prepared race = prepared(studied(id).race);
      for (int i = 0; i < races_each; ++i)
        all.push_back(pack::measures_of(study::positions_of(race, race::replay_of(race, 3, static_cast<std::uint64_t>(i)))));
    }
    return all;
  }
  double best_known(const std::string& id) const {
    double best = 1e9;
    const archive::RaceRecord race = archive.race(id).value();
    for (const archive::RaceResult& result : race.results)
      if (result.time) best = std::min(best, result.time->si());
    return best;
  }

  TemporaryFolder folder;
  const archive::Archive archive = archive::Archive::open(folder.path() / "archive.sqlite", LASTLAP_HOUSE "/data").value();
  const std::vector<std::string> games = {"sevilla-1999", "sydney-2000", "edmonton-2001", "paris-2003", "athina-2004", "osaka-2007",
                                          "beijing-2008", "berlin-2009", "daegu-2011", "london-2012", "moskva-2013", "beijing-2015",
                                          "london-2017", "doha-2019", "tokyo-2021", "eugene-2022", "budapest-2023", "paris-2024"};
};

// Correlation of the place at a distance with the final one in 1500 m races of a championship: .35 .43 .55 .71 [Renfree14]. These
// heats were not fitted to.
TEST_F(Championships, PlacesTellMoreOfTheEndTheLaterItIs) {
  std::map<int, std::vector<double>> correlations;
  for (const pack::Measures& race : measured({"paris-2024-men-1500-heat-1", "paris-2024-men-1500-heat-2", "paris-2024-men-1500-heat-3",
                                              "budapest-2023-men-1500-heat-4", "budapest-2023-women-1500-heat-1"}, 40))
    for (const pack::Hundred& hundred : race.by_100_m)
      if (hundred.place_correlation) correlations[static_cast<int>(hundred.distance_m)].push_back(*hundred.place_correlation);
  for (const auto& [metres, published] : {std::pair{400, 0.35}, {800, 0.43}, {1000, 0.55}, {1200, 0.71}}) {
    RecordProperty("per_cent_at_" + std::to_string(metres), static_cast<int>(100 * mean(correlations[metres])));
    EXPECT_NEAR(mean(correlations[metres]), published, 0.12) << metres;
  }
}

// Speeds over 100 m vary by 5.2 to 9.1 % in finals [Hanley19].
TEST_F(Championships, FinalsAreNotRunEvenly) {
  std::vector<double> variation;
  for (const pack::Measures& race : measured({"beijing-2015-men-1500-final", "london-2017-men-1500-final", "doha-2019-men-1500-final",
                                              "london-2017-women-1500-final", "tokyo-2021-women-1500-final"}, 30))
    variation.push_back(100 * race.winner_100_m_cv.value());
  RecordProperty("per_mille", static_cast<int>(10 * mean(variation)));
  EXPECT_GE(mean(variation), 5.2);
  EXPECT_LE(mean(variation), 9.1);
}

// Winning times of the men's global finals that the archive has, eighteen from 1999 to 2024, against the real ones: mean within 2 s,
// deviation within 1.5 s, median within 2 s, shares at or under 3:34.00, to 3:42, and above within 15 points. Thirty finals from 1983
// on have mean 214.18 s and median 214.13 s, and these are held to that too; their deviation of 4.55 s (3.5 s without the 3:50.00 of
// 2016) is that of other fields and is not.
TEST_F(Championships, WinningTimesAreThoseOfFinals) {
  std::vector<double> simulated, real;
  for (const std::string& where : games) {
    const std::string id = where + "-men-1500-final";
    const race::Outcomes outcomes =
        race::run_races(prepared(studied(id).race), {.seed = 3, .first = 0, .races = races_a_final}, 0);
    for (int i = 0; i < outcomes.races(); ++i)
      for (int r = 0; r < outcomes.runners(); ++r)
        if (outcomes.place(i, r) == 1) simulated.push_back(outcomes.finish(i, r).time_s);
    real.push_back(best_known(id));
  }
  const auto median = [](std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + static_cast<long>(values.size() / 2), values.end());
    return values[values.size() / 2];
  };
  const auto share = [](const std::vector<double>& values, double from_s, double to_s) {
    return static_cast<double>(std::count_if(values.begin(), values.end(), [&](double t) { return t > from_s && t <= to_s; })) /
           static_cast<double>(values.size());
  };
  RecordProperty("mean_ms", static_cast<int>(1000 * mean(simulated)));
  RecordProperty("deviation_ms", static_cast<int>(1000 * deviation(simulated)));
  RecordProperty("per_cent_under_3_34", static_cast<int>(100 * share(simulated, 0, 214)));
  EXPECT_NEAR(mean(simulated), mean(real), 2.0);
  EXPECT_NEAR(deviation(simulated), deviation(real), 1.5);
  EXPECT_NEAR(median(simulated), median(real), 2.0);
  EXPECT_NEAR(mean(simulated), 214.18, 2.0);
  EXPECT_NEAR(median(simulated), 214.13, 2.0);
  EXPECT_NEAR(share(simulated, 0, 214.0), share(real, 0, 214.0), 0.15);
  EXPECT_NEAR(share(simulated, 214.0, 222.0), share(real, 214.0, 222.0), 0.15);
  EXPECT_NEAR(share(simulated, 222.0, 1000.0), share(real, 222.0, 1000.0), 0.15);
}

// About a tenth of finalists run their season's best in the final [Hanley19]; 5 to 20 % is allowed.
TEST_F(Championships, FewRunTheirSeasonsBest) {
  int starts = 0, bests = 0;
  for (const std::string& where : games) {
    const study::StudiedRace final = studied(where + "-men-1500-final");
    const race::Outcomes outcomes = race::run_races(prepared(final.race), {.seed = 3, .first = 0, .races = 50}, 0);
    for (int r = 0; r < outcomes.runners(); ++r) {
      double best = 1e9;
      for (const archive::Performance& mark : final.source.starters[static_cast<std::size_t>(r)].performances)
        if (mark.event == "1500" && mark.date.year() == final.source.date.year()) best = std::min(best, mark.time.si());
      if (best > 1e8) continue;  // nothing listed this season: a list's cut-off hides slow marks
      for (int i = 0; i < outcomes.races(); ++i) ++starts, bests += outcomes.finish(i, r).time_s > 0 && outcomes.finish(i, r).time_s < best;
    }
  }
  const double share = static_cast<double>(bests) / starts;
  RecordProperty("per_mille", static_cast<int>(1000 * share));
  EXPECT_GE(share, 0.05);
  EXPECT_LE(share, 0.20);
}

// Of 32 world records over the mile the slowest lap was the second or third in 90 %, the last in 6 % [Noakes09]. Here, miles of
// invitation fields whose winner runs the fastest of his life: two thirds, and the last in about a sixth. That the first lap is so
// often the slowest is not reproduced: our fields settle too soon after the rush. What holds is pinned.
TEST_F(Championships, BestTimeMilesMostlyHaveTheirSlowestLapSecondOrThird) {
  int miles = 0, second_or_third = 0, last = 0;
  for (const char* id : {"eugene-2021-men-mile-bowerman", "eugene-2022-men-mile-bowerman", "eugene-2023-men-mile-bowerman", "eugene-2024-men-mile-bowerman"}) {
    const study::StudiedRace mile = studied(id);
    const race::Prepared race = prepared(mile.race);
    for (std::uint64_t i = 0; i < 60; ++i) {
      const race::Replay replay = race::replay_of(race, 3, i);
      for (int r = 0; r < race.runners(); ++r) {
        const race::Track& track = replay.runners[static_cast<std::size_t>(r)];
        double best = 1e9;
        for (const archive::Performance& mark : mile.source.starters[static_cast<std::size_t>(r)].performances)
          if (mark.event == "mile") best = std::min(best, mark.time.si());
        const bool wins = std::all_of(replay.runners.begin(), replay.runners.end(), [&](const race::Track& other) { return other.finish_s <= 0 || other.finish_s >= track.finish_s; });
        if (track.finish_s <= 0 || !wins || track.finish_s >= best) continue;
        std::array<double, 5> at{0, 0, 0, 0, track.finish_s};
        for (std::size_t k = 1; k < track.along_m.size(); ++k)
          for (int lap = 1; lap < 4; ++lap) {
            const double mark_m = mile.race.distance.si() - 400.0 * (4 - lap);
            if (track.along_m[k - 1] < mark_m && track.along_m[k] >= mark_m) at[static_cast<std::size_t>(lap)] = static_cast<double>(k) * replay.step_s;
          }
        std::array<double, 4> pace{};  // seconds a metre: the first lap is 409 m
        for (std::size_t lap = 0; lap < 4; ++lap)
          pace[lap] = (at[lap + 1] - at[lap]) / (lap == 0 ? mile.race.distance.si() - 1200.0 : 400.0);
        const auto slowest = std::max_element(pace.begin(), pace.end()) - pace.begin();
        ++miles;
        second_or_third += slowest == 1 || slowest == 2;
        last += slowest == 3;
      }
    }
  }
  RecordProperty("miles", miles);
  RecordProperty("per_cent_second_or_third", 100 * second_or_third / std::max(miles, 1));
  EXPECT_GT(miles, 30);
  RecordProperty("per_cent_last", 100 * last / std::max(miles, 1));
  EXPECT_GE(second_or_third, 0.55 * miles);
  EXPECT_LE(last, 0.25 * miles);
}

// Sixteen men's finals [SandfordTactics19]: surges before the kick 1 (0.4) in fast finals and 5 (1.7) in slow ones; the last of them 704 (133) m
// from the finish in those won in 3:34.00 or faster, 427 (133) m up to 3:42, 370 (137) m in slower ones. What counts as a surge there we do
// not know: here it is a 100 m of the leader's at least 2 % faster than the one before, and the kick is the last of them.
TEST_F(Championships, SurgesAreMoreAndLaterInSlowFinals) {
  std::array<std::vector<double>, 3> surges, last_from_m;
  for (const std::string& where : games)
    for (const pack::Measures& race : measured({where + "-men-1500-final"}, 40)) {
      const double won_in = race.winner_time_s.value();
      const std::size_t kind = won_in <= 214.0 ? 0 : won_in <= 222.0 ? 1 : 2;
      std::vector<double> begins_m;
      double before_s = 0, speed = 0;
      for (const pack::Hundred& hundred : race.by_100_m) {
        if (!hundred.leader_time_s) continue;
        const double now = 100.0 / (*hundred.leader_time_s - before_s);
        if (hundred.distance_m > 250 && now > 1.02 * speed) begins_m.push_back(1500.0 - (hundred.distance_m - 100.0));
        before_s = *hundred.leader_time_s, speed = now;
      }
      surges[kind].push_back(static_cast<double>(begins_m.size()));
      if (begins_m.size() >= 2) last_from_m[kind].push_back(begins_m[begins_m.size() - 2]);
    }
  for (std::size_t kind = 0; kind < 3; ++kind) {
    ASSERT_GE(last_from_m[kind].size(), 5u) << kind;
    RecordProperty("last_surge_m_" + std::to_string(kind), static_cast<int>(mean(last_from_m[kind])));
    RecordProperty("surges_per_cent_" + std::to_string(kind), static_cast<int>(100 * mean(surges[kind])));
  }
  EXPECT_LT(mean(surges[0]), mean(surges[1]));
  EXPECT_LT(mean(surges[1]), mean(surges[2]));
  EXPECT_NEAR(mean(surges[2]), 5.0, 1.7);
  EXPECT_GT(mean(last_from_m[0]), mean(last_from_m[1]));
  EXPECT_GT(mean(last_from_m[1]), mean(last_from_m[2]));
  EXPECT_NEAR(mean(last_from_m[1]), 427, 133);
  EXPECT_NEAR(mean(last_from_m[2]), 370, 137);
}

}  // namespace
}  // namespace lastlap::tests
