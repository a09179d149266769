#include "lastlap/race/batch.hpp"

#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <vector>

#include "lastlap/race/kernel.hpp"

namespace lastlap::race {
namespace {

namespace tbb = oneapi::tbb;

constexpr int packs_a_thread = 8;      // under way or waiting for an earlier one
constexpr int races_a_telling = 512;   // a fraction of a second

/// The races that one pack runs, and their finishes.
struct Packful {
  int first = 0, races = 0;
  std::vector<Finish> finishes;
};

/// A batch on its way: packs are begun in order, run side by side, and told in order.
class Batch {
 public:
  Batch(const Prepared& prepared, const Luck& luck, const Watch& watch, const Take& take, int packs_at_once)
      : prepared_{prepared}, luck_{luck}, watch_{watch}, take_{take}, packs_(static_cast<std::size_t>(packs_at_once)) {
    for (Packful& pack : packs_) pack.finishes.resize(static_cast<std::size_t>(kernel_.width) * prepared.runners());
  }

  /// The next pack, in the place of one that was told; nullptr when there is no more to run.
  Packful* begin() {
    const bool stopped = watch_.stop != nullptr && watch_.stop->load(std::memory_order_relaxed) && begun_ >= watch_.at_least;
    if (stopped || begun_ >= luck_.races) return nullptr;
    Packful& pack = packs_[static_cast<std::size_t>(begun_ / kernel_.width) % packs_.size()];
    pack.first = begun_;
    pack.races = std::min(kernel_.width, luck_.races - begun_);
    begun_ += pack.races;
    return &pack;
  }

  void run(Packful& pack) const {
    kernel_.run(prepared_, luck_.seed, luck_.first + static_cast<std::uint64_t>(pack.first), pack.races, pack.finishes);
  }

  void tell(const Packful& pack) {
    const auto runners = static_cast<std::size_t>(prepared_.runners());
    for (int i = 0; i < pack.races; ++i)
      take_(pack.first + i, std::span<const Finish>(pack.finishes).subspan(static_cast<std::size_t>(i) * runners, runners));
    const int before = told_ / races_a_telling;
    told_ += pack.races;
    if (watch_.told && (told_ / races_a_telling > before || told_ == luck_.races)) watch_.told(static_cast<double>(told_) / luck_.races);
  }

  int told() const { return told_; }

 private:
  const Kernel& kernel_ = kernel_here();
  const Prepared& prepared_;
  const Luck luck_;
  const Watch& watch_;
  const Take& take_;
  std::vector<Packful> packs_;
  int begun_ = 0, told_ = 0;
};

}  // namespace

int run_batch(const Prepared& prepared, const Luck& luck, int threads, const Watch& watch, const Take& take) {
  tbb::task_arena arena(threads > 0 ? threads : tbb::task_arena::automatic);
  const int at_once = packs_a_thread * arena.max_concurrency();
  Batch batch(prepared, luck, watch, take, at_once);
  const auto begin = tbb::make_filter<void, Packful*>(tbb::filter_mode::serial_in_order, [&](tbb::flow_control& flow) {
    Packful* pack = batch.begin();
    if (pack == nullptr) flow.stop();
    return pack;
  });
  const auto run = tbb::make_filter<Packful*, Packful*>(tbb::filter_mode::parallel, [&](Packful* pack) {
    batch.run(*pack);
    return pack;
  });
  const auto tell = tbb::make_filter<Packful*, void>(tbb::filter_mode::serial_in_order, [&](Packful* pack) { batch.tell(*pack); });
  arena.execute([&] { tbb::parallel_pipeline(static_cast<std::size_t>(at_once), begin & run & tell); });
  return batch.told();
}

Outcomes run_races(const Prepared& prepared, const Luck& luck, int threads, const std::atomic<bool>* stop) {
  Outcomes outcomes(prepared.runners(), luck.races);
  const int run = run_batch(prepared, luck, threads, {.stop = stop, .at_least = 0}, [&](int race, std::span<const Finish> finishes) {
    std::copy(finishes.begin(), finishes.end(), &outcomes.finish(race, 0));
  });
  outcomes.keep_first(run);
  return outcomes;
}

Outcomes run_races_by_reference(const Prepared& prepared, const Luck& luck) {
  const Kernel reference = kernel_reference();
  Outcomes outcomes(prepared.runners(), luck.races);
  for (int race = 0; race < luck.races; ++race)
    reference.run(prepared, luck.seed, luck.first + static_cast<std::uint64_t>(race), 1,
                  std::span<Finish>(&outcomes.finish(race, 0), static_cast<std::size_t>(prepared.runners())));
  return outcomes;
}

}  // namespace lastlap::race
