#include "lastlap/reading/rules.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace lastlap::reading {
namespace {

/// The pattern with every {piece} put in, pieces of pieces too. Errors: a piece that nobody wrote.
base::Result<std::string> expanded(std::string pattern, const Words& words, const std::string& rule) {
  static const RE2 piece{R"(\{([a-z_][a-z_0-9]*)\})"};
  std::string name;
  for (int depth = 0; RE2::PartialMatch(pattern, piece, &name); ++depth) {
    const auto found = words.macros.find(name);
    constexpr int most_pieces = 200;
    if (found == words.macros.end() || depth > most_pieces)
      return base::failed("a rule of reading is wrong", "grammar.toml, rule \"" + rule + "\"", "nothing is called {" + name + "}");
    const std::string written = "{" + name + "}";
    pattern.replace(pattern.find(written), written.size(), found->second);
  }
  return pattern;
}

const Mention* mention_of(re2::StringPiece tag, const Mentions& mentions) {
  std::size_t index = 0;
  if (tag.size() < 2) return nullptr;
  const auto read = std::from_chars(tag.data() + 1, tag.data() + tag.size(), index);
  return read.ec == std::errc{} && index < mentions.size() ? &mentions[index] : nullptr;
}

/// "his" is H, so that rules can tell it from "he".
std::string tag_of(const Mention& mention) {
  return mention.kind == Kind::athlete && mention.genitive ? "H" : std::string(1, static_cast<char>(mention.kind));
}

/// Whether a verb's reach ends at this word; it is then written "=to", "=but", which no gap of a rule passes over.
bool ends_reach(const Sentence& sentence, std::size_t at, bool known_next) {
  static const std::set<std::string_view> always{"but", "while", "when", "before", "after", "who", "which", "although", "though", "because", "where", "whereas", "until", "if"};
  static const std::set<std::string_view> nouns{"victory", "glory", "win", "triumph", "the", "a", "an", "his", "her", "this", "that", "their", "second", "third", "fourth", "fifth", "sixth", "take", "claim", "win", "be", "become"};
  const std::string& word = sentence.tokens[at].word;
  if (always.contains(word)) return true;
  return word == "to" && !known_next && at + 1 < sentence.tokens.size() && !nouns.contains(sentence.tokens[at + 1].word) && !sentence.tokens[at + 1].capital;
}

/// One word for those that mean the same everywhere.
std::string usual(const std::string& word) {
  static const std::map<std::string_view, std::string> words{{"champ", "champion"}, {"champs", "champions"}, {"titleholder", "champion"}, {"titlist", "champion"}, {"victor", "winner"}};
  const auto found = words.find(word);
  return found == words.end() ? word : found->second;
}

bool is_sign(const std::string& word) {
  return word == "\"" || word == "\n" || word == "-";
}

}  // namespace

Tagged tagged(const Sentence& sentence, const Mentions& mentions) {
  // "=start", so that rules can tell "Sixth in 3:32.30." from what has a verb before it.
  Tagged tags{" =start ", std::vector<std::size_t>(8, 0)};
  std::size_t next = 0;
  const auto write = [&](const std::string& word, std::size_t token) {
    tags.text += word + " ";
    tags.place.insert(tags.place.end(), word.size() + 1, token);
  };
  for (std::size_t at = 0; at < sentence.tokens.size();) {
    while (next < mentions.size() && mentions[next].first < at) ++next;
    if (next < mentions.size() && mentions[next].first == at) {
      write(tag_of(mentions[next]) + std::to_string(next), at);
      at = mentions[next].last;
    } else {
      const bool known_next = next < mentions.size() && mentions[next].first == at + 1;
      if (!is_sign(sentence.tokens[at].word)) write((ends_reach(sentence, at, known_next) ? "=" : "") + usual(sentence.tokens[at].word), at);
      ++at;
    }
  }
  tags.place.push_back(sentence.tokens.size());
  return tags;
}

Grammar::Grammar() = default;
Grammar::Grammar(Grammar&&) noexcept = default;
Grammar& Grammar::operator=(Grammar&&) noexcept = default;
Grammar::~Grammar() = default;

base::Result<Grammar> Grammar::of(const Words& words) {
  Grammar grammar;
  for (const RuleText& text : words.rules) {
    const auto pattern = expanded(text.pattern, words, text.name);
    if (!pattern) return tl::make_unexpected(pattern.error());
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(std::int64_t{64} << 20);
    auto compiled = std::make_unique<RE2>(" (" + *pattern + ") ", options);
    if (!compiled->ok()) return base::failed("a rule of reading is wrong", "grammar.toml, rule \"" + text.name + "\"", compiled->error());
    grammar.rules_.push_back({text, std::move(compiled)});
  }
  return grammar;
}

std::vector<Match> Grammar::matches(const Sentence& sentence, const Mentions& mentions) const {
  std::vector<Match> found;
  const Tagged tags = tagged(sentence, mentions);
  std::string words = " ";
  for (const Token& token : sentence.tokens) words += token.word + " ";
  for (const Rule& rule : rules_) {
    const auto stands = [&](const std::string& phrase) { return words.find(" " + phrase + " ") != std::string::npos; };
    if (!rule.text.with.empty() && std::ranges::none_of(rule.text.with, stands)) continue;
    const int groups = rule.pattern->NumberOfCapturingGroups() + 1;
    std::vector<re2::StringPiece> parts(static_cast<std::size_t>(groups));
    std::size_t from = 0;
    while (from + 1 < tags.text.size() && rule.pattern->Match(tags.text, from, tags.text.size(), RE2::UNANCHORED, parts.data(), groups)) {
      const auto begin = static_cast<std::size_t>(parts[1].data() - tags.text.data());
      const std::size_t end = begin + parts[1].size();
      Match match{&rule.text, tags.place[begin], tags.place[std::min(end + 1, tags.text.size())], {}};
      for (const auto& [name, group] : rule.pattern->NamedCapturingGroups())
        if (const Mention* mention = mention_of(parts[static_cast<std::size_t>(group)], mentions)) match.parts[name.substr(0, name.find('_'))] = mention;
      if (end < tags.text.size() && match.last <= match.first) match.last = match.first + 1;
      // A quotation and what stands about it are two people's words.
      const auto quoted = [&](std::size_t at) { return sentence.tokens[std::min(at, sentence.tokens.size() - 1)].quoted; };
      if (quoted(match.first) == quoted(tags.place[end > begin ? end - 1 : begin])) found.push_back(std::move(match));
      from = end;
    }
  }
  return found;
}

std::vector<Match> turns_of(const Match& match) {
  std::vector<Match> turns{match};
  for (const char number : {'2', '3'}) {
    Match turn = match;
    bool any = false;
    for (const auto& [name, mention] : match.parts)
      if (name.back() == number) {
        turn.parts[name.substr(0, name.size() - 1)] = mention;
        any = true;
      }
    if (any) turns.push_back(std::move(turn));
  }
  for (std::size_t i = 0; i < turns.size(); ++i) {
    turns[i].turn = i;
    turns[i].turns = turns.size();
  }
  return turns;
}

bool is_unsaid(const Sentence& sentence, const Match& match, const Words& words, bool dated) {
  const auto& tokens = sentence.tokens;
  if (!tokens.empty() && tokens.back().word == "?") return true;
  static const std::set<std::string_view> ends{";", ":", "~", "(", ")", "but", "while", "when", "who", "which", "whose", ",", "until", "after"};
  const auto ends_clause = [&](const std::string& word) { return ends.contains(word); };
  std::size_t from = match.first;
  constexpr std::size_t longest_clause = 14;
  static const std::set<std::string_view> verbs{"was", "were", "had", "has", "is", "finished", "came", "took", "won", "ran", "ended", "settled", "got", "claimed", "earned", "held", "hung", "clung", "crossed", "set", "broke", "clocked", "beat", "he", "she", "i", "they", "we"};
  const auto begins_anew = [&](std::size_t at) { return tokens[at - 1].word == "and" && at < tokens.size() && verbs.contains(tokens[at].word); };
  while (from > 0 && match.first - from < longest_clause && !ends_clause(tokens[from - 1].word) && !begins_anew(from)) --from;
  // "Was never headed, clocking 3:45.34": the participle behind the comma is said, whatever was not before it.
  if (const auto time = match.parts.find("time"); time != match.parts.end())
    for (std::size_t at = match.first; at + 1 < time->second->first; ++at)
      if (tokens[at].word == "," && tokens[at + 1].word.ends_with("ing")) from = at + 1;
  std::string clause = " ";
  for (std::size_t at = from; at < match.last && at < tokens.size(); ++at) clause += tokens[at].word + " ";
  bool conditional = false, from_within = false;
  for (std::size_t at = 0; at < match.first; ++at) {
    if (tokens[at].word == ";" || (tokens[at].word == "\"" && !tokens[at].quoted)) conditional = false;
    // "Kerr, if he is fit, ..." goes on behind the comma; "if Kerr is fit, ..." does not.
    if (tokens[at].word == "," && from_within) conditional = false;
    const bool as_if = (at > 0 && (tokens[at - 1].word == "as" || tokens[at - 1].word == "even")) || (at + 1 < tokens.size() && (tokens[at + 1].word == "you" || tokens[at + 1].word == "anyone"));
    if ((tokens[at].word == "if" && !as_if) || tokens[at].word == "unless" || tokens[at].word == "whether") {
      conditional = true;
      from_within = at > 3;
    }
  }
  if (conditional) return true;
  const bool quoted = match.first < tokens.size() && tokens[match.first].quoted;
  // "Could only manage fourth": she was.
  for (const char* done : {" could only ", " could manage only ", " could do no better than ", " was able to ", " managed to ", " needed only ", " needed just ", " only needed "})
    if (const std::size_t at = clause.find(done); at != std::string::npos) clause.replace(at, std::string(done).size(), " ");
  for (const std::string& word : words.lists.at("unsaid"))
    if (clause.find(" " + word + " ") != std::string::npos) return true;
  // "He said he would win" tells of a hope.
  const bool reported = std::ranges::any_of(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(match.first), [&](const Token& token) { return words.has("saying", token.word); });
  for (const std::string& word : words.lists.at("narrative"))
    if (clause.find(" " + word + " ") != std::string::npos && (quoted || reported || !dated)) return true;
  // "Our prediction: gold Kipyegon, silver Hull".
  for (std::size_t at = 0; at < match.first && at < tokens.size(); ++at)
    if (words.has("unsaid_sentence", tokens[at].word)) return true;
  // "To run the 1500m in under 3:50".
  if (const auto time = match.parts.find("time"); time != match.parts.end() && time->second->kind == Kind::time && time->second->first > 0) {
    const std::string& leads = tokens[time->second->first - 1].word;
    if (leads == "under" || leads == "inside" || leads == "below" || leads == "sub" || leads == "beyond" || leads == "than") return true;
  }
  std::string before = " ";
  for (std::size_t at = match.first > 3 ? match.first - 3 : 0; at < match.first; ++at) {
    // "By more than two seconds with 3:27.83" compares the margin, not the time.
    const bool of_a_margin = at >= 2 && tokens[at].word == "than" && tokens[at - 2].word == "by";
    if (!of_a_margin) before += tokens[at].word + " ";
  }
  for (const std::string& word : words.lists.at("unsaid_before"))
    if (before.find(" " + word + " ") != std::string::npos) return true;
  return false;
}

}  // namespace lastlap::reading
