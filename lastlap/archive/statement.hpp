#pragma once

// Values of ours into and out of SQL statements.

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <optional>
#include <string>

#include "lastlap/base/expect.hpp"
#include "lastlap/measure/date.hpp"

namespace lastlap::archive {

inline void bind_value(SQLite::Statement& statement, int index, const std::string& value) {
  statement.bind(index, value);
}
inline void bind_value(SQLite::Statement& statement, int index, double value) {
  statement.bind(index, value);
}
inline void bind_value(SQLite::Statement& statement, int index, int value) {
  statement.bind(index, value);
}
inline void bind_value(SQLite::Statement& statement, int index, long value) {
  statement.bind(index, static_cast<std::int64_t>(value));
}
inline void bind_value(SQLite::Statement& statement, int index, measure::Date value) {
  statement.bind(index, value.text());
}
template <class Value>
void bind_value(SQLite::Statement& statement, int index, const std::optional<Value>& value) {
  if (value) {
    bind_value(statement, index, *value);
  } else {
    statement.bind(index);
  }
}

/// Gives the values to the statement's parameters, in order.
template <class... Values>
void bind_all(SQLite::Statement& statement, const Values&... values) {
  int index = 0;
  (bind_value(statement, ++index, values), ...);
}

/// Runs a statement that answers no rows, with these values.
template <class... Values>
void run(SQLite::Statement& statement, const Values&... values) {
  statement.reset();
  bind_all(statement, values...);
  statement.exec();
}

inline std::string text_at(const SQLite::Statement& row, int column) {
  return row.getColumn(column).getString();
}
inline double number_at(const SQLite::Statement& row, int column) {
  return row.getColumn(column).getDouble();
}
inline std::optional<int> count_if_any_at(const SQLite::Statement& row, int column) {
  if (row.isColumnNull(column)) return std::nullopt;
  return row.getColumn(column).getInt();
}
inline std::optional<measure::Date> date_if_any_at(const SQLite::Statement& row, int column) {
  if (row.isColumnNull(column)) return std::nullopt;
  const auto date = measure::Date::read(text_at(row, column));
  return date ? std::optional{*date} : std::nullopt;
}

}  // namespace lastlap::archive
