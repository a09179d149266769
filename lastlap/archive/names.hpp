#pragma once

// Athletes' names as people type them: without accents, in any order, in part.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lastlap/archive/archive.hpp"

namespace lastlap::archive {

/// The name in small letters without accents: "Karoline Bjerkeli Grøvdal" -> "karoline bjerkeli grovdal".
/// Letters that are no accented ones (ø, ł, đ, ð, þ, æ, œ, ı) become what an English keyboard writes;
/// apostrophes vanish; all else that is no letter or digit parts words.
std::string search_key(std::string_view name);

/// A search key with what stands for a letter with an accent written as that letter, as timing systems without accents write
/// names: "mueller" and "muller", "nordaas" and "nordas" become the same. For comparing only: "joel" loses its e as well.
std::string without_substitutes(std::string_view key);

/// An athlete with her search key.
struct KnownName {
  Athlete athlete;
  std::string key;
};

/// The one athlete that `name` means: whose whole name it is; else whose name has all its words; else all its
/// words as beginnings; else all its words as parts; else the same with ae, oe, ue and aa for ä, ö, ü and å. The first of these that fits anybody decides. A year of
/// birth counts as a word of the name ("John Gregorek 1991"). Errors: several fit (all named), or nobody (the
/// nearest named).
base::Result<Athlete> athlete_meant(std::string_view name, const std::vector<KnownName>& known);

}  // namespace lastlap::archive
