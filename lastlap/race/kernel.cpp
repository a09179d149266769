#include "lastlap/race/kernel.hpp"

namespace lastlap::race {

const std::vector<Kernel>& kernels_here() {
  static const std::vector<Kernel> kernels = [] {
    std::vector<Kernel> known{kernel_sse2()};
    if (__builtin_cpu_supports("avx2")) known.push_back(kernel_avx2());
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw"))
      known.push_back(kernel_avx512());
    return known;
  }();
  return kernels;
}

const Kernel& kernel_here() { return kernels_here().back(); }

std::string_view instruction_set() { return kernel_here().instruction_set; }

}  // namespace lastlap::race
