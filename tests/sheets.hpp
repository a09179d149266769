#pragma once

// Made-up sheets for tests: nobody in them has run.

#include <string>

#include "lastlap/formats/sheet.hpp"

namespace lastlap::tests {

inline formats::Person somebody() {
  formats::Person person;
  person.name = "Nora Wester-Lund";
  person.given = "Nora";
  person.family = "Wester-Lund";
  person.sex = measure::Sex::women;
  person.birth = measure::Date::of(1999, 2, 28);
  person.country = "NOR";
  person.club = "IL \"Fjord\", Bergen";
  return person;
}

/// A sheet with a row of every kind, and every field filled in one of them.
inline formats::Sheet full_sheet() {
  using namespace formats;
  Sheet sheet;
  RaceRow race;
  race.key = "tromso-2031-women-1500-heat-2";
  race.has_id = true;
  race.title = "Heat 2 of 3";
  race.competition = "Midnight Games 2031";
  race.round = "heat 2";
  race.event = "1500";
  race.distance = measure::Distance{1500};
  race.sex = measure::Sex::women;
  race.date = measure::Date::of(2031, 6, 21);
  race.venue = "Tromsø (NOR)";
  race.track = measure::TrackKind::oval_400;
  race.field_complete = true;
  race.source = "made up; for a test";
  sheet.races = {race, race};
  sheet.races[1].key = "tromso-2031-women-mile-final";
  sheet.races[1].round = "final";
  sheet.races[1].event = "mile";
  sheet.races[1].distance = measure::Distance{1609.344};
  sheet.races[1].field_complete = false;

  ResultRow result;
  result.race = race.key;
  result.person = somebody();
  result.bib = "117";
  result.place = 1;
  result.time = measure::Duration{245.68};
  result.raw_time = measure::Duration{245.673};
  result.qualified = "Q";
  result.start_order = 7;
  result.source = "made up";
  ResultRow by_hand = result;
  by_hand.person = {};
  by_hand.person.name = "Élise d'Aoust";
  by_hand.person.birth_year = 2003;
  by_hand.place = 2;
  by_hand.time = measure::Duration{246.4};
  by_hand.raw_time = {};
  by_hand.timing = Timing::hand;
  ResultRow gone = by_hand;
  gone.person.name = "Ida Quist";
  gone.place = {};
  gone.time = {};
  gone.timing = Timing::automatic;
  gone.status = "DNF";
  sheet.results = {result, by_hand, gone};

  SplitRow split;
  split.race = race.key;
  split.person = somebody();
  split.distance = measure::Distance{400};
  split.time = measure::Duration{65.11};
  split.place = 3;
  split.source = "made up";
  SplitRow only_place = split;
  only_place.distance = measure::Distance{809.344};
  only_place.time = {};
  SplitRow of_a_number = split;
  of_a_number.person = {};
  of_a_number.bib = "118";
  sheet.splits = {split, only_place, of_a_number};

  SegmentRow segment;
  segment.race = race.key;
  segment.person = somebody();
  segment.from = measure::Distance{1100};
  segment.to = measure::Distance{1500};
  segment.time = measure::Duration{61.3};
  segment.disputed = true;
  segment.source = "made up";
  sheet.segments = {segment};

  MarkRow mark;
  mark.person = somebody();
  mark.event = "2-miles";
  mark.track = measure::TrackKind::short_200;
  mark.time = measure::Duration{569.05};
  mark.date = measure::Date::of(2030, 1, 31);
  mark.venue = "Bærum (NOR)";
  mark.place = "2f1";
  mark.points = 1101;
  mark.source = "made up";
  sheet.marks = {mark};

  RecordRow record;
  record.person = somebody();
  record.event = "2000";
  record.time = measure::Duration{330.0};
  record.date = measure::Date::of(2030, 8, 1);
  record.venue = "Oslo (NOR)";
  record.record = "NR NOR women";
  record.source = "made up";
  sheet.records = {record};
  return sheet;
}

}  // namespace lastlap::tests
