#include "lastlap/race/kernel.hpp"
#include "lastlap/race/pack.hpp"

namespace lastlap::race {

Kernel kernel_sse2() { return {"sse2", Pack::width, &run_packful<Pack, Pack::width>}; }

}  // namespace lastlap::race
