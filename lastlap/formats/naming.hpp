#pragma once

// Names of people, spelt as a results list would.

#include <string>
#include <string_view>

#include "lastlap/formats/sheet.hpp"

namespace lastlap::formats {

/// "INGEBRIGTSEN" as "Ingebrigtsen", "O'HARE" as "O'Hare", "McSWEYN" as "McSweyn"; what has small letters already stays.
std::string in_small_letters(std::string_view family);

/// A person of one name: "Jakob Ingebrigtsen" from "Jakob Ingebrigtsen", "INGEBRIGTSEN Jakob" or "Ingebrigtsen, Jakob".
Person person_named(std::string_view written);

/// A person of two names: "Jakob", "INGEBRIGTSEN".
struct GivenAndFamily {
  std::string_view given, family;
};
Person person_of(GivenAndFamily names);

}  // namespace lastlap::formats
