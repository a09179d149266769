#include "lastlap/race/kernel.hpp"
#include "lastlap/race/pack.hpp"

namespace lastlap::race {

Kernel kernel_avx512() { return {"avx512", Pack::width, &run_packful<Pack, Pack::width>}; }

}  // namespace lastlap::race
