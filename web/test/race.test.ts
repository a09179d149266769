import assert from "node:assert/strict";
import test from "node:test";
import type { ReplayDocument, ReportDocument } from "../src/document";
import { Race } from "../src/race";
import sample from "./sample.json";

const steady = (mps: number, seconds: number): number[] => Array.from({ length: seconds + 1 }, (_, t) => Math.min(t * mps, 100));

function small(): ReplayDocument {
  const runner = (athlete: string, mps: number, finish_s: number | null) => ({
    athlete, along_m: steady(mps, 20), outward_m: steady(0, 20), speed_mps: steady(mps, 20).map(() => mps),
    reserve_j_per_kg: [], shelter: [], boxed_in: [], finish_s });
  return { race: "small", step_s: 1, distance_m: 100,
    track: { kind: "oval-400", straight_m: 84.39, radius_m: 36.8, lanes: 8, lane_width_m: 1.22 },
    runners: [runner("Slow", 5, 20), runner("Quick", 8, 12.5), runner("Stops", 4, null)] };
}

test("whoever has covered more is ahead", () => {
  assert.deepEqual(new Race(small(), "Slow").order(5), [1, 0, 2]);
});

test("after the line places are those of the finish, and who does not finish is last", () => {
  const race = new Race(small(), "Slow");
  assert.deepEqual(race.order(100), [1, 0, 2]);
  assert.deepEqual(race.finishers, [1, 0, 2]);
  assert.equal(race.place_of(0), 2);
});

test("times at a distance lie between the record's moments", () => {
  const race = new Race(small(), "Slow");
  assert.equal(race.time_at(1, 20), 2.5);
  assert.equal(race.time_at(1, 100), 12.5);
  assert.equal(race.time_at(2, 90), null);
  assert.equal(race.leader_time_at(40), 5);
});

test("our runner is found by the mark or by name", () => {
  assert.equal(new Race(small(), "Quick").ours, 1);
  assert.equal(new Race(small(), "Nobody").ours, -1);
});

test("in the sample places are always a permutation and nobody runs back", () => {
  const report = sample as ReportDocument;
  const race = new Race(report.replay, report.for);
  const last = race.runners.map(() => 0);
  for (let t = 0; t < race.ends_s; t += 0.7) {
    assert.deepEqual([...race.order(t)].sort((a, b) => a - b), race.runners.map((_, i) => i));
    race.runners.forEach((_, i) => {
      const along = race.moment(i, t).along_m;
      assert.ok(along >= (last[i] ?? 0) - 1e-9, `runner ${i} at ${t}`);
      last[i] = along;
    });
  }
});
