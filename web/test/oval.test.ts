import assert from "node:assert/strict";
import test from "node:test";
import type { Track } from "../src/document";
import { Oval } from "../src/oval";

const TRACK: Track = { kind: "oval-400", straight_m: 84.39, radius_m: 36.8, lanes: 8, lane_width_m: 1.22, finish_at_m: 0 };
const SHORT: Track = { kind: "short-200", straight_m: 45, radius_m: (200 - 90) / (2 * Math.PI), lanes: 6, lane_width_m: 0.9, finish_at_m: 180 };
const near = (a: number, b: number, within: number, what: string): void => assert.ok(Math.abs(a - b) <= within, `${what}: ${a}, not ${b}`);

test("a lap of the measured line is 400 m", () => {
  near(new Oval(TRACK, 1500).lap_m, 400, 0.01, "lap");
});

test("a 1500 starts 300 m before the finish line, at the end of the first bend", () => {
  const oval = new Oval(TRACK, 1500);
  near(oval.lap_position(0), 100, 0.05, "start");
  near(oval.lap_position(1500), 0, 1e-9, "finish");
  const start = oval.spot_of(0, 0);
  assert.ok(start.x > 0 && start.y > 0);
});

test("the home straight is at the foot and is run to the right, the back straight to the left", () => {
  const oval = new Oval(TRACK, 1500);
  const home = oval.spot(oval.lap_m - 20, 0);
  near(home.y, -36.8, 1e-9, "y");
  near(Math.cos(home.heading), 1, 1e-9, "heading");
  const back = oval.spot(oval.bend_m + 20, 0);
  near(back.y, 36.8, 1e-9, "y");
  near(Math.cos(back.heading), -1, 1e-9, "heading");
});

test("the path has no jumps and its length is what the position says", () => {
  for (const track of [TRACK, SHORT]) {
    const oval = new Oval(track, 1500);
    const step = 0.05;
    for (let s = 0; s < oval.lap_m; s += step) {
      const a = oval.spot(s, 0);
      const b = oval.spot(s + step, 0);
      near(Math.hypot(b.x - a.x, b.y - a.y), step, 1e-4, `at ${s.toFixed(2)} m`);
    }
  }
});

test("a metre outward on a bend is a metre further from its centre, and takes longer to run", () => {
  const oval = new Oval(TRACK, 1500);
  const wide = oval.spot(50, 1);
  near(Math.hypot(wide.x - TRACK.straight_m / 2, wide.y), 37.8, 1e-9, "radius");
});

test("bends of the last 400 m are half of it and end where the home straight begins", () => {
  const bends = new Oval(TRACK, 1500).bends(1100, 1500);
  assert.equal(bends.length, 2);
  near(bends.reduce((sum, b) => sum + b.to_m - b.from_m, 0), 2 * Math.PI * 36.8, 0.02, "length");
  near(1500 - (bends[1]?.to_m ?? 0), 84.39, 1e-6, "home straight");
});

test("every point of a bend of the race lies on a bend of the ground", () => {
  for (const [track, distance] of [[TRACK, 1500], [TRACK, 1609.344], [SHORT, 1500]] as const) {
    const oval = new Oval(track, distance);
    const on_bend = (along: number): boolean => oval.lap_position(along) % (oval.lap_m / 2) < oval.bend_m;
    const bends = oval.bends(0, distance);
    for (let along = 0.5; along < distance; along += 1) {
      assert.equal(bends.some((b) => along >= b.from_m && along < b.to_m), on_bend(along), `${distance} m race at ${along} m`);
    }
  }
});
