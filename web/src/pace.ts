// One runner against the clock: schema "lastlap.pace/1". docs/json-pace.md says what each field means.

import { LinearScale, scaleLinear } from "d3-scale";
import { curveLinear, line } from "d3-shape";
import { bend_shades, Box, canvas, figure, label, spread, y_axis } from "./chart";
import { html, section, svg } from "./dom";
import { day, mark, tenths } from "./words";

export interface PaceDocument {
  schema: "lastlap.pace/1";
  model: string;
  solver: string;
  title: string;
  athlete?: string;
  as_of?: string;
  behind_m?: number;
  distance_m: number;
  time_s: number;
  time_interval_s?: { low: number; high: number };
  even_pace_s?: number;
  even_effort_s?: number;
  cruise_mps: number;
  splits: { distance_m: number; time_s: number }[];
  programme: { to_m: number; at_s: number; split_s: number; speed_mps: number }[];
  profile: {
    distance_m: number[];
    time_s: number[];
    speed_mps: number[];
    reserve_j_per_kg: number[];
    aerobic_power_w_per_kg?: number[];
    demand_w_per_kg?: number[];
  };
  full_reserve_j_per_kg: number;
  bends: { from_m: number; to_m: number }[];
  mesh: { stretches: number; time_s: number }[];
  remarks?: string[];
}

type Point = readonly [number, number];

interface Curve {
  values: readonly number[];
  kind: "ours" | "rival" | "other";
  name: string;
}

interface Panel {
  described: string;
  y_name: string;
  height: number;
  curves: Curve[];
  /** The least and the most that the picture shows. */
  reach: [number, number];
  text: (value: number) => string;
  named_bends: boolean;
}

/** Steps of the axis of metres run, whichever leaves room for its labels. */
export function run_step(distance_m: number, width: number): number {
  for (const step of [50, 100, 200, 400, 500, 1000, 2000]) if (width / (distance_m / step) >= 48) return step;
  return 2000;
}

/** What the speeds past the start reach, with a little room: the start from standing would flatten everything else. */
export function reach_of(distance_m: readonly number[], values: readonly number[], from_m: number): [number, number] {
  const late = values.filter((_, i) => (distance_m[i] ?? 0) >= from_m);
  const low = Math.min(...late);
  const high = Math.max(...late);
  const room = Math.max(0.12 * (high - low), 0.02 * high);
  return [low - room, high + room];
}

function run_axis(distance_m: number, x: LinearScale, box: Box): SVGGElement {
  const group = svg("g", { class: "axis" });
  group.append(svg("line", { x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }));
  const step = run_step(distance_m, box.right - box.left);
  for (let at = 0; at <= distance_m + 1e-6; at += step) {
    group.append(svg("line", { x1: x(at), x2: x(at), y1: box.bottom, y2: box.bottom + 5 }),
      label(x(at), box.bottom + 18, String(at), { "text-anchor": "middle" }));
  }
  group.append(label(box.left, box.bottom + 34, "metres run", { class: "quiet" }));
  return group;
}

function draw(pace: PaceDocument, panel: Panel, width: number): SVGSVGElement {
  const box: Box = { left: 46, right: width - (width < 620 ? 70 : 120), top: 26, bottom: panel.height - 42 };
  const x = scaleLinear().domain([0, pace.distance_m]).range([box.left, box.right]);
  const y = scaleLinear().domain(panel.reach).range([box.bottom, box.top]);
  const root = canvas(width, panel.height, panel.described);
  const clip = `clip-${panel.y_name.replace(/\W/g, "")}`;
  root.append(svg("clipPath", { id: clip }, svg("rect", { x: box.left, y: box.top - 4, width: box.right - box.left, height: box.bottom - box.top + 4 })),
    bend_shades(pace.bends, x, box, panel.named_bends),
    y_axis(y, y.ticks(5), box, panel.text),
    label(2, 12, panel.y_name, { class: "quiet" }),
    run_axis(pace.distance_m, x, box));
  const behind = pace.behind_m ?? 0;
  if (behind > 0) {
    root.append(svg("line", { class: "leaves", x1: x(behind), x2: x(behind), y1: box.top, y2: box.bottom }));
    if (panel.named_bends) root.append(label(x(behind) - 5, box.top + 10, "pacemaker until here", { class: "quiet", "text-anchor": "end" }));
  }
  const drawn = line<Point>().x((p) => x(p[0])).y((p) => y(p[1])).curve(curveLinear);
  const lines = svg("g", { "clip-path": `url(#${clip})` });
  const names = svg("g", { class: "labels" });
  const ends: number[] = [];
  for (const curve of panel.curves) {
    const points = curve.values.map((value, i): Point => [pace.profile.distance_m[i] ?? 0, value]);
    const path = drawn(points) ?? "";
    lines.append(svg("g", { class: `line ${curve.kind}` }, svg("path", { class: "casing", d: path }), svg("path", { class: "stroke", d: path })));
    ends.push(Math.min(Math.max(y(points[points.length - 1]?.[1] ?? 0), box.top), box.bottom));
  }
  spread(ends, 14.5, box.top, box.bottom).forEach((at, i) => {
    const curve = panel.curves[i];
    names.append(svg("g", { class: `label ${curve?.kind}` }, svg("text", { x: box.right + 8, y: at + 4 }, curve?.name ?? "")));
  });
  root.append(lines, names);
  return root;
}

function pictures(pace: PaceDocument): HTMLElement[] {
  const { profile } = pace;
  const past_start = Math.min(100, pace.distance_m / 4);
  const speed_curves: Curve[] = [{ values: profile.speed_mps, kind: "ours", name: "speed" }];
  const even = pace.even_pace_s;
  if (even !== undefined && pace.solver !== "even pace") {
    const mean = pace.distance_m / even;
    speed_curves.unshift({ values: profile.distance_m.map(() => mean), kind: "other", name: "even pace" });
  }
  const speeds = speed_curves.flatMap((curve) => reach_of(profile.distance_m, curve.values, past_start));
  const made = [
    figure("Speed", pace.bends.length > 0 ? "Metres a second by metres run; bends shaded." : "Metres a second by metres run.", (width) => draw(pace, {
      described: "Speed by distance", y_name: "m/s", height: 340, curves: speed_curves, reach: [Math.min(...speeds), Math.max(...speeds)],
      text: (v) => v.toFixed(1), named_bends: pace.bends.length > 0,
    }, width)),
    figure("Reserve", "What is left of the store beyond aerobic power, in joules per kilogram of body mass.", (width) => draw(pace, {
      described: "Reserve by distance", y_name: "J/kg", height: 240, reach: [0, pace.full_reserve_j_per_kg * 1.04], text: String, named_bends: false,
      curves: [{ values: profile.reserve_j_per_kg, kind: "ours", name: "reserve" }],
    }, width)),
  ];
  const { aerobic_power_w_per_kg: aerobic, demand_w_per_kg: demand } = profile;
  if (aerobic && demand) {
    const most = reach_of(profile.distance_m, demand, past_start)[1];
    made.push(figure("Power", "What running demands, and what aerobic power has reached; the reserve pays the difference. Watts per kilogram.", (width) => draw(pace, {
      described: "Demand and aerobic power by distance", y_name: "W/kg", height: 260, reach: [0, most], text: String, named_bends: false,
      curves: [{ values: demand, kind: "other", name: "demand" }, { values: aerobic, kind: "rival", name: "aerobic" }],
    }, width)));
  }
  return made;
}

function heading(pace: PaceDocument): HTMLElement {
  const interval = pace.time_interval_s;
  const facts: string[] = [];
  if (interval) facts.push(`Between ${tenths(interval.low)} and ${tenths(interval.high)} (95 %), from what is not known of the abilities.`);
  if (pace.even_effort_s !== undefined) facts.push(`Alone at even effort ${mark(pace.even_effort_s)}.`);
  if (pace.even_pace_s !== undefined && pace.solver !== "even pace") facts.push(`At the best even pace ${mark(pace.even_pace_s)}.`);
  return html("header", {},
    html("p", { class: "race" }, pace.as_of ? `As known on ${day(pace.as_of)}` : "A problem of the literature"),
    html("h1", {}, pace.title.replace(/(\d) m\b/g, "$1\u00a0m")),
    html("p", { class: "verdict" }, "Against the clock ", html("strong", {}, mark(pace.time_s)), `, ${pace.cruise_mps.toFixed(2)} m/s in the middle.`),
    html("p", { class: "measured" }, facts.join(" ")));
}

function programme(pace: PaceDocument): HTMLElement {
  const head = html("thead", {}, html("tr", {}, ...["to m", "at", "for", "set m/s"].map((name) => html("th", { scope: "col" }, name))));
  const rows = pace.programme.map((row) => html("tr", {},
    html("td", {}, String(row.to_m)), html("td", {}, tenths(row.at_s)), html("td", {}, row.split_s.toFixed(1)), html("td", {}, row.speed_mps.toFixed(2))));
  return section("programme", "The programme for a light or a pacemaker",
    html("p", {}, "In whole tenths of a second, as lights are set."),
    html("table", { class: "programme" }, head, html("tbody", {}, ...rows)));
}

export function pace_page(pace: PaceDocument): HTMLElement[] {
  const meshes = pace.mesh.map((m) => `${m.time_s.toFixed(3)} s on ${m.stretches} stretches`).join(", ");
  return [
    heading(pace),
    section("pictures", "From the gun to the line", ...pictures(pace)),
    programme(pace),
    section("notes", "How this was computed",
      html("p", {}, "The fastest race by optimal control: the runner’s equations as equations between nodes along the track, solved as one nonlinear programme, " +
        "on meshes refined until the time stands. lastlap’s docs/models.md says which equations are measured and which are guessed."),
      meshes === "" ? null : html("p", { class: "quiet" }, meshes),
      ...(pace.remarks ?? []).map((remark) => html("p", { class: "quiet" }, remark))),
  ];
}
