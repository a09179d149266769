// Pictures from the replayed race, one line a runner: places, gaps, reserve, and the paths of the last lap.

import { LinearScale, scaleLinear } from "d3-scale";
import { curveLinear, curveMonotoneX, line } from "d3-shape";
import { bend_shades, Box, canvas, figure, label, spread, to_go_axis, to_go_step, y_axis } from "./chart";
import { html, section, svg } from "./dom";
import { hold, lights_runners } from "./highlight";
import { KERB_M, Oval } from "./oval";
import type { Race } from "./race";
import { mark, ordinal } from "./words";

type Point = readonly [number, number];

interface Picture {
  described: string;
  height: number;
  from_m: number;
  left: number;
  y_name: string;
  /** Values [metres covered, value] of a runner. */
  line_of: (runner: number) => Point[];
  y_of: (box: Box) => LinearScale;
  y_ticks: (y: LinearScale) => number[];
  y_text: (value: number) => string;
  smooth: boolean;
  /** What the label says after the name; "" for nothing. */
  remark: (runner: number) => string;
  named_bends?: boolean;
}

const PHONE = 430;
const REMARKS = 620;

export class Pictures {
  readonly oval: Oval;

  constructor(readonly race: Race, readonly rival: number) {
    this.oval = new Oval(race.replay.track, race.distance_m);
  }

  private kind(runner: number): string {
    return runner === this.race.ours ? "ours" : runner === this.rival ? "rival" : "other";
  }

  /** Runners in drawing order: ours last, so that it lies on top. */
  private drawing_order(): number[] {
    const weight = (i: number): number => (i === this.race.ours ? 2 : i === this.rival ? 1 : 0);
    return this.race.runners.map((_, i) => i).sort((a, b) => weight(a) - weight(b));
  }

  draw(picture: Picture, width: number): SVGSVGElement {
    const { race } = this;
    const phone = width < PHONE;
    const room = phone ? 46 : width < REMARKS ? 104 : 148;
    const box: Box = { left: picture.left, right: width - room, top: 26, bottom: picture.height - 42 };
    const x = scaleLinear().domain([picture.from_m, race.distance_m]).range([box.left, box.right]);
    const y = picture.y_of(box);
    const root = canvas(width, picture.height, picture.described);
    const clip = `clip-${picture.y_name.replace(/\W/g, "")}-${picture.from_m}`;
    root.append(svg("clipPath", { id: clip }, svg("rect", { x: box.left, y: box.top - 4, width: box.right - box.left, height: box.bottom - box.top + 8 })),
      bend_shades(this.oval.bends(picture.from_m, race.distance_m), x, box, picture.named_bends ?? false),
      y_axis(y, picture.y_ticks(y), box, picture.y_text),
      label(2, 12, picture.y_name, { class: "quiet" }),
      to_go_axis(race.distance_m, picture.from_m, x, box, to_go_step(race.distance_m - picture.from_m, box.right - box.left)));
    const drawn = line<Point>().x((p) => x(p[0])).y((p) => y(p[1])).curve(picture.smooth ? curveMonotoneX : curveLinear);
    const lines = svg("g", { "clip-path": `url(#${clip})` });
    const wanted = new Map<number, number>();
    for (const i of this.drawing_order()) {
      const points = picture.line_of(i);
      const last = points[points.length - 1];
      if (!last) continue;
      const path = drawn(points) ?? "";
      lines.append(svg("g", { class: `line ${this.kind(i)}`, "data-runner": i },
        svg("path", { class: "casing", d: path }), svg("path", { class: "stroke", d: path }), svg("path", { class: "reach", d: path })));
      wanted.set(i, Math.min(Math.max(y(last[1]), box.top), box.bottom));
    }
    root.append(lines, this.labels(picture, wanted, box, width));
    lights_runners(root);
    return root;
  }

  private labels(picture: Picture, wanted: Map<number, number>, box: Box, width: number): SVGGElement {
    const phone = width < PHONE;
    const group = svg("g", { class: "labels" });
    const runners = [...wanted.keys()];
    // Equal heights keep the order of the finish.
    runners.sort((a, b) => (wanted.get(a) ?? 0) - (wanted.get(b) ?? 0) || this.race.place_of(a) - this.race.place_of(b));
    const at = spread(runners.map((i, rank) => (wanted.get(i) ?? 0) + rank * 1e-6), 14.5, box.top + 2, box.bottom + 2);
    runners.forEach((i, rank) => {
      const y = at[rank] ?? 0;
      const name = phone ? this.race.code[i] : this.race.short[i];
      const remark = width < REMARKS ? "" : picture.remark(i);
      group.append(svg("g", { class: `label ${this.kind(i)}`, "data-runner": i },
        svg("path", { class: "leader", d: `M${box.right + 1},${wanted.get(i)}L${box.right + 9},${y}` }),
        svg("text", { x: box.right + 12, y: y + 4 }, name ?? "",
          remark === "" ? null : svg("tspan", { class: "remark", dx: 5 }, remark))));
    });
    return group;
  }

  private distances(from_m: number, step_m: number): number[] {
    const found: number[] = [];
    for (let d = from_m; d < this.race.distance_m - 0.5 * step_m; d += step_m) found.push(d);
    found.push(this.race.distance_m);
    return found;
  }

  private mostly_finished(i: number): string {
    const finish = this.race.finish_s(i);
    return finish === null ? "did not finish" : mark(finish);
  }

  places(): HTMLElement {
    const { race } = this;
    const at = this.distances(Math.min(50, race.distance_m / 10), 25);
    const paths: Point[][] = race.runners.map(() => []);
    for (const d of at) {
      const times = race.runners.map((_, i) => race.time_at(i, d));
      const order = times.map((_, i) => i).filter((i) => times[i] !== null).sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0));
      order.forEach((i, place) => paths[i]?.push([d, place + 1]));
    }
    const field = race.runners.length;
    return figure("Places", "Who is where as each runner passes: first at the top.", (width) => this.draw({
      described: "Places by distance. " + race.finishers.map((i) => `${ordinal(race.place_of(i))} ${race.runners[i]?.athlete}`).join(", "),
      height: Math.max(260, 68 + field * 24), from_m: 0, left: 34, y_name: "place", smooth: true,
      line_of: (i) => paths[i] ?? [],
      y_of: (box) => scaleLinear().domain([1, Math.max(field, 2)]).range([box.top + 8, box.bottom - 8]),
      y_ticks: () => race.runners.map((_, i) => i + 1).filter((n) => field < 14 || n % 2 === 1), y_text: String,
      remark: (i) => this.mostly_finished(i),
    }, width));
  }

  gaps(): HTMLElement {
    const { race } = this;
    const at = this.distances(0, 10);
    const times = at.map((d) => race.leader_time_at(d));
    const paths = race.runners.map((_, i) => at.flatMap((d, k): Point[] => {
      const time = times[k];
      return time === null || time === undefined ? [] : [[d, Math.max(0, d - Math.min(d, race.moment(i, time).along_m))]];
    }));
    const final = paths.map((p) => p[p.length - 1]?.[1] ?? 0).sort((a, b) => a - b);
    const most = Math.max(10, Math.ceil((final[Math.min(final.length - 1, 8)] ?? 10) * 1.15 / 5) * 5);
    return figure("Gap to the leader", `Metres behind whoever leads; the picture ends at ${most} m.`, (width) => this.draw({
      described: "Gap to the leader by distance, in metres", height: 360, from_m: 0, left: 34, y_name: "metres behind", smooth: false,
      line_of: (i) => paths[i] ?? [],
      y_of: (box) => scaleLinear().domain([0, most]).range([box.top + 4, box.bottom]),
      y_ticks: (y) => y.ticks(6), y_text: String,
      remark: (i) => { const gap = paths[i]?.[(paths[i]?.length ?? 1) - 1]?.[1] ?? 0; return gap < 0.05 ? "" : `${gap.toFixed(1)} m`; },
    }, width));
  }

  reserve(): HTMLElement {
    const { race } = this;
    const at = this.distances(0, 10);
    const paths = race.runners.map((runner, i) => at.flatMap((d): Point[] => {
      const time = race.time_at(i, d);
      return time === null || runner.reserve_j_per_kg.length === 0 ? [] : [[d, race.value(runner.reserve_j_per_kg, time)]];
    }));
    const most = Math.max(10, ...paths.flat().map((p) => p[1]));
    return figure("Reserve", "What is left of each runner’s store beyond aerobic power, in joules per kilogram of body mass.", (width) => this.draw({
      described: "Reserve by distance, in joules per kilogram", height: 360, from_m: 0, left: 40, y_name: "J/kg", smooth: false,
      line_of: (i) => paths[i] ?? [],
      y_of: (box) => scaleLinear().domain([0, most]).nice(5).range([box.bottom, box.top + 4]),
      y_ticks: (y) => y.ticks(5), y_text: String,
      remark: (i) => `${(paths[i]?.[(paths[i]?.length ?? 1) - 1]?.[1] ?? 0).toFixed(0)}`,
    }, width));
  }

  last_lap(): HTMLElement {
    const { race } = this;
    const length = Math.min(400, race.distance_m);
    const from = race.distance_m - length;
    const at = this.distances(from, 4);
    const paths = race.runners.map((runner, i) => at.flatMap((d): Point[] => {
      const time = race.time_at(i, d);
      return time === null ? [] : [[d, race.value(runner.outward_m, time) - KERB_M]];
    }));
    const most = Math.max(1.8, ...paths.flat().map((p) => p[1]));
    return figure("Paths in the last 400 m", "Seen from the stand: running to the right, the kerb above, metres outward from it downward; bends shaded.",
      (width) => this.draw({
        described: "Distance from the kerb in the last 400 m, in metres", height: 380, from_m: from, left: 34, y_name: "metres from the kerb", smooth: true,
        line_of: (i) => paths[i] ?? [], named_bends: true,
        y_of: (box) => scaleLinear().domain([0, most * 1.04]).range([box.top, box.bottom]),
        y_ticks: (y) => y.ticks(5), y_text: (v) => v.toFixed(most > 4 ? 0 : 1),
        remark: (i) => race.finish_s(i) === null ? "" : ordinal(race.place_of(i)),
      }, width));
  }

  /** Buttons that keep a runner lit in every picture. */
  chooser(): HTMLElement {
    const { race } = this;
    const row = html("p", { class: "chooser", role: "group", "aria-label": "Light a runner in every picture" },
      html("span", { class: "quiet" }, "Light a runner: "));
    for (const i of race.finishers) {
      const button = html("button", { type: "button", class: this.kind(i), "data-runner": i, "aria-pressed": "false" }, race.short[i] ?? "");
      button.addEventListener("click", () => hold(i));
      row.append(button);
    }
    lights_runners(row);
    return row;
  }
}

export function pictures_section(race: Race, rival: number): HTMLElement {
  const pictures = new Pictures(race, rival);
  return section("pictures", "The replayed race in pictures", pictures.chooser(),
    pictures.places(), pictures.last_lap(),
    html("div", { class: "pair" }, pictures.gaps(), race.runners.some((r) => r.reserve_j_per_kg.length > 0) && pictures.reserve()));
}
