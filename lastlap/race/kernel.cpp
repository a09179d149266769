#include "lastlap/race/kernel.hpp"

namespace lastlap::race {
namespace {

Kernel& chosen() {
  static Kernel kernel = kernels_here().back();
  return kernel;
}

}  // namespace

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

const Kernel& kernel_here() { return chosen(); }

Kernel kernel_reference() { return {"reference", 1, &run_packful<double, 1>}; }

void run_on(const Kernel& kernel) { chosen() = kernel; }

std::string_view instruction_set() { return kernel_here().instruction_set; }

}  // namespace lastlap::race
