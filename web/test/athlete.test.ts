import assert from "node:assert/strict";
import test from "node:test";
import { betterings, event_words, levels, Mark, pictured, year_ticks, years_of } from "../src/athlete";

const at = (date: string, time_s: number, event = "1500", points: number | null = null): Mark =>
  ({ event, track: "oval-400", time_s, date, venue: "", place: "", points });

test("a day is a share of its year", () => {
  assert.equal(years_of("2023-01-01"), 2023);
  assert.ok(Math.abs(years_of("2023-07-02") - 2023.5) < 0.005);
  assert.ok(years_of("2024-12-31") < 2025);
});

test("the best so far is bettered by faster marks only", () => {
  const better = betterings([at("2023-06-01", 210), at("2021-06-01", 212), at("2022-06-01", 213), at("2024-06-01", 210)]);
  assert.deepEqual(better.map((one) => one.date), ["2021-06-01", "2023-06-01"]);
});

test("years are named where there is room", () => {
  assert.deepEqual(year_ticks(2019, 2022, 600), [2019, 2020, 2021, 2022]);
  assert.deepEqual(year_ticks(1995, 2025, 300), [1995, 2000, 2005, 2010, 2015, 2020, 2025]);
});

test("the level of a season is its mark of most points", () => {
  const best = levels([at("2023-06-01", 210, "1500", 1240), at("2023-07-01", 105, "800", 1150), at("2022-07-01", 106, "800", 1140)]);
  assert.deepEqual(best.map((one) => one.points), [1140, 1240]);
});

test("events run most come first, those run too seldom not at all", () => {
  const marks = [at("2020-01-01", 1, "800"), at("2020-01-01", 1), at("2021-01-01", 1), at("2022-01-01", 1), ...[1, 2, 3, 4].map((n) => at(`202${n}-02-02`, 1, "mile"))];
  assert.deepEqual(pictured(marks, 3), ["mile", "1500"]);
});

test("events are said as people say them", () => {
  assert.equal(event_words("1500"), "1500\u00a0m");
  assert.equal(event_words("mile", "short-200"), "mile, short track");
  assert.equal(event_words("2-miles"), "two miles");
});
