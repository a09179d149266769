// How packs run: one race, or two side by side, real or simulated. Gaps, width, speeds, places, and a table of the rest.

import { LinearScale, scaleLinear } from "d3-scale";
import { curveLinear, line } from "d3-shape";
import { Box, canvas, figure, label, spread, y_axis } from "./chart";
import { html, section, svg } from "./dom";
import type { Hundred, Known, PackDocument, Quantiles } from "./pack_document";
import { mark } from "./words";

type Point = readonly [number, number];

/** One of the (at most two) packs shown. */
interface Shown {
  pack: PackDocument;
  kind: "ours" | "rival";
}

interface Curve {
  shown: Shown;
  name: string;
  points: Point[];
}

const KERB_M = 0.3;

/** "tracked", "100 simulated races" */
export function source_words(pack: PackDocument): string {
  if (pack.source === "tracked") return "tracked";
  return pack.races === 1 ? "1 simulated race" : `${pack.races} simulated races`;
}

function shown_of(pack: PackDocument): Shown[] {
  const first: Shown = { pack, kind: "ours" };
  return pack.beside ? [first, { pack: pack.beside, kind: "rival" }] : [first];
}

function legend(all: readonly Shown[]): HTMLElement {
  return html("p", { class: "legend" }, ...all.map(({ pack, kind }) =>
    html("span", { class: kind }, html("i", {}), `${pack.title} (${source_words(pack)})`)));
}

/** Metres covered along the foot. */
function distance_axis(x: LinearScale, distance_m: number, box: Box): SVGGElement {
  const group = svg("g", { class: "axis" });
  group.append(svg("line", { x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }));
  const step = [100, 200, 400, 500, 1000, 2000].find((metres) => (box.right - box.left) / (distance_m / metres) >= 44) ?? 2000;
  for (let at = 0; at <= distance_m + 0.5; at += step) {
    group.append(svg("line", { x1: x(at), x2: x(at), y1: box.bottom, y2: box.bottom + 5 }),
      label(x(at), box.bottom + 18, String(at), { "text-anchor": "middle" }));
  }
  group.append(label(box.left, box.bottom + 34, "metres covered", { class: "quiet" }));
  return group;
}

interface Chart {
  described: string;
  y_name: string;
  height: number;
  curves: Curve[];
  y_of: (box: Box) => LinearScale;
  ticks: readonly number[];
  text: (value: number) => string;
}

function drawn(chart: Chart, width: number): SVGSVGElement {
  const box: Box = { left: 40, right: width - 48, top: 26, bottom: chart.height - 42 };
  const farthest = Math.max(...chart.curves.flatMap((curve) => curve.points.map((point) => point[0])), 100);
  const x = scaleLinear().domain([0, farthest]).range([box.left, box.right]);
  const y = chart.y_of(box);
  const root = canvas(width, chart.height, chart.described);
  root.append(y_axis(y, chart.ticks, box, chart.text), label(2, 12, chart.y_name, { class: "quiet" }), distance_axis(x, farthest, box));
  const path = line<Point>().x((p) => x(p[0])).y((p) => y(p[1])).curve(curveLinear);
  const labels = svg("g", { class: "labels" });
  const ends = chart.curves.map((curve) => y(curve.points[curve.points.length - 1]?.[1] ?? 0));
  const at = spread(ends, 14.5, box.top, box.bottom);
  chart.curves.forEach((curve, i) => {
    if (curve.points.length === 0) return;
    const d = path(curve.points) ?? "";
    root.append(svg("g", { class: `line ${curve.shown.kind}` }, svg("path", { class: "stroke thin", d })));
    labels.append(svg("g", { class: `label ${curve.shown.kind}` }, svg("text", { x: box.right + 8, y: (at[i] ?? 0) + 4 }, curve.name)));
  });
  root.append(labels);
  return root;
}

function points_of(pack: PackDocument, value: (hundred: Hundred) => Known): Point[] {
  return pack.by_100_m.flatMap((hundred): Point[] => {
    const one = value(hundred);
    return one === null ? [] : [[hundred.distance_m, one]];
  });
}

const PLACES: [string, (hundred: Hundred) => Known][] = [["2nd", (h) => h.gap_m.second], ["4th", (h) => h.gap_m.fourth],
  ["8th", (h) => h.gap_m.eighth], ["last", (h) => h.gap_m.last]];

function gaps(all: readonly Shown[]): HTMLElement {
  const curves = all.flatMap((shown) => PLACES.map(([name, of]): Curve => ({
    shown, name, points: points_of(shown.pack, of).map(([d, gap]): Point => [d, Math.sqrt(Math.max(gap, 0))]) })))
    .filter((curve) => curve.points.length > 0);
  const most = Math.max(9, ...curves.flatMap((curve) => curve.points.map((p) => p[1] * p[1])));
  const ticks = [0, 1, 2, 5, 10, 20, 50, 100, 200, 400].filter((gap) => gap <= most).map(Math.sqrt);
  return figure("Gap to the leader", "Metres behind whoever leads, on a scale of square roots: small gaps are stretched.", (width) => drawn({
    described: "Gap from the leader to the second, fourth, eighth and last by distance, in metres", y_name: "metres behind", height: 380, curves,
    y_of: (box) => scaleLinear().domain([0, Math.sqrt(most)]).range([box.top + 4, box.bottom - 4]),
    ticks, text: (root) => String(Math.round(root * root)) }, width));
}

/** The leader's speed over each stretch between two marks, drawn as steps. */
export function leader_speeds(pack: PackDocument): Point[] {
  let before_m = 0;
  let before_s = 0;
  return pack.by_100_m.flatMap((hundred): Point[] => {
    if (hundred.leader_time_s === null || hundred.leader_time_s <= before_s) return [];
    const speed = (hundred.distance_m - before_m) / (hundred.leader_time_s - before_s);
    const step: Point[] = [[before_m, speed], [hundred.distance_m, speed]];
    before_m = hundred.distance_m;
    before_s = hundred.leader_time_s;
    return step;
  });
}

function speeds(all: readonly Shown[]): HTMLElement {
  const curves = all.map((shown): Curve => ({ shown, name: "", points: leader_speeds(shown.pack) }));
  const values = curves.flatMap((curve) => curve.points.map((p) => p[1]));
  const low = Math.floor(Math.min(...values, 6) * 2) / 2;
  const high = Math.ceil(Math.max(...values, 7) * 2) / 2;
  const ticks = scaleLinear().domain([low, high]).ticks(6);
  return figure("Speed of whoever leads", "Metres a second over each 100 m; the first begins standing.", (width) => drawn({
    described: "Speed of the leader over each 100 metres", y_name: "m/s", height: 280, curves,
    y_of: (box) => scaleLinear().domain([low, high]).range([box.bottom, box.top + 4]), ticks, text: (value) => value.toFixed(1) }, width));
}

function places(all: readonly Shown[]): HTMLElement {
  const curves = all.map((shown): Curve => ({ shown, name: "", points: points_of(shown.pack, (h) => h.place_correlation) }));
  const low = Math.min(0, Math.floor(Math.min(...curves.flatMap((curve) => curve.points.map((p) => p[1]))) * 5) / 5);
  const ticks = scaleLinear().domain([low, 1]).ticks(5);
  return figure("How much places tell", "Rank correlation of the places here with those at the finish: 1 says that the order stays, 0 that it tells nothing.", (width) => drawn({
    described: "Correlation of place with final place by distance", y_name: "correlation", height: 280, curves,
    y_of: (box) => scaleLinear().domain([low, 1]).range([box.bottom, box.top + 4]), ticks, text: (value) => value.toFixed(1) }, width));
}

interface Spanned {
  name: string;
  of: (pack: PackDocument) => Quantiles;
}

/** From the 5 % to the 95 % quantile a thin bar, the middle half thick, the median a mark. */
function spans(all: readonly Shown[], rows: readonly Spanned[], unit: string, width: number, from_zero: boolean, add = 0): SVGSVGElement {
  const step = 22 * all.length + 14;
  const height = 10 + rows.length * step + 44;
  const box: Box = { left: Math.min(96, width / 4), right: width - 16, top: 6, bottom: height - 40 };
  const values = rows.flatMap((row) => all.flatMap(({ pack }) => Object.values(row.of(pack)) as Known[])).filter((v): v is number => v !== null).map((v) => v + add);
  const x = scaleLinear().domain([from_zero ? Math.min(0, ...values) : Math.min(...values), Math.max(...values, from_zero ? 0.1 : -1e9)]).nice(6).range([box.left, box.right]);
  const root = canvas(width, height, rows.map((row) => `${row.name}: ` + all.map(({ pack }) => {
    const q = row.of(pack);
    return q.p50 === null ? "not known" : `median ${(q.p50 + add).toFixed(2)} ${unit}`;
  }).join(", beside ")).join("; "));
  const grid = svg("g", { class: "grid" });
  for (const tick of x.ticks(6)) grid.append(svg("line", { x1: x(tick), x2: x(tick), y1: box.top, y2: box.bottom }), label(x(tick), box.bottom + 16, String(tick), { "text-anchor": "middle" }));
  grid.append(label(box.left, box.bottom + 32, unit, { class: "quiet" }));
  root.append(grid);
  rows.forEach((row, i) => {
    root.append(label(box.left - 12, box.top + i * step + step / 2 + 4, row.name, { "text-anchor": "end" }));
    all.forEach(({ pack, kind }, k) => {
      const { p05, p25, p50, p75, p95 } = row.of(pack);
      if (p05 === null || p25 === null || p50 === null || p75 === null || p95 === null) return;
      const y = box.top + i * step + 7 + 22 * k + 11;
      const at = (value: number): number => x(value + add);
      root.append(svg("g", { class: `span ${kind}` },
        svg("rect", { class: "most", x: at(p05), y: y - 2, width: Math.max(at(p95) - at(p05), 1), height: 4 }),
        svg("rect", { class: "half", x: at(p25), y: y - 7, width: Math.max(at(p75) - at(p25), 1), height: 14, rx: 2 }),
        svg("line", { class: "middle", x1: at(p50), x2: at(p50), y1: y - 10, y2: y + 10 })));
    });
  });
  return root;
}

function widths(all: readonly Shown[]): HTMLElement {
  return figure("How wide they run", "Metres from the kerb. Thick: the middle half of all moments; thin: nine in ten; the mark: half are nearer.", (width) =>
    spans(all, [{ name: "bends", of: (p) => p.outward_m.bends }, { name: "straights", of: (p) => p.outward_m.straights }], "metres from the kerb", width, true, KERB_M));
}

const percent = (value: Known): string => (value === null ? "–" : `${(100 * value).toFixed(0)} %`);
const fixed = (value: Known, digits: number): string => (value === null ? "–" : value.toFixed(digits));
const ranged = (q: Quantiles, digits: number): string => (q.p50 === null ? "–" : `${fixed(q.p50, digits)} (${fixed(q.p05, digits)} to ${fixed(q.p95, digits)})`);

const FACTS: [string, (pack: PackDocument) => string][] = [
  ["Runners", (p) => fixed(p.runners, Number.isInteger(p.runners) ? 0 : 1)],
  ["Winner’s time", (p) => (p.winner_time_s === null ? "–" : mark(p.winner_time_s))],
  ["Metres run", (p) => ranged(p.run_m, 0)],
  ["Gap to the one ahead in line, m", (p) => ranged(p.in_line_gap_m, 2)],
  ["In line within 8 m", (p) => percent(p.in_line_share)],
  ["Someone at the outer shoulder", (p) => percent(p.outer_shoulder_share)],
  ["Boxed in, s", (p) => ranged(p.boxed_in_s, 0)],
  ["Overtakes a runner, made and suffered", (p) => fixed(p.overtakes_per_runner, 1)],
  ["… as seen at the 100 m marks", (p) => fixed(p.exchanges_per_runner, 1)],
  ["… on bends", (p) => percent(p.overtakes_on_bends_share)],
  ["… on the outside", (p) => percent(p.overtakes_outside_share)],
  ["… how long, s", (p) => ranged(p.overtake_s, 1)],
  ["Changes of the lead", (p) => fixed(p.lead_changes, 1)],
  ["Speed on bends by straights", (p) => fixed(p.speed_ratio_bends, 3)],
  ["Variation of a runner’s 100 m speeds", (p) => (p.runner_100_m_cv.p50 === null ? "–" : `${(100 * p.runner_100_m_cv.p50).toFixed(1)} %`)],
  ["Top speed, m/s", (p) => ranged(p.top_speed_mps, 2)],
];

function facts(all: readonly Shown[]): HTMLElement {
  return html("div", { class: "scroll" }, html("table", { class: "race-facts" },
    html("caption", {}, "Medians, and what nine in ten lie between; of several races, means."),
    html("thead", {}, html("tr", {}, html("td", {}), ...all.map(({ pack, kind }) => html("th", { scope: "col", class: `number ${kind}` }, source_words(pack))))),
    html("tbody", {}, ...FACTS.map(([name, of]) => html("tr", {}, html("th", { scope: "row" }, name),
      ...all.map(({ pack }) => html("td", { class: "number" }, of(pack))))))));
}

/** The whole page of a pack. */
export function pack_sections(pack: PackDocument): HTMLElement[] {
  const all = shown_of(pack);
  const head = html("header", { class: "pack" }, html("p", { class: "race" }, `How the pack runs · ${pack.distance_m} m`), html("h1", {}, pack.title), legend(all));
  const remarks = all.flatMap((shown) => shown.pack.remarks);
  const notes = section("notes", "What is counted",
    html("p", {}, "Real and simulated races are measured by the same code, ten times a second, from 50 m on; docs/pack.md defines each measure. " +
      "Positions of real races come from radio tags and are smoothed: about a tenth to a fifth of their overtakes are jitter, most else is not."),
    remarks.length > 0 ? html("ul", {}, ...remarks.map((remark) => html("li", {}, remark))) : null);
  return [head, section("gaps", "How close", gaps(all)), section("width", "How wide", widths(all)),
    section("speed", "How fast", html("div", { class: "pair" }, speeds(all), places(all))), section("facts", "In numbers", facts(all)), notes];
}
