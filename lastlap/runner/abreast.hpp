#pragma once

// A few bodies side by side, in double precision: each lane rounds as a bare double does.

#include <cstddef>
#include <experimental/simd>

namespace lastlap::runner {

template <int n>
class Abreast {
 public:
  using Lanes = std::experimental::fixed_size_simd<double, n>;
  using Mask = typename Lanes::mask_type;

  Abreast() : lanes_{0.0} {}
  Abreast(double same) : lanes_{same} {}  // NOLINT: a bare number stands for itself in every lane
  explicit Abreast(const Lanes& lanes) : lanes_{lanes} {}

  double lane(int i) const { return lanes_[static_cast<std::size_t>(i)]; }
  void set_lane(int i, double value) { lanes_[static_cast<std::size_t>(i)] = value; }

  friend Abreast operator+(const Abreast& a, const Abreast& b) { return Abreast{a.lanes_ + b.lanes_}; }
  friend Abreast operator-(const Abreast& a, const Abreast& b) { return Abreast{a.lanes_ - b.lanes_}; }
  friend Abreast operator*(const Abreast& a, const Abreast& b) { return Abreast{a.lanes_ * b.lanes_}; }
  friend Abreast operator/(const Abreast& a, const Abreast& b) { return Abreast{a.lanes_ / b.lanes_}; }
  friend Mask operator<(const Abreast& a, const Abreast& b) { return a.lanes_ < b.lanes_; }
  friend Mask operator>(const Abreast& a, const Abreast& b) { return a.lanes_ > b.lanes_; }

  friend Abreast select(const Mask& mask, const Abreast& a, Abreast b) {
    where(mask, b.lanes_) = a.lanes_;
    return b;
  }
  friend Abreast lesser(const Abreast& a, const Abreast& b) { return select(b < a, b, a); }
  friend Abreast greater(const Abreast& a, const Abreast& b) { return select(a < b, b, a); }
  friend Abreast square_root(const Abreast& a) { return Abreast{std::experimental::sqrt(a.lanes_)}; }

 private:
  Lanes lanes_;
};

}  // namespace lastlap::runner
