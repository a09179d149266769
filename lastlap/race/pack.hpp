#pragma once

// A pack of races abreast: one race a lane, as wide as the instruction set this file is compiled for.
//
// Every operation works lane by lane and rounds as the single-precision scalar would, so a race has the same bits in
// every lane and at every width. `any_of` of a mask is the library's. Everything is inlined: a call would put all lanes at hand
// into memory.

#include <cstddef>
#include <experimental/simd>

namespace lastlap::race {

/// The lanes' type is a template parameter so that packs of different widths are different types in one program.
template <class Abi>
class PackOf {
 public:
  using Lanes = std::experimental::simd<float, Abi>;
  using Mask = typename Lanes::mask_type;
  static constexpr int width = static_cast<int>(Lanes::size());

  [[gnu::always_inline]] PackOf() : lanes_{0.0f} {}
  // Written out, so that a structure of packs is copied pack by pack; the compiler's own copy goes through the small registers.
  [[gnu::always_inline]] PackOf(const PackOf& other) : lanes_{other.lanes_} {}
  [[gnu::always_inline]] PackOf& operator=(const PackOf& other) {
    lanes_ = other.lanes_;
    return *this;
  }
  [[gnu::always_inline]] PackOf(double same) : lanes_{static_cast<float>(same)} {}  // NOLINT: a bare number stands for itself in every lane
  [[gnu::always_inline]] explicit PackOf(Lanes lanes) : lanes_{lanes} {}

  [[gnu::always_inline]] float lane(int i) const { return lanes_[static_cast<std::size_t>(i)]; }
  [[gnu::always_inline]] void set_lane(int i, double value) { lanes_[static_cast<std::size_t>(i)] = static_cast<float>(value); }

  [[gnu::always_inline]] PackOf operator-() const { return PackOf{-lanes_}; }
  [[gnu::always_inline]] friend PackOf operator+(PackOf a, PackOf b) { return PackOf{a.lanes_ + b.lanes_}; }
  [[gnu::always_inline]] friend PackOf operator-(PackOf a, PackOf b) { return PackOf{a.lanes_ - b.lanes_}; }
  [[gnu::always_inline]] friend PackOf operator*(PackOf a, PackOf b) { return PackOf{a.lanes_ * b.lanes_}; }
  [[gnu::always_inline]] friend PackOf operator/(PackOf a, PackOf b) { return PackOf{a.lanes_ / b.lanes_}; }
  [[gnu::always_inline]] friend Mask operator<(PackOf a, PackOf b) { return a.lanes_ < b.lanes_; }
  [[gnu::always_inline]] friend Mask operator>(PackOf a, PackOf b) { return a.lanes_ > b.lanes_; }
  [[gnu::always_inline]] friend Mask operator<=(PackOf a, PackOf b) { return a.lanes_ <= b.lanes_; }
  [[gnu::always_inline]] friend Mask operator>=(PackOf a, PackOf b) { return a.lanes_ >= b.lanes_; }

  [[gnu::always_inline]] friend PackOf select(Mask mask, PackOf a, PackOf b) {
#if defined(__clang__) && defined(__AVX512F__)
    // Compiled by clang 14, `where` of libstdc++ 12 assigns nothing to lanes masked by bits: races in which nobody finishes.
    return PackOf{Lanes([&](auto i) { return mask[i] ? a.lanes_[i] : b.lanes_[i]; })};
#else
    where(mask, b.lanes_) = a.lanes_;
    return b;
#endif
  }
  [[gnu::always_inline]] friend PackOf lesser(PackOf a, PackOf b) { return PackOf{std::experimental::min(a.lanes_, b.lanes_)}; }
  [[gnu::always_inline]] friend PackOf greater(PackOf a, PackOf b) { return PackOf{std::experimental::max(a.lanes_, b.lanes_)}; }
  [[gnu::always_inline]] friend PackOf square_root(PackOf a) { return PackOf{std::experimental::sqrt(a.lanes_)}; }
  [[gnu::always_inline]] friend PackOf whole_part_below(PackOf a) { return PackOf{std::experimental::floor(a.lanes_)}; }
  [[gnu::always_inline]] friend PackOf nearest_whole(PackOf a) {
    constexpr float no_fractions = 12582912.0f;  // 1.5 x 2^23
    return PackOf{(a.lanes_ + no_fractions) - no_fractions};
  }
  [[gnu::always_inline]] friend PackOf magnitude(PackOf a) { return PackOf{std::experimental::abs(a.lanes_)}; }

 private:
  Lanes lanes_;
};

/// As wide as the instruction set that the including file is compiled for.
using Pack = PackOf<std::experimental::simd_abi::native<float>>;

}  // namespace lastlap::race
