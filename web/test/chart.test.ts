import assert from "node:assert/strict";
import test from "node:test";
import { spread } from "../src/chart";

test("labels that have room stay where they want to be", () => {
  assert.deepEqual(spread([10, 50, 90], 14, 0, 100), [10, 50, 90]);
});

test("labels that crowd move apart by the least, in order", () => {
  assert.deepEqual(spread([50, 50], 10, 0, 100), [45, 55]);
  const at = spread([50, 51, 52, 20], 10, 0, 100);
  assert.deepEqual(at.map((v) => Math.round(v)), [41, 51, 61, 20]);
});

test("labels stay within the picture, even when there are too many", () => {
  const at = spread([0, 0, 0, 0, 0, 0, 0], 20, 0, 60);
  assert.ok(Math.min(...at) >= 0 && Math.max(...at) <= 60.0001);
});
