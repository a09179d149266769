// The track seen from above, home straight at the foot of the picture, running anticlockwise; metres.

import type { Track } from "./document";

export interface Spot {
  x: number;
  y: number;
  /** Direction of running [rad], 0 = along the home straight. */
  heading: number;
}

export interface Bend {
  from_m: number;
  to_m: number;
}

/** The kerb lies this far inside the measured line (0.30 m where there is a kerb). */
export const KERB_M = -0.3;

export class Oval {
  readonly bend_m: number;
  readonly lap_m: number;
  readonly outer_m: number;

  constructor(readonly track: Track, readonly distance_m: number) {
    this.bend_m = Math.PI * track.radius_m;
    this.lap_m = 2 * (track.straight_m + this.bend_m);
    this.outer_m = KERB_M + track.lanes * track.lane_width_m;
  }

  /** Where on the lap (0 = end of the home straight) a runner is who has covered `along` of the race. */
  lap_position(along_m: number): number {
    const from_finish = along_m - this.distance_m + (this.track.finish_at_m ?? 0);
    return ((from_finish % this.lap_m) + this.lap_m) % this.lap_m;
  }

  /** The place on the ground of a lap position and an outward offset from the measured line. */
  spot(position_m: number, outward_m: number): Spot {
    const { straight_m, radius_m } = this.track;
    const half = straight_m / 2;
    const r = radius_m + outward_m;
    let s = ((position_m % this.lap_m) + this.lap_m) % this.lap_m;
    if (s < this.bend_m) {
      const angle = s / radius_m - Math.PI / 2;
      return { x: half + r * Math.cos(angle), y: r * Math.sin(angle), heading: angle + Math.PI / 2 };
    }
    s -= this.bend_m;
    if (s < straight_m) return { x: half - s, y: r, heading: Math.PI };
    s -= straight_m;
    if (s < this.bend_m) {
      const angle = s / radius_m + Math.PI / 2;
      return { x: -half + r * Math.cos(angle), y: r * Math.sin(angle), heading: angle + Math.PI / 2 };
    }
    s -= this.bend_m;
    return { x: -half + s, y: -r, heading: 2 * Math.PI };
  }

  spot_of(along_m: number, outward_m: number): Spot {
    return this.spot(this.lap_position(along_m), outward_m);
  }

  /** The bends of the race from one distance covered to another, cut to it. */
  bends(from_m: number, to_m: number): Bend[] {
    const finish = this.track.finish_at_m ?? 0;
    const found: Bend[] = [];
    const half_lap = this.lap_m / 2;
    // A bend starts at lap position 0 and at half a lap; in race distance that is distance - finish + k half laps.
    const origin = this.distance_m - finish;
    const first = Math.floor((from_m - origin) / half_lap) - 1;
    for (let k = first; origin + k * half_lap < to_m; k += 1) {
      const start = origin + k * half_lap;
      const bend = { from_m: Math.max(start, from_m), to_m: Math.min(start + this.bend_m, to_m) };
      if (bend.to_m - bend.from_m > 0.01) found.push(bend);
    }
    return found;
  }
}
