// Two canvases: the oval with everyone on it, and the pack close up, turned so that running is to the right.

import { spread } from "./chart";
import { KERB_M, Oval } from "./oval";
import type { Race } from "./race";
import { Camera, Colours, colours_of, Pixel, Scene, seen } from "./scene";
import { tenths } from "./words";

export interface Shown {
  time_s: number;
  order: readonly number[];
  lit: number | null;
  rival: number;
  /** No trails and no eased camera, for those who asked their machine for less motion. */
  calm: boolean;
}

abstract class View {
  protected pen: CanvasRenderingContext2D | null;
  protected colours: Colours;
  protected width = 0;
  protected height = 0;
  private family = "sans-serif";

  constructor(readonly canvas: HTMLCanvasElement, readonly race: Race, readonly oval: Oval, readonly scene: Scene) {
    this.pen = canvas.getContext("2d");
    this.colours = colours_of(canvas);
  }

  /** Takes on the size the page gives the canvas and the colours of the day or the night. */
  fit(): void {
    const sharp = Math.max(1, Math.min(window.devicePixelRatio || 1, 3));
    this.width = this.canvas.clientWidth;
    this.height = this.canvas.clientHeight;
    this.canvas.width = Math.round(this.width * sharp);
    this.canvas.height = Math.round(this.height * sharp);
    this.pen?.setTransform(sharp, 0, 0, sharp, 0, 0);
    this.colours = colours_of(this.canvas);
    this.family = getComputedStyle(this.canvas).fontFamily;
  }

  protected colour(runner: number, shown: Shown): string {
    if (runner === this.race.ours) return this.colours.ours;
    if (runner === shown.rival) return this.colours.rival;
    return this.colours.other;
  }

  /** Back to front: the leader's rivals first, ours and the lit one last. */
  protected painted(shown: Shown): number[] {
    const weight = (i: number): number => (i === this.race.ours ? 3 : i === shown.lit ? 2 : i === shown.rival ? 1 : 0);
    return shown.order.filter((i) => !this.race.is_out(i, shown.time_s)).sort((a, b) => weight(a) - weight(b));
  }

  protected font(size: number, bold: boolean): string {
    return `${bold ? 600 : 400} ${size}px ${this.family}`;
  }

  abstract draw(shown: Shown): void;
}

export class OvalView extends View {
  draw(shown: Shown): void {
    const { pen, colours, oval, race } = this;
    if (!pen || this.width === 0) return;
    const across = oval.track.straight_m + 2 * (oval.track.radius_m + oval.outer_m) + 4;
    const high = 2 * (oval.track.radius_m + oval.outer_m) + 4;
    const scale = Math.min(this.width / across, this.height / high);
    const camera: Camera = { x: 0, y: 0, turn: 0, scale, width: this.width, height: this.height };
    this.scene.ground(pen, camera, colours, 0, oval.lap_m, false);
    this.infield(pen, camera, shown);
    const size = Math.max(3.2, 0.9 * scale);
    for (const i of this.painted(shown)) {
      const moment = race.moment(i, shown.time_s);
      const spot = oval.spot_of(moment.along_m, moment.outward_m);
      const pixel = seen(camera, spot.x, spot.y);
      const ours = i === race.ours;
      if ((ours || i === shown.lit) && !shown.calm) this.scene.trail(pen, camera, i, shown.time_s, 4, this.colour(i, shown), size);
      pen.beginPath();
      pen.arc(pixel.x, pixel.y, ours || i === shown.lit ? size * 1.25 : size, 0, 2 * Math.PI);
      pen.fillStyle = this.colour(i, shown);
      pen.fill();
      pen.lineWidth = i === shown.lit ? 2 : 1;
      pen.strokeStyle = i === shown.lit ? colours.ink : colours.paper;
      pen.stroke();
    }
    this.names(pen, camera, shown);
  }

  /** Clock and distance to go, where a stadium has grass. */
  private infield(pen: CanvasRenderingContext2D, camera: Camera, shown: Shown): void {
    const { colours, race } = this;
    const big = Math.max(20, Math.min(46, 13 * camera.scale));
    const along = race.leader_along(shown.time_s);
    const to_go = race.distance_m - along;
    pen.textAlign = "center";
    pen.fillStyle = colours.ink;
    pen.font = this.font(big, true);
    pen.fillText(tenths(Math.min(shown.time_s, race.ends_s)), this.width / 2, this.height / 2 + big * 0.1);
    pen.fillStyle = colours.quiet;
    pen.font = this.font(Math.max(12, big * 0.36), false);
    pen.fillText(to_go > 0.05 ? `${Math.ceil(to_go / 10) * 10} m to go` : "finished", this.width / 2, this.height / 2 + big * 0.75);
    const finish = this.oval.spot(this.oval.lap_position(race.distance_m), KERB_M - 3.2);
    const at = seen(camera, finish.x, finish.y);
    pen.font = this.font(11, false);
    pen.textAlign = "right";
    pen.fillText("finish", at.x - 3, at.y + 2);
  }

  /** Names of those who matter most, inside or outside the track, where nothing lies in the way. */
  private names(pen: CanvasRenderingContext2D, camera: Camera, shown: Shown): void {
    const { race, oval, colours } = this;
    const leader = shown.order[0];
    const asked = [race.ours, shown.lit, leader, shown.rival].filter((i, k, all): i is number =>
      typeof i === "number" && i >= 0 && all.indexOf(i) === k);
    const clock = Math.max(20, Math.min(46, 13 * camera.scale));
    const taken: { x: number; y: number; w: number; h: number }[] = [{ x: this.width / 2, y: this.height / 2, w: clock * 3.4, h: clock * 2.4 }];
    pen.font = this.font(12, true);
    for (const i of asked) {
      const moment = race.moment(i, shown.time_s);
      for (const inward of [18, 32, 46, 60]) {
        const spot = oval.spot_of(moment.along_m, KERB_M - inward / camera.scale);
        const at = seen(camera, spot.x, spot.y);
        const text = race.short[i] ?? "";
        const w = pen.measureText(text).width;
        // On the bends a name stands beside the track, not across it: half its width further in.
        const beside = at.x - Math.sin(spot.heading) * w / 2;
        const x = Math.min(Math.max(beside, w / 2 + 4), this.width - w / 2 - 4);
        if (taken.some((other) => Math.abs(other.y - at.y) < (other.h + 14) / 2 && Math.abs(other.x - x) < (other.w + w) / 2 + 6)) continue;
        taken.push({ x, y: at.y, w, h: 14 });
        pen.textAlign = "center";
        pen.fillStyle = i === race.ours ? colours.ours : i === shown.rival ? colours.rival : colours.ink;
        pen.fillText(text, x, at.y + 4);
        break;
      }
    }
  }
}

interface Body {
  runner: number;
  at: Pixel;
  tilt: number;
}

export class PackView extends View {
  /** The stretch of track in view, eased so that the picture never jumps [m]. */
  private span_m = 18;
  private middle_m = 0;
  private outward_m = 1.1;
  private depth_m = 4;
  private last_time_s = -1;
  /** How far labels move towards their places in this drawing: 1 after a jump of the clock. */
  private share = 1;
  private readonly above = new Map<number, boolean>();
  private readonly label_x = new Map<number, number>();

  /** Those to keep in view: whoever runs within reach of ours, or of the leader where there is no runner of ours. */
  private aim(shown: Shown): { middle: number; span: number; outward: number; depth: number } {
    const along = shown.order.map((i) => this.race.moment(i, shown.time_s).along_m);
    const first = Math.max(...along);
    const ours = this.race.ours >= 0 ? this.race.moment(this.race.ours, shown.time_s).along_m : first;
    const widest = Math.max(12, Math.min(34, this.width / 26));
    const near = along.filter((a) => Math.abs(a - ours) < widest * 0.8);
    const low = Math.min(...near);
    const high = Math.max(...near);
    const span = Math.max(Math.min(14, widest), Math.min(high - low + 6, widest));
    const outward = shown.order.filter((_, k) => Math.abs((along[k] ?? 0) - ours) < widest * 0.8)
      .map((i) => this.race.moment(i, shown.time_s).outward_m);
    const inner = Math.min(0, ...outward);
    const outer = Math.max(1.8, ...outward);
    const middle = high - low + 4 > widest ? Math.min(Math.max(ours, high - widest / 2 + 2), ours + widest / 2 - 3) : (high + low) / 2;
    // On a bend the ends of the stretch lie further in than its middle, by the sagitta.
    const on_bend = this.oval.lap_position(middle) % (this.oval.lap_m / 2) < this.oval.bend_m;
    const length = Math.min(high - low + 2, span);
    const sagitta = on_bend ? length * length / (8 * this.oval.track.radius_m) : 0;
    return { middle, span, outward: (inner - sagitta + outer) / 2, depth: outer - inner + sagitta + 0.8 };
  }

  private ease(shown: Shown): void {
    const aim = this.aim(shown);
    const passed = shown.time_s - this.last_time_s;
    const jump = shown.calm || this.last_time_s < 0 || passed < 0 || passed > 1.5;
    const share = jump ? 1 : 1 - Math.exp(-passed / 0.8);
    const carried = jump ? 0 : passed * this.race.moment(Math.max(this.race.ours, 0), shown.time_s).speed_mps;
    this.middle_m += carried;
    this.middle_m += (aim.middle - this.middle_m) * share;
    this.span_m += (aim.span - this.span_m) * share;
    this.outward_m += (aim.outward - this.outward_m) * share;
    this.depth_m += (aim.depth - this.depth_m) * share;
    this.share = jump ? 1 : 1 - Math.exp(-passed / 0.25);
    this.last_time_s = shown.time_s;
  }

  draw(shown: Shown): void {
    const { pen, colours, oval, race } = this;
    if (!pen || this.width === 0) return;
    this.ease(shown);
    const scale = Math.min(this.width / this.span_m, (this.height - 84) / this.depth_m);
    const focus = oval.spot_of(this.middle_m, this.outward_m);
    const camera: Camera = { x: focus.x, y: focus.y, turn: focus.heading, scale, width: this.width, height: this.height };
    const position = oval.lap_position(this.middle_m);
    const half = Math.min(this.width / scale * 0.75 + 4, oval.lap_m / 2.2);
    this.scene.ground(pen, camera, colours, position - half, position + half, true);
    const bodies: Body[] = [];
    for (const i of this.painted(shown)) {
      const moment = race.moment(i, shown.time_s);
      if (Math.abs(moment.along_m - this.middle_m) > half) continue;
      const spot = oval.spot_of(moment.along_m, moment.outward_m);
      const at = seen(camera, spot.x, spot.y);
      if (!shown.calm) this.scene.trail(pen, camera, i, shown.time_s, 0.7, this.colour(i, shown), 0.3 * scale);
      bodies.push({ runner: i, at, tilt: camera.turn - spot.heading });
    }
    for (const body of bodies) this.body(pen, body, scale, shown);
    this.callouts(pen, bodies.filter((b) => b.at.x > 4 && b.at.x < this.width - 4), scale, shown);
    pen.fillStyle = colours.quiet;
    pen.font = this.font(11, false);
    pen.textAlign = "left";
    pen.beginPath();
    pen.strokeStyle = colours.quiet;
    pen.lineWidth = 1.5;
    pen.moveTo(10, this.height - 10);
    pen.lineTo(10 + 2 * scale, this.height - 10);
    pen.stroke();
    pen.fillText("2 m", 14 + 2 * scale, this.height - 6);
  }

  /** Shoulders half a metre wide, a head, from above. */
  private body(pen: CanvasRenderingContext2D, body: Body, scale: number, shown: Shown): void {
    const { at, tilt, runner } = body;
    pen.beginPath();
    pen.ellipse(at.x, at.y, 0.17 * scale, 0.25 * scale, tilt, 0, 2 * Math.PI);
    pen.fillStyle = this.colour(runner, shown);
    pen.fill();
    pen.lineWidth = runner === shown.lit ? 3 : 1.5;
    pen.strokeStyle = runner === shown.lit ? this.colours.ink : this.colours.paper;
    pen.stroke();
    pen.beginPath();
    pen.arc(at.x + 0.03 * scale, at.y, 0.095 * scale, 0, 2 * Math.PI);
    pen.fillStyle = this.colours.paper;
    pen.globalAlpha = 0.55;
    pen.fill();
    pen.globalAlpha = 1;
  }

  /** Names in a row above the pack for those inside, below it for those outside, each on a thin line. */
  private callouts(pen: CanvasRenderingContext2D, bodies: readonly Body[], scale: number, shown: Shown): void {
    // Who stood above keeps a head start of some decimetres, or names would hop whenever two runners weave.
    const height = (b: Body): number => b.at.y - (this.share < 1 && this.above.get(b.runner) ? 0.4 * scale : 0);
    const by_height = [...bodies].sort((a, b) => height(a) - height(b));
    by_height.forEach((b, k) => this.above.set(b.runner, k < by_height.length / 2));
    for (const above of [true, false]) {
      this.callout_row(pen, bodies.filter((b) => this.above.get(b.runner) === above), above, shown);
    }
  }

  private callout_row(pen: CanvasRenderingContext2D, row: readonly Body[], above: boolean, shown: Shown): void {
    if (row.length === 0) return;
    const { race, colours } = this;
    pen.font = this.font(12.5, true);
    const names = row.map((b) => race.short[b.runner] ?? "");
    const widest = Math.max(...names.map((n) => pen.measureText(n).width)) + 14;
    const full = widest * row.length <= this.width * 1.9;
    const texts = full ? names : row.map((b) => race.code[b.runner] ?? "");
    const gap = (full ? widest : 40) / (widest * row.length > this.width && full ? 2 : 1);
    const edge = (full ? widest : 40) / 2;
    const xs = spread(row.map((b) => b.at.x), gap, edge, this.width - edge);
    const rank = row.map((_, i) => i).sort((a, b) => (xs[a] ?? 0) - (xs[b] ?? 0));
    const two_rows = full && gap < widest;
    row.forEach((body, k) => {
      const before = this.label_x.get(body.runner) ?? xs[k] ?? 0;
      const x = before + ((xs[k] ?? 0) - before) * this.share;
      this.label_x.set(body.runner, x);
      const second = two_rows && rank.indexOf(k) % 2 === 1 ? 17 : 0;
      const y = above ? 18 + second : this.height - 24 - second;
      pen.strokeStyle = this.colour(body.runner, shown);
      pen.globalAlpha = body.runner === race.ours || body.runner === shown.lit ? 0.9 : 0.45;
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(x, above ? y + 5 : y - 12);
      pen.lineTo(body.at.x, body.at.y);
      pen.stroke();
      pen.globalAlpha = 1;
      const text = texts[k] ?? "";
      pen.textAlign = "center";
      pen.lineWidth = 4;
      pen.lineJoin = "round";
      pen.strokeStyle = above ? colours.ground : colours.track;
      pen.strokeText(text, x, y);
      pen.fillStyle = body.runner === race.ours ? colours.ours : body.runner === shown.rival ? colours.rival : colours.ink;
      pen.fillText(text, x, y);
    });
  }
}
