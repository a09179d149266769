// The track and its runners drawn through a camera: the whole oval, or the pack close up, from one description.

import { KERB_M, Oval } from "./oval";
import type { Race } from "./race";

export interface Colours {
  ground: string;
  track: string;
  lane: string;
  kerb: string;
  ink: string;
  quiet: string;
  ours: string;
  rival: string;
  other: string;
  paper: string;
}

/** World metres to picture pixels: centred, turned, scaled; y upward in the world, downward in the picture. */
export interface Camera {
  x: number;
  y: number;
  turn: number;
  scale: number;
  width: number;
  height: number;
}

export interface Pixel {
  x: number;
  y: number;
}

export function colours_of(element: Element): Colours {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim() || "#888";
  return { ground: colour("ground"), track: colour("track"), lane: colour("lane"), kerb: colour("kerb"), ink: colour("ink"),
    quiet: colour("quiet"), ours: colour("ours"), rival: colour("rival"), other: colour("other-body"), paper: colour("paper") };
}

export function seen(camera: Camera, x: number, y: number): Pixel {
  const dx = x - camera.x;
  const dy = y - camera.y;
  const cos = Math.cos(camera.turn);
  const sin = Math.sin(camera.turn);
  return { x: camera.width / 2 + camera.scale * (dx * cos + dy * sin), y: camera.height / 2 - camera.scale * (dy * cos - dx * sin) };
}

export class Scene {
  constructor(readonly race: Race, readonly oval: Oval) {}

  private ring(pen: CanvasRenderingContext2D, camera: Camera, outward_m: number, from_m: number, to_m: number): void {
    const chord_m = Math.min(1.5, Math.max(0.25, 14 / camera.scale));
    const steps = Math.max(2, Math.ceil((to_m - from_m) / chord_m));
    for (let k = 0; k <= steps; k += 1) {
      const spot = this.oval.spot(from_m + (to_m - from_m) * k / steps, outward_m);
      const pixel = seen(camera, spot.x, spot.y);
      if (k === 0) pen.moveTo(pixel.x, pixel.y); else pen.lineTo(pixel.x, pixel.y);
    }
  }

  private across(pen: CanvasRenderingContext2D, camera: Camera, position_m: number, from_y: number, to_y: number): void {
    const a = this.oval.spot(position_m, from_y);
    const b = this.oval.spot(position_m, to_y);
    const from = seen(camera, a.x, a.y);
    const to = seen(camera, b.x, b.y);
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
  }

  /** The ground between two lap positions: track, lanes, kerb, start and finish. */
  ground(pen: CanvasRenderingContext2D, camera: Camera, colours: Colours, from_m: number, to_m: number, fine: boolean): void {
    const { track } = this.oval;
    pen.fillStyle = colours.ground;
    pen.fillRect(0, 0, camera.width, camera.height);
    const middle = (KERB_M + this.oval.outer_m) / 2;
    pen.beginPath();
    this.ring(pen, camera, middle, from_m, to_m);
    pen.strokeStyle = colours.track;
    pen.lineWidth = (this.oval.outer_m - KERB_M) * camera.scale;
    pen.lineJoin = "round";
    pen.stroke();
    pen.strokeStyle = colours.lane;
    pen.lineWidth = fine ? Math.max(1, 0.05 * camera.scale) : 0.6;
    pen.beginPath();
    for (let lane = 1; lane <= track.lanes; lane += 1) this.ring(pen, camera, KERB_M + lane * track.lane_width_m, from_m, to_m);
    pen.stroke();
    pen.beginPath();
    this.ring(pen, camera, KERB_M, from_m, to_m);
    pen.strokeStyle = colours.kerb;
    pen.lineWidth = fine ? Math.max(2, 0.1 * camera.scale) : 1.4;
    pen.stroke();
    pen.strokeStyle = colours.kerb;
    pen.lineWidth = fine ? Math.max(2, 0.1 * camera.scale) : 2.4;
    this.across(pen, camera, this.oval.lap_position(this.race.distance_m), KERB_M, this.oval.outer_m);
    pen.lineWidth = fine ? Math.max(1.5, 0.05 * camera.scale) : 1.2;
    this.across(pen, camera, this.oval.lap_position(0), KERB_M, this.oval.outer_m);
  }

  /** Where a runner was over the last seconds, fading. */
  trail(pen: CanvasRenderingContext2D, camera: Camera, runner: number, time_s: number, seconds: number, colour: string, width: number): void {
    const pieces = 20;
    let last: Pixel | null = null;
    for (let k = 0; k <= pieces; k += 1) {
      const time = time_s - seconds * (1 - k / pieces);
      if (time < 0) continue;
      const moment = this.race.moment(runner, time);
      const spot = this.oval.spot_of(moment.along_m, moment.outward_m);
      const pixel = seen(camera, spot.x, spot.y);
      if (last) {
        pen.globalAlpha = 0.4 * k / pieces;
        pen.strokeStyle = colour;
        pen.lineWidth = width;
        pen.lineCap = "butt";
        pen.beginPath();
        pen.moveTo(last.x, last.y);
        pen.lineTo(pixel.x, pixel.y);
        pen.stroke();
      }
      last = pixel;
    }
    pen.globalAlpha = 1;
  }
}
