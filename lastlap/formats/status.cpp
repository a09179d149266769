#include "lastlap/formats/status.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "lastlap/formats/words.hpp"

namespace lastlap::formats {
namespace {

/// "n. a. g." as "nag".
std::string bare(std::string_view cell) {
  std::string word = small_letters(trimmed(cell));
  std::erase_if(word, [](char c) { return c == '.' || c == ' ' || c == '-' || c == '_'; });
  return word;
}

const StatusWord* known(std::string_view word) {
  const auto found = std::ranges::find(status_words(), word, &StatusWord::word);
  return found == status_words().end() ? nullptr : &*found;
}

}  // namespace

const std::vector<StatusWord>& status_words() {
  // English and the international three: World Athletics, Competition Rules 25.4. German: words of German result lists ("n.a." is
  // said to be nicht angetreten, "abg." abgemeldet). Other tongues: the plain words, and those marked guess.
  static const std::vector<StatusWord> words{
      {"ok", "OK"}, {"finished", "OK"},
      {"dnf", "DNF"}, {"didnotfinish", "DNF"}, {"dropped", "DNF"}, {"rnf", "DNF"}, {"ret", "DNF"},
      {"dq", "DQ"}, {"dsq", "DQ"}, {"disq", "DQ"}, {"dqf", "DQ"}, {"disqualified", "DQ"}, {"fs", "DQ"}, {"falsestart", "DQ"},
      {"dns", "DNS"}, {"didnotstart", "DNS"}, {"scr", "DNS"}, {"scratch", "DNS"}, {"scratched", "DNS"}, {"wdr", "DNS"}, {"wd", "DNS"},
      {"entered", "entered"}, {"entry", "entered"}, {"startlist", "entered"},
      // German
      {"aufg", "DNF"}, {"aufgegeben", "DNF"}, {"aufgabe", "DNF"}, {"ab", "DNF"}, {"nb", "DNF"}, {"nichtbeendet", "DNF"}, {"nibe", "DNF"},
      {"na", "DNS"}, {"nag", "DNS"}, {"nichtangetreten", "DNS"}, {"abgem", "DNS"}, {"abg", "DNS"}, {"abgemeldet", "DNS"}, {"ne", "DNS"},
      {"disqu", "DQ"}, {"disqualifiziert", "DQ"}, {"dis", "DQ"},
      // Swedish, Norwegian, Danish
      {"bröt", "DNF"}, {"brutit", "DNF"}, {"brøt", "DNF"}, {"brutt", "DNF"}, {"utgått", "DNF"}, {"udgået", "DNF"},
      {"ejstart", "DNS"}, {"startadeej", "DNS"}, {"ikkestartet", "DNS"}, {"ejstartat", "DNS"},
      {"disk", "DQ"}, {"diskad", "DQ"}, {"diskvalificerad", "DQ"}, {"diskvalifisert", "DQ"},
      // French
      {"abandon", "DNF"}, {"aband", "DNF"}, {"abd", "DNF"}, {"nonpartant", "DNS"}, {"np", "DNS"}, {"forfait", "DNS"},
      {"disqualifié", "DQ"}, {"disqualifiée", "DQ"},
      // A word of three rows in Diamond League lists of 2012 and 2018 that give neither a place nor a time; nobody says what it means.
      {"vst", ""}};
  return words;
}

std::optional<std::string_view> status_of(std::string_view cell) {
  cell = trimmed(cell);
  if (const StatusWord* word = known(bare(cell))) return word->status;
  // A rule may follow: "DQ TR17.2.3", "DQ163.3b", "DQ (R 16.8)".
  const std::size_t letters = std::min(cell.find_first_of(" (0123456789:"), cell.size());
  if (letters == 0 || letters == cell.size()) return std::nullopt;
  const StatusWord* word = known(bare(cell.substr(0, letters)));
  if (!word || word->status != "DQ") return std::nullopt;
  return word->status;
}

bool is_outside(std::string_view cell) {
  // German: außer Konkurrenz, außer Wertung, ohne Wertung; French: hors concours; English and Scandinavian plain words (guess).
  constexpr std::array words{"ak", "aw", "ow", "hc", "exh", "exhibition", "guest", "gast", "gjest", "gäst", "utom tävlan", "ut", "ooc"};
  const std::string word = bare(cell);
  return std::ranges::any_of(words, [&](const char* one) { return word == bare(one); });
}

}  // namespace lastlap::formats
