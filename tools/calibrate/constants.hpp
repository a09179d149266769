#pragma once

// Everything that is fitted, by name.

#include <map>
#include <string>
#include <vector>

#include "lastlap/race/race.hpp"
#include "lastlap/study/field.hpp"

namespace lastlap::calibrate {

/// One race's worth of what no paper gives.
struct Constants {
  tactics::Manners<double> manners;
  race::Variation variation;
  study::Customs customs;
};

/// A constant to fit, and the range within which the fit may move it.
struct Fitted {
  std::string name;
  double low, high;
};
std::vector<Fitted> all_fitted();

/// The constant of this name; the name must be one of all_fitted().
double& constant(Constants& constants, const std::string& name);

}  // namespace lastlap::calibrate
