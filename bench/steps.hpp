#pragma once

// A field two minutes into its race, to be taken on step by step: the step by itself, without luck and without a start.

#include <memory>

#include "lastlap/race/luck.hpp"
#include "lastlap/race/race.hpp"
#include "lastlap/race/step.hpp"

namespace lastlap::bench {

class Steps {
 public:
  virtual ~Steps() = default;
  /// Takes the field on by `steps` from the same moment each time.
  virtual void take(int steps) = 0;
  /// Races side by side.
  virtual int width() const = 0;
};

template <class Number>
class StepsOf final : public Steps {
 public:
  explicit StepsOf(const race::Prepared& prepared) : setup_{race::bare_setup<Number>(prepared)} {
    constexpr int steps_before = 1200;
    for (int i = 0; i < race::lanes_of<Number>; ++i) race::put_in_lane(setup_, i, race::draw_race(prepared, 1, static_cast<std::uint64_t>(i)));
    race::line_up(setup_, race::at_the_start(setup_), moment_);
    for (int step = 0; step < steps_before; ++step) race::take_step(setup_, moment_, between_);
  }
  void take(int steps) override {
    field_ = moment_;
    for (int step = 0; step < steps; ++step) race::take_step(setup_, field_, between_);
  }
  int width() const override { return race::lanes_of<Number>; }

 private:
  race::Setup<Number> setup_;
  race::RunningOrder<Number> moment_, field_;
  race::Between<Number> between_;
};

std::unique_ptr<Steps> steps_reference(const race::Prepared& prepared);
std::unique_ptr<Steps> steps_sse2(const race::Prepared& prepared);
std::unique_ptr<Steps> steps_avx2(const race::Prepared& prepared);
std::unique_ptr<Steps> steps_avx512(const race::Prepared& prepared);

}  // namespace lastlap::bench
