import assert from "node:assert/strict";
import test from "node:test";
import { codes, count, day, interval, mark, ordinal, percent, place, points, sentence, short_names, tenths } from "../src/words";

const plain = (text: string): string => text.replace(/\u2009/g, " ").replace(/\u2212/g, "-");

test("marks print as the sport prints them, rounded up to the hundredth", () => {
  assert.equal(mark(209.38), "3:29.38");
  assert.equal(mark(209.371), "3:29.38");
  assert.equal(mark(58.64), "58.64");
  assert.equal(mark(119.9999), "2:00.00");
  assert.equal(mark(768.45), "12:48.45");
  assert.equal(mark(61), "1:01.00");
});

test("splits print to the tenth, rounded to nearest", () => {
  assert.equal(tenths(114.24), "1:54.2");
  assert.equal(tenths(59.96), "1:00.0");
  assert.equal(tenths(26.5), "26.5");
});

test("small chances keep a decimal and never become nought", () => {
  assert.equal(plain(percent(0.274)), "27 %");
  assert.equal(plain(percent(0.034)), "3.4 %");
  assert.equal(plain(percent(0.0002)), "< 0.1 %");
  assert.equal(plain(percent(0)), "0 %");
  assert.equal(plain(percent(1)), "100 %");
  assert.equal(plain(interval({ p: 0.3, low: 0.28, high: 0.32 })), "28 to 32 %");
});

test("differences carry their sign", () => {
  assert.equal(plain(points(0.031)), "+3.1");
  assert.equal(plain(points(-0.004)), "-0.4");
  assert.equal(points(-0.0001), "0.0");
});

test("places, counts and days in words", () => {
  assert.deepEqual([1, 2, 3, 4, 11, 12, 13, 21].map(ordinal), ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st"]);
  assert.equal(place(4), "4th");
  assert.equal(place(3.5), "3rd or 4th");
  assert.equal(plain(count(1234567)), "1 234 567");
  assert.equal(day("2023-08-23"), "23 August 2023");
  assert.equal(day("soon"), "soon");
});

test("short names are surnames, told apart where they must be", () => {
  assert.deepEqual(short_names(["Kip Chelimo", "Daniel Chelimo", "Hicham El Guerrouj", "Niels van der Wouden", "Pelé"]),
    ["K. Chelimo", "D. Chelimo", "El Guerrouj", "van der Wouden", "Pelé"]);
  assert.deepEqual(short_names(["Jakob Ingebrigtsen", "Jan Ingebrigtsen"]), ["Jak. Ingebrigtsen", "Jan. Ingebrigtsen"]);
});

test("a sentence has a capital, a stop, and units beside their numbers", () => {
  assert.equal(sentence("go with 200 m left"), "Go with 200\u00a0m left.");
  assert.equal(sentence(" Now! "), "Now!");
  assert.equal(sentence("4 metres"), "4 metres.");
});

test("codes differ within a field", () => {
  const made = codes(["K. Chelimo", "D. Chelimo", "Cheptegei", "O’Dwyer"]);
  assert.equal(new Set(made).size, 4);
  assert.equal(made[0], "CHE");
  assert.equal(made[3], "ODW");
});
