#include "lastlap/race/kernel.hpp"
#include "lastlap/race/pack.hpp"

namespace lastlap::race {

Kernel kernel_avx2() { return {"avx2", Pack::width, &run_packful<Pack, Pack::width>}; }

}  // namespace lastlap::race
