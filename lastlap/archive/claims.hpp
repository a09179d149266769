#pragma once

// What articles claim, kept beside the facts and never among them.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lastlap/base/result.hpp"

namespace lastlap::archive {

/// One claim as it is kept. Texts are "" where an article says nothing.
struct KeptClaim {
  std::size_t first = 0, last = 0;  ///< bytes of the article
  std::string text, kind, athlete;
  std::optional<long> athlete_id;
  std::string value, date, race, verdict, against;
};

/// Keeps the claims of one article, in one transaction, under a source that names it and its checksum; `day` is the
/// article's, "" if not known. An article of this source that was kept before is left as it is. The archive must
/// have been opened before: a missing or older file is not mended here. Returns how many were written.
/// Errors, of kind failure: what SQLite says; nothing is written then.
base::Result<int> keep_claims(const std::filesystem::path& archive, const std::string& source, const std::string& day,
                              const std::vector<KeptClaim>& claims);

/// The claims kept under `source`, in the order of the text. Errors: what SQLite says.
base::Result<std::vector<KeptClaim>> kept_claims(const std::filesystem::path& archive, const std::string& source);

/// Names an article's bytes: its file and the FNV-1a checksum of them.
std::string article_source(const std::string& name, const std::string& bytes);

}  // namespace lastlap::archive
