import assert from "node:assert/strict";
import test from "node:test";
import { reach_of, run_step } from "../src/pace";

test("the axis of metres run leaves room for its labels", () => {
  assert.equal(run_step(1500, 800), 100);
  assert.equal(run_step(1500, 300), 400);
  assert.equal(run_step(42195, 100), 2000);
});

test("the start from standing does not flatten the picture", () => {
  const [low, high] = reach_of([0, 50, 100, 200, 300], [0, 7, 7.5, 7.5, 6.5], 100);
  assert.ok(low > 6 && low < 6.5);
  assert.ok(high > 7.5 && high < 8);
});
