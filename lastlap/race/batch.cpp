#include "lastlap/race/batch.hpp"

#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <bit>
#include <vector>

#include "lastlap/race/kernel.hpp"
#include "lastlap/race/sharing.hpp"

namespace lastlap::race {
namespace {

namespace tbb = oneapi::tbb;

constexpr int packs_a_thread = 8;      // under way or waiting for an earlier one
constexpr int races_a_telling = 512;   // a fraction of a second
// Several processes wait for one another at the end of a round: long enough for that to cost little, and no more than some 25 MB.
constexpr int most_races_a_share = 4096;
constexpr int races_a_round = 65536;

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

Sharing*& team() {
  static Sharing* sharing = nullptr;
  return sharing;
}

int run_here(const Prepared& prepared, const Luck& luck, int threads, const Watch& watch, const Take& take) {
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

/// A hash (FNV-1a) of who runs which races: processes that do not run the same would mix theirs up.
std::uint64_t hash_of(const Prepared& prepared, const Luck& luck) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  const auto add = [&](std::uint64_t bits) {
    for (int i = 0; i < 8; ++i, bits >>= 8) hash = (hash ^ (bits & 0xff)) * 0x100000001b3ULL;
  };
  for (std::uint64_t number : {luck.seed, luck.first, static_cast<std::uint64_t>(luck.races)}) add(number);
  for (int r = 0; r < prepared.runners(); ++r) {
    const Entrant& entrant = prepared.race().field[r];
    add(std::bit_cast<std::uint64_t>(prepared.even_speed(r)));
    for (const tactics::Phase& phase : entrant.plan.phases) add(std::bit_cast<std::uint64_t>(phase.from.si()) + static_cast<std::uint64_t>(phase.place));
  }
  return hash;
}

/// In rounds: each process runs its share of a round, and everybody is told everybody's. A wish to stop is not obeyed: it would have to be everybody's.
int run_shared(Sharing& sharing, const Prepared& prepared, const Luck& luck, int threads, const Watch& watch, const Take& take) {
  const auto runners = static_cast<std::size_t>(prepared.runners());
  const auto processes = static_cast<std::size_t>(sharing.processes()), own = static_cast<std::size_t>(sharing.own());
  const int round = static_cast<int>(std::min<std::size_t>(races_a_round, processes * most_races_a_share));
  std::vector<Finish> finishes;
  std::vector<std::size_t> ends(processes);
  for (int from = 0; from < luck.races; from += round) {
    const Luck part{.seed = luck.seed, .first = luck.first + static_cast<std::uint64_t>(from), .races = std::min(round, luck.races - from)};
    const auto share_ends = [&](std::size_t i) { return static_cast<int>(static_cast<std::size_t>(part.races) * i / processes); };
    finishes.resize(static_cast<std::size_t>(part.races) * runners);
    for (std::size_t i = 0; i < processes; ++i) ends[i] = static_cast<std::size_t>(share_ends(i + 1)) * runners * sizeof(Finish);
    const int first = share_ends(own);
    run_here(prepared, {.seed = part.seed, .first = part.first + static_cast<std::uint64_t>(first), .races = share_ends(own + 1) - first}, threads, {},
             [&](int race, std::span<const Finish> told) {
               std::copy(told.begin(), told.end(), finishes.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(first + race) * runners));
             });
    if (!sharing.exchange(hash_of(prepared, part), std::as_writable_bytes(std::span(finishes)), ends))
      throw LeftAlone("another process of this job has ended or runs something else");
    for (int race = 0; race < part.races; ++race)
      take(from + race, std::span<const Finish>(finishes).subspan(static_cast<std::size_t>(race) * runners, runners));
    if (watch.told) watch.told(static_cast<double>(from + part.races) / luck.races);
  }
  return luck.races;
}

}  // namespace

void share_races(Sharing* sharing) { team() = sharing; }

int run_batch(const Prepared& prepared, const Luck& luck, int threads, const Watch& watch, const Take& take) {
  if (team() != nullptr) return run_shared(*team(), prepared, luck, threads, watch, take);
  return run_here(prepared, luck, threads, watch, take);
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
