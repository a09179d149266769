// The replayed race as questions: who is where at this time, when does he reach that distance, who leads by how much.

import type { ReplayDocument, RunnerInReplay } from "./document";
import { codes, short_names } from "./words";

/** Metres a runner rolls on past the line in the picture, where the record stops there. */
const ROLL_M = 22;
const ROLL_S = 5;
/** Letters of a short name that a picture has room for. */
const LONGEST = 20;

export interface Moment {
  along_m: number;
  outward_m: number;
  speed_mps: number;
}

function at(series: readonly number[], position: number): number {
  const last = series.length - 1;
  if (last < 0) return 0;
  const i = Math.floor(Math.min(Math.max(position, 0), last));
  const from = series[i] ?? 0;
  const to = series[Math.min(i + 1, last)] ?? from;
  return from + (to - from) * Math.min(Math.max(position - i, 0), 1);
}

export class Race {
  readonly runners: readonly RunnerInReplay[];
  readonly short: readonly string[];
  readonly code: readonly string[];
  readonly distance_m: number;
  readonly ours: number;
  /** Runners by index in the order in which they finish; who does not finish comes last, by distance covered. */
  readonly finishers: readonly number[];
  readonly winning_s: number;
  readonly ends_s: number;

  constructor(readonly replay: ReplayDocument, our_name: string) {
    this.runners = replay.runners;
    this.distance_m = replay.distance_m;
    const names = this.runners.map((r) => r.athlete);
    this.short = short_names(names).map((name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name));
    this.code = codes(this.short);
    const marked = this.runners.findIndex((r) => r.is_ours);
    this.ours = marked >= 0 ? marked : names.indexOf(our_name);
    const rank = (i: number): number => this.finish_s(i) ?? 1e6 - this.furthest_m(i);
    this.finishers = this.runners.map((_, i) => i).sort((a, b) => rank(a) - rank(b));
    const times = this.runners.map((_, i) => this.finish_s(i)).filter((t): t is number => t !== null);
    const recorded = Math.max(0, ...this.runners.map((r) => (r.along_m.length - 1) * replay.step_s));
    this.winning_s = times.length > 0 ? Math.min(...times) : recorded;
    this.ends_s = (times.length > 0 ? Math.max(...times) : recorded) + 3;
  }

  finish_s(i: number): number | null {
    const time = this.runners[i]?.finish_s;
    return typeof time === "number" && Number.isFinite(time) && time > 0 ? time : null;
  }

  /** Whether a runner who never finishes has left the race by then. */
  is_out(i: number, time_s: number): boolean {
    const recorded = ((this.runners[i]?.along_m.length ?? 1) - 1) * this.replay.step_s;
    return this.finish_s(i) === null && time_s > recorded;
  }

  furthest_m(i: number): number {
    const along = this.runners[i]?.along_m ?? [];
    return along[along.length - 1] ?? 0;
  }

  place_of(i: number): number {
    return this.finishers.indexOf(i) + 1;
  }

  moment(i: number, time_s: number): Moment {
    const runner = this.runners[i];
    if (!runner) return { along_m: 0, outward_m: 0, speed_mps: 0 };
    const position = time_s / this.replay.step_s;
    const now = {
      along_m: at(runner.along_m, position),
      outward_m: at(runner.outward_m, position),
      speed_mps: at(runner.speed_mps, position),
    };
    const finish = this.finish_s(i);
    if (finish === null || time_s <= finish) return now;
    // Past the line the record may stop or stand; the picture lets the runner roll on and slow down.
    const since = Math.min((time_s - finish) / ROLL_S, 1);
    const rolled = ROLL_M * (1 - (1 - since) * (1 - since));
    const at_line = at(runner.outward_m, finish / this.replay.step_s);
    return { along_m: this.distance_m + rolled, outward_m: at_line, speed_mps: 2 * ROLL_M / ROLL_S * (1 - since) };
  }

  /** A series of a runner at a time, linear between the record's moments. */
  value(series: readonly number[], time_s: number): number {
    return at(series, time_s / this.replay.step_s);
  }

  /** When runner i has covered `along_m`; null if never. */
  time_at(i: number, along_m: number): number | null {
    const series = this.runners[i]?.along_m ?? [];
    const finish = this.finish_s(i);
    if (finish !== null && along_m >= this.distance_m) return finish;
    let low = 0;
    let high = series.length - 1;
    if (high < 0 || (series[high] ?? 0) < along_m) return finish !== null && high >= 0 ? finish : null;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((series[middle] ?? 0) < along_m) low = middle + 1; else high = middle;
    }
    if (low === 0) return 0;
    const before = series[low - 1] ?? 0;
    const after = series[low] ?? before;
    return (low - 1 + (after > before ? (along_m - before) / (after - before) : 0)) * this.replay.step_s;
  }

  /** Runners by index, the leader first, as an official on the line would call them. */
  order(time_s: number): number[] {
    const along = this.runners.map((_, i) => {
      const finish = this.finish_s(i);
      return finish !== null && time_s >= finish ? this.distance_m + 1e4 - finish : this.moment(i, time_s).along_m;
    });
    return along.map((_, i) => i).sort((a, b) => (along[b] ?? 0) - (along[a] ?? 0) || a - b);
  }

  /** The first runner's time to `along_m`. */
  leader_time_at(along_m: number): number | null {
    const times = this.runners.map((_, i) => this.time_at(i, along_m)).filter((t): t is number => t !== null);
    return times.length > 0 ? Math.min(...times) : null;
  }

  /** The leader's distance at a time, not past the finish. */
  leader_along(time_s: number): number {
    return Math.min(this.distance_m, Math.max(0, ...this.runners.map((_, i) => this.moment(i, time_s).along_m)));
  }

  /** Time of runner i over the last `metres`, as recorded. */
  closing_s(i: number, metres: number): number | null {
    const finish = this.finish_s(i);
    const from = this.time_at(i, this.distance_m - metres);
    return finish !== null && from !== null && metres < this.distance_m ? finish - from : null;
  }
}
