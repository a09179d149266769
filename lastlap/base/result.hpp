#pragma once

// What comes back when something that other people wrote (a name, a file, a flag) may be wrong.

#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace lastlap::base {

/// One mistake, said so that its maker can mend it.
struct Problem {
  enum class Kind {
    request,  ///< the request was wrong: exit status 2
    failure,  ///< the request was right and could not be done: exit status 1
  };
  Kind kind = Kind::request;
  std::string what;   ///< what is wrong: "no such race"
  std::string where;  ///< file and line, flag, or name: "my-race.toml:7"
  std::string why;    ///< "\"2:61.3\" is not a mark"
  std::string hint;   ///< what to do about it

  /// The one line a door prints after its name: "what, where: why; what to do" (empty parts left out).
  std::string line() const;
  friend bool operator==(const Problem&, const Problem&) = default;
};

/// A value, or the problem that prevented it.
template <class Value>
using Result = tl::expected<Value, Problem>;

/// A wrong request, ready to be returned from a function that gives a Result.
inline tl::unexpected<Problem> wrong(std::string what, std::string where, std::string why, std::string hint = {}) {
  return tl::make_unexpected(
      Problem{Problem::Kind::request, std::move(what), std::move(where), std::move(why), std::move(hint)});
}

/// A right request that could not be done, ready to be returned from a function that gives a Result.
inline tl::unexpected<Problem> failed(std::string what, std::string where, std::string why, std::string hint = {}) {
  return tl::make_unexpected(
      Problem{Problem::Kind::failure, std::move(what), std::move(where), std::move(why), std::move(hint)});
}

}  // namespace lastlap::base
