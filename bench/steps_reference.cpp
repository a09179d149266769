#include "bench/steps.hpp"

namespace lastlap::bench {

std::unique_ptr<Steps> steps_reference(const race::Prepared& prepared) { return std::make_unique<StepsOf<double>>(prepared); }

}  // namespace lastlap::bench
