import assert from "node:assert/strict";
import test from "node:test";
import { leader_speeds, source_words } from "../src/pack";
import type { Hundred, PackDocument } from "../src/pack_document";

function mark(distance_m: number, leader_time_s: number | null): Hundred {
  return { distance_m, leader_time_s, gap_m: { second: null, fourth: null, eighth: null, last: null }, place_correlation: null, overtakes: 0 };
}

test("the leader's speed is that of each stretch, and a mark that is not known makes a longer stretch", () => {
  const pack = { by_100_m: [mark(100, 20), mark(200, null), mark(300, 60)] } as unknown as PackDocument;
  assert.deepEqual(leader_speeds(pack), [[0, 5], [100, 5], [100, 5], [300, 5]]);
});

test("a pack says where it comes from", () => {
  assert.equal(source_words({ source: "tracked", races: 1 } as PackDocument), "tracked");
  assert.equal(source_words({ source: "simulated", races: 1 } as PackDocument), "1 simulated race");
  assert.equal(source_words({ source: "simulated", races: 40 } as PackDocument), "40 simulated races");
});
