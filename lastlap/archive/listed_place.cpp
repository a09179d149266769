#include "lastlap/archive/listed_place.hpp"

#include <charconv>

namespace lastlap::archive {

bool ListedPlace::names_its_race() const {
  return race.empty() || (race.back() >= '0' && race.back() <= '9');
}

ListedPlace read_listed_place(std::string_view written) {
  ListedPlace read;
  int place = 0;
  const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), place);
  if (error == std::errc{} && place > 0) {
    read.place = place;
    written.remove_prefix(static_cast<std::size_t>(end - written.data()));
  }
  read.race = std::string(written);
  return read;
}

}  // namespace lastlap::archive
