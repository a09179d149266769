#include "lastlap/reading/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "lastlap/formats/toml.hpp"
#include "lastlap/reading/lexis.hpp"

namespace lastlap::reading {
namespace {

/// A table that is not as it should be; caught where the file's name is known.
struct Wrong : std::runtime_error {
  Wrong(const toml::node& node, const std::string& why)
      : std::runtime_error(why), line{node.source().begin.line} {}
  Wrong(std::size_t at, const std::string& why) : std::runtime_error(why), line{at} {}
  std::size_t line;
};

std::string text_of(const toml::node& node) {
  const auto text = node.value_exact<std::string>();
  if (!text) throw Wrong(node, "a text in quotes belongs here");
  return *text;
}

int number_of(const toml::node& node) {
  const auto number = node.value_exact<std::int64_t>();
  if (!number || std::abs(*number) > 100'000) throw Wrong(node, "a whole number belongs here");
  return static_cast<int>(*number);
}

const toml::table& table_of(const toml::table& file, const char* name) {
  const toml::table* table = file[name].as_table();
  if (!table) throw Wrong(std::size_t{1}, fmt::format("the table [{}] is missing", name));
  return *table;
}

std::vector<std::string> texts_of(const toml::node* node, std::size_t line, const char* name) {
  const toml::array* array = node ? node->as_array() : nullptr;
  if (!array) throw Wrong(line, fmt::format("the list \"{}\" is missing", name));
  std::vector<std::string> texts;
  for (const toml::node& one : *array) texts.push_back(text_of(one));
  return texts;
}

std::vector<std::string> cut(const std::string& phrase) {
  std::vector<std::string> words;
  for (const Token& token : words_in(phrase)) words.push_back(token.word);
  return words;
}

void add_phrase(Words& words, const std::string& phrase, Meaning meaning) {
  std::vector<std::string> cut_words = cut(phrase);
  if (cut_words.empty()) throw Wrong(std::size_t{1}, "an empty phrase");
  const std::string first = cut_words.front();
  words.phrases[first].push_back({std::move(cut_words), std::move(meaning)});
}

/// Every key of the table is a phrase whose value is a text.
void add_texts(Words& words, const toml::table& table, Kind kind) {
  for (const auto& [key, node] : table) add_phrase(words, std::string(key), {kind, text_of(node), 0});
}

void add_numbers(Words& words, const toml::table& table, Kind kind, const std::string& value) {
  for (const auto& [key, node] : table) add_phrase(words, std::string(key), {kind, value, number_of(node)});
}

void read_list(Words& words, const toml::table& table, const std::string& name, const char* key = "words") {
  const auto texts = texts_of(table.get(key), table.source().begin.line, key);
  words.lists[name].insert(texts.begin(), texts.end());
}

void read_numbers(Words& words, const toml::table& file) {
  for (const auto& [key, node] : table_of(file, "cardinal")) words.cardinals[std::string(key)] = number_of(node);
  for (const auto& [key, node] : table_of(file, "ordinal")) words.ordinals[std::string(key)] = number_of(node);
}

void read_dates(Words& words, const toml::table& file) {
  for (const auto& [key, node] : table_of(file, "month")) words.months[std::string(key)] = number_of(node);
  for (const auto& [key, node] : table_of(file, "season")) {
    const toml::array* months = node.as_array();
    if (!months || months->size() != 2) throw Wrong(node, "a season has a first and a last month");
    words.seasons[std::string(key)] = {number_of(*months->get(0)), number_of(*months->get(1))};
  }
  add_numbers(words, table_of(file, "from_the_article"), Kind::date, "article");
  add_numbers(words, table_of(file, "from_the_last_named"), Kind::date, "named");
  add_numbers(words, table_of(file, "month_from_the_article"), Kind::date, "article month");
  const toml::table& recent = table_of(file, "recent");
  for (const std::string& text : texts_of(recent.get("words"), recent.source().begin.line, "words"))
    add_phrase(words, text, {Kind::date, "recent", 0});
}

void read_events(Words& words, const toml::table& file) {
  add_texts(words, table_of(file, "event"), Kind::event);
  const toml::table& other = table_of(file, "other_event");
  for (const std::string& text : texts_of(other.get("words"), other.source().begin.line, "words"))
    add_phrase(words, text, {Kind::other_event, text, 0});
  add_numbers(words, table_of(file, "closing"), Kind::closing, "");
  for (const auto& [word, node] : table_of(file, "event_town")) words.event_towns[std::string(word)] = text_of(node);
  read_list(words, table_of(file, "lap"), "lap");
  read_list(words, table_of(file, "last"), "last");
}

void read_records(Words& words, const toml::table& file) {
  add_texts(words, table_of(file, "record"), Kind::record);
  add_texts(words, table_of(file, "best"), Kind::best);
  for (const auto& [area, node] : table_of(file, "area")) {
    const auto countries = texts_of(&node, node.source().begin.line, "countries");
    words.areas[std::string(area)].insert(countries.begin(), countries.end());
  }
  read_list(words, table_of(file, "unratified"), "unratified", "events");
}

void read_people(Words& words, const toml::table& file) {
  add_texts(words, table_of(file, "country"), Kind::nation);
  for (const char* list : {"person", "saying", "beside_the_subject", "before_a_name", "also_words", "given"})
    read_list(words, table_of(file, list), list);
  for (const auto& [given, node] : table_of(file, "nickname"))
    for (const std::string& nickname : texts_of(&node, node.source().begin.line, "nicknames")) words.nicknames[nickname] = std::string(given);
  for (const char* list : {"he", "his"})
    for (const char* sex : {"men", "women"}) read_list(words, table_of(file, list), std::string(list) + " " + sex, sex);
}

/// "British record", "Norwegian indoor mile record": a record for every country's adjective.
void add_national_records(Words& words) {
  std::vector<std::pair<std::string, std::string>> records;
  for (const auto& [first, phrases] : words.phrases)
    for (const Phrase& phrase : phrases) {
      if (phrase.meaning.kind != Kind::nation) continue;
      std::string nation;
      for (const std::string& word : phrase.words) nation += word + " ";
      for (const char* what : {"record", "indoor record"}) records.emplace_back(nation + what, phrase.meaning.value);
    }
  for (const auto& [phrase, country] : records) add_phrase(words, phrase, {Kind::record, "national:" + country, 0});
}

void read_places(Words& words, const toml::table& file) {
  add_texts(words, table_of(file, "place"), Kind::town);
}

Series series_of(const toml::table& table) {
  const auto text = [&](const char* key) { return table.contains(key) ? text_of(*table.get(key)) : std::string{}; };
  Series series{.key = text("key"), .archive = text("archive"), .town = text("town"), .towns = {}, .called = {}};
  if (series.key.empty()) throw Wrong(table, "a competition without a key");
  if (const toml::table* editions = table["editions"].as_table())
    for (const auto& [year, town] : *editions) series.towns[std::atoi(std::string(year).c_str())] = text_of(town);
  if (const toml::table* called = table["called"].as_table())
    for (const auto& [year, held] : *called) series.called[std::atoi(std::string(year).c_str())] = number_of(held);
  return series;
}

void read_competitions(Words& words, const toml::table& file) {
  const toml::array* list = file["competition"].as_array();
  if (!list) throw Wrong(std::size_t{1}, "no [[competition]]");
  for (const toml::node& node : *list) {
    const toml::table* table = node.as_table();
    if (!table) throw Wrong(node, "a competition is a table");
    const Series series = series_of(*table);
    words.series[series.key] = series;
    for (const std::string& name : texts_of(table->get("names"), table->source().begin.line, "names"))
      add_phrase(words, name, {Kind::competition, series.key, 0});
    if (!table->contains("adjective")) continue;
    for (const std::string& name : texts_of(table->get("adjective"), table->source().begin.line, "adjective"))
      add_phrase(words, name, {Kind::competition, series.key, 1});
    for (const auto& [year, town] : series.towns) add_phrase(words, town, {Kind::town, town, 0});
  }
}

void read_grammar(Words& words, const toml::table& file) {
  for (const auto& [name, node] : table_of(file, "words")) {
    std::string alternatives;
    for (const std::string& text : texts_of(&node, node.source().begin.line, "words")) {
      std::string phrase;
      for (const std::string& word : cut(text)) phrase += (phrase.empty() ? "" : " ") + word;
      alternatives += (alternatives.empty() ? "" : "|") + phrase;
    }
    words.macros[std::string(name)] = "(?:" + alternatives + ")";
  }
  // Whoever is beaten is not who the sentence is about.
  for (const std::string& beat : texts_of(table_of(file, "words").get("beat"), 1, "beat")) words.lists["beside_the_subject"].insert(cut(beat).back());
  for (const auto& [name, node] : table_of(file, "pieces")) words.macros[std::string(name)] = text_of(node);
  for (const char* list : {"unsaid", "unsaid_before", "unsaid_sentence", "narrative"}) read_list(words, table_of(file, list), list);
  const toml::array* rules = file["rule"].as_array();
  if (!rules) throw Wrong(std::size_t{1}, "no [[rule]]");
  for (const toml::node& node : *rules) {
    const toml::table* table = node.as_table();
    if (!table || !table->contains("name") || !table->contains("pattern")) throw Wrong(node, "a rule has a name and a pattern");
    RuleText rule{.name = text_of(*table->get("name")), .pattern = text_of(*table->get("pattern")), .claims = {}, .hypothetical = false, .with = {}};
    rule.claims = texts_of(table->get("claims"), table->source().begin.line, "claims");
    if (table->contains("with")) rule.with = texts_of(table->get("with"), table->source().begin.line, "with");
    rule.hypothetical = table->contains("hypothetical") && table->get("hypothetical")->value<bool>().value_or(false);
    words.rules.push_back(std::move(rule));
  }
}

using Read = void (*)(Words&, const toml::table&);
const std::vector<std::pair<std::string, Read>>& readers() {
  static const std::vector<std::pair<std::string, Read>> all{
      {"numbers.toml", read_numbers}, {"dates.toml", read_dates}, {"events.toml", read_events},
      {"medals.toml", [](Words& words, const toml::table& file) {
         add_numbers(words, table_of(file, "medal"), Kind::medal, "");
         add_numbers(words, table_of(file, "medallist"), Kind::medallist, "");
       }},
      {"records.toml", read_records}, {"people.toml", read_people}, {"places.toml", read_places},
      {"competitions.toml", read_competitions}, {"grammar.toml", read_grammar}};
  return all;
}

}  // namespace

bool Words::has(std::string_view list, std::string_view word) const {
  const auto found = lists.find(std::string(list));
  return found != lists.end() && found->second.contains(std::string(word));
}

const std::vector<std::string>& word_files() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& [name, read] : readers()) all.push_back(name);
    return all;
  }();
  return names;
}

base::Result<Words> read_words(const std::vector<WordFile>& files) {
  Words words;
  for (const auto& [name, read] : readers()) {
    const auto file = std::ranges::find(files, name, &WordFile::name);
    if (file == files.end()) return base::failed("a table of words is missing", name, "", "install lastlap anew");
    const toml::parse_result parsed = toml::parse(file->text, name);
    if (!parsed) {
      const auto& error = parsed.error();
      return base::failed("a table of words is not TOML", fmt::format("{}:{}", name, error.source().begin.line), std::string(error.description()));
    }
    try {
      read(words, parsed.table());
    } catch (const Wrong& wrong) {
      return base::failed("a table of words is wrong", fmt::format("{}:{}", name, wrong.line), wrong.what());
    }
  }
  add_national_records(words);
  for (auto& [first, phrases] : words.phrases)
    std::ranges::stable_sort(phrases, std::greater{}, [](const Phrase& phrase) { return phrase.words.size(); });
  return words;
}

}  // namespace lastlap::reading
