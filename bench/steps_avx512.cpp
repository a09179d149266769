#include "bench/steps.hpp"
#include "lastlap/race/pack.hpp"

namespace lastlap::bench {

std::unique_ptr<Steps> steps_avx512(const race::Prepared& prepared) { return std::make_unique<StepsOf<race::Pack>>(prepared); }

}  // namespace lastlap::bench
