// One athlete's career: schema "lastlap.archive.athlete/1". docs/json-archive.md says what each field means.

import { LinearScale, scaleLinear } from "d3-scale";
import { curveLinear, line } from "d3-shape";
import { Box, canvas, figure, label, spread, y_axis } from "./chart";
import { html, section, svg } from "./dom";
import { day, mark, tenths } from "./words";

export interface Mark {
  event: string;
  track: string;
  time_s: number;
  date: string;
  venue: string;
  place: string;
  points: number | null;
}

export interface AthleteDocument {
  schema: "lastlap.archive.athlete/1";
  as_of: string | null;
  athlete: string;
  sex: string | null;
  birth: string | null;
  birth_year: number | null;
  country: string;
  bests: Mark[];
  season_bests: Mark[];
  marks: Mark[];
  championships: {
    competition: string; level: string; event: string; track: string; round: string; date: string;
    place: number | null; time_s: number | null; status: string; medal: string | null; title: boolean; sure: boolean;
  }[];
  medals: Record<string, { gold: number; silver: number; bronze: number }>;
  held: { title: string; event: string; track: string; time_s: number; date: string; venue: string; until: string | null; listed: boolean }[];
}

type Point = readonly [number, number];

/** A day as a number of years: 2023-07-02 is close to 2023.5. */
export function years_of(iso: string): number {
  const at = Date.parse(`${iso}T00:00:00Z`);
  const year = Number(iso.slice(0, 4));
  const start = Date.UTC(year, 0, 1);
  return year + (at - start) / (Date.UTC(year + 1, 0, 1) - start);
}

export function event_words(event: string, track?: string): string {
  const words = event === "2-miles" ? "two miles" : /^\d+$/.test(event) ? `${event}\u00a0m` : event;
  return track === "short-200" ? `${words}, short track` : words;
}

/** The marks that bettered all before them, oldest first. */
export function betterings<M extends { date: string; time_s: number }>(marks: readonly M[]): M[] {
  const better: M[] = [];
  for (const one of [...marks].sort((a, b) => a.date.localeCompare(b.date) || a.time_s - b.time_s)) {
    const last = better[better.length - 1];
    if (!last || one.time_s < last.time_s) better.push(one);
  }
  return better;
}

/** Whole years with room for their labels. */
export function year_ticks(from: number, to: number, width: number): number[] {
  const years = to - from;
  const step = [1, 2, 5, 10].find((one) => width / (years / one) >= 42) ?? 10;
  const ticks: number[] = [];
  for (let year = Math.ceil(from / step) * step; year <= to; year += step) ticks.push(year);
  return ticks;
}

function year_axis(x: LinearScale, box: Box): SVGGElement {
  const group = svg("g", { class: "axis" });
  group.append(svg("line", { x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }));
  const [from, to] = x.domain() as [number, number];
  for (const year of year_ticks(from, to, box.right - box.left)) {
    group.append(svg("line", { x1: x(year), x2: x(year), y1: box.bottom, y2: box.bottom + 5 }));
    if (year + 0.5 <= to) group.append(label(x(year + 0.5), box.bottom + 19, String(year), { "text-anchor": "middle" }));
  }
  return group;
}

function years_shown(document: AthleteDocument): [number, number] {
  const years = document.marks.map((one) => Number(one.date.slice(0, 4)));
  return [Math.min(...years), Math.max(...years) + 1];
}

/** Steps: a best stands until it is bettered. */
function steps(better: readonly Mark[], x: LinearScale, y: LinearScale, end: number): string {
  let path = "";
  better.forEach((one, i) => {
    const at = x(years_of(one.date)).toFixed(1);
    path += i === 0 ? `M${at},${y(one.time_s).toFixed(1)}` : `H${at}V${y(one.time_s).toFixed(1)}`;
  });
  return `${path}H${end.toFixed(1)}`;
}

function event_picture(document: AthleteDocument, event: string, width: number): SVGSVGElement {
  const marks = document.marks.filter((one) => one.event === event);
  const outdoors = marks.filter((one) => one.track === "oval-400");
  const short = marks.filter((one) => one.track !== "oval-400");
  const height = 300;
  const box: Box = { left: 62, right: width - 94, top: 22, bottom: height - 34 };
  const x = scaleLinear().domain(years_shown(document)).range([box.left, box.right]);
  const slowest = Math.max(...marks.map((one) => one.time_s));
  const fastest = Math.min(...marks.map((one) => one.time_s));
  const room = Math.max(0.06 * (slowest - fastest), 0.004 * fastest);
  const y = scaleLinear().domain([slowest + room, fastest - room]).range([box.bottom, box.top]);
  const root = canvas(width, height, `${event_words(event)} by day, the fastest at the top`);
  root.append(y_axis(y, y.ticks(5), box, (value) => tenths(value)), year_axis(x, box));
  const wanted: number[] = [];
  const names: { text: string; kind: string }[] = [];
  const draw = (those: readonly Mark[], kind: "ours" | "rival", name: string): void => {
    if (those.length === 0) return;
    const dots = svg("g", { class: `dots ${kind}` });
    for (const one of those) {
      dots.append(svg("circle", { cx: x(years_of(one.date)).toFixed(1), cy: y(one.time_s).toFixed(1), r: 3 },
        svg("title", {}, `${mark(one.time_s)}, ${day(one.date)}, ${one.venue}`)));
    }
    const better = betterings(those);
    root.append(dots, svg("g", { class: `line ${kind}` }, svg("path", { class: "stroke thin", d: steps(better, x, y, box.right) })));
    wanted.push(y(better[better.length - 1]?.time_s ?? 0));
    names.push({ text: `${mark(better[better.length - 1]?.time_s ?? 0)}${name}`, kind });
  };
  draw(short, "rival", " short");
  draw(outdoors, "ours", "");
  const labels = svg("g", { class: "labels" });
  spread(wanted, 14.5, box.top, box.bottom).forEach((at, i) => {
    labels.append(svg("g", { class: `label ${names[i]?.kind}` }, svg("text", { x: box.right + 7, y: at + 4 }, names[i]?.text ?? "")));
  });
  root.append(labels);
  return root;
}

/** The season's best mark of each year by points, whatever the event. */
export function levels(season_bests: readonly Mark[]): Mark[] {
  const best = new Map<string, Mark>();
  for (const one of season_bests) {
    const year = one.date.slice(0, 4);
    if ((one.points ?? 0) > (best.get(year)?.points ?? 0)) best.set(year, one);
  }
  return [...best.values()].sort((a, b) => a.date.localeCompare(b.date));
}

function level_picture(document: AthleteDocument, width: number): SVGSVGElement {
  const scored = document.season_bests.filter((one) => one.points !== null);
  const best = levels(scored);
  const height = 260;
  const box: Box = { left: 62, right: width - (width < 620 ? 20 : 40), top: 24, bottom: height - 34 };
  const x = scaleLinear().domain(years_shown(document)).range([box.left, box.right]);
  const all = scored.map((one) => one.points ?? 0);
  const y = scaleLinear().domain([Math.min(...all) - 15, Math.max(...all) + 20]).range([box.bottom, box.top]);
  const middle = (one: Mark): number => x(Number(one.date.slice(0, 4)) + 0.5);
  const root = canvas(width, height, "World Athletics points of each season's best marks");
  root.append(y_axis(y, y.ticks(5), box, String), year_axis(x, box), label(2, 12, "points", { class: "quiet" }));
  const dots = svg("g", { class: "dots other" });
  for (const one of scored) {
    dots.append(svg("circle", { cx: middle(one).toFixed(1), cy: y(one.points ?? 0).toFixed(1), r: 3 },
      svg("title", {}, `${event_words(one.event, one.track)} ${mark(one.time_s)}, ${one.points} points`)));
  }
  const drawn = line<Point>().x((p) => p[0]).y((p) => p[1]).curve(curveLinear);
  const path = drawn(best.map((one): Point => [middle(one), y(one.points ?? 0)])) ?? "";
  root.append(dots, svg("g", { class: "line ours" }, svg("path", { class: "stroke thin", d: path })));
  const labels = svg("g", { class: "labels" });
  for (const one of best) {
    labels.append(svg("g", { class: "label ours" },
      svg("text", { x: middle(one).toFixed(1), y: (y(one.points ?? 0) - 9).toFixed(1), "text-anchor": "middle" }, one.event === "2-miles" ? "2 miles" : one.event)));
  }
  root.append(labels);
  return root;
}

function heading(document: AthleteDocument): HTMLElement {
  const born = document.birth ? `born ${day(document.birth)}` : document.birth_year ? `born ${document.birth_year}` : "date of birth not known";
  const best = [...document.bests].sort((a, b) => (b.points ?? 0) - (a.points ?? 0))[0];
  const medals = document.medals["global"];
  const won = medals ? (["gold", "silver", "bronze"] as const).filter((kind) => medals[kind] > 0).map((kind) => `${medals[kind]} ${kind}`) : [];
  return html("header", {},
    html("p", { class: "race" }, document.as_of ? `As known on ${day(document.as_of)}` : "All that the archive knows"),
    html("h1", {}, document.athlete),
    best ? html("p", { class: "verdict" }, "Best mark ", html("strong", {}, mark(best.time_s)), ` for ${event_words(best.event, best.track)}, ${day(best.date)}.`) : null,
    html("p", { class: "measured" }, [document.country, born].filter((part) => part !== "").join(", ") + "." +
      (won.length > 0 ? ` Medals that the archive knows, Olympic Games and World Championships: ${won.join(", ")}.` : "")));
}

function table(names: readonly string[], numbers: readonly number[], rows: readonly (readonly string[])[]): HTMLElement {
  const of = (i: number): string | null => numbers.includes(i) ? "number" : null;
  return html("div", { class: "scroll" }, html("table", {},
    html("thead", {}, html("tr", {}, ...names.map((name, i) => html("th", { scope: "col", class: of(i) }, name)))),
    html("tbody", {}, ...rows.map((row) => html("tr", {}, ...row.map((cell, i) => html("td", { class: of(i) }, cell)))))));
}

function bests(document: AthleteDocument): HTMLElement {
  return section("bests", "Bests", table(["event", "mark", "points", "place", "date", "venue"], [1, 2, 3], document.bests.map((one) =>
    [event_words(one.event, one.track), mark(one.time_s), one.points === null ? "" : String(one.points), one.place, day(one.date), one.venue])));
}

function championships(document: AthleteDocument): HTMLElement | null {
  if (document.championships.length === 0) return null;
  return section("championships", "Championships", table(["championship", "event", "round", "place", "mark", ""], [3, 4], document.championships.map((one) =>
    [one.competition, event_words(one.event, one.track), one.round, one.place === null ? one.status : String(one.place),
      one.time_s === null ? "" : mark(one.time_s), one.medal ?? (one.title ? "title" : one.sure ? "" : "perhaps further")])));
}

function records(document: AthleteDocument): HTMLElement | null {
  if (document.held.length === 0) return null;
  return section("records", "Records",
    html("p", { class: "quiet" }, "Listed: a list of records names it. Fastest known: of the marks in the archive, and no list names it."),
    table(["record", "known as", "event", "mark", "from", "until"], [3], document.held.map((one) =>
      [one.title, one.listed ? "listed" : "fastest known", event_words(one.event, one.track), mark(one.time_s), day(one.date), one.until ? day(one.until) : "stands"])));
}

/** Events with enough marks for a picture, those run most first. */
export function pictured(marks: readonly Mark[], fewest: number): string[] {
  const count = new Map<string, number>();
  for (const one of marks) count.set(one.event, (count.get(one.event) ?? 0) + 1);
  return [...count.entries()].filter(([, n]) => n >= fewest).sort((a, b) => b[1] - a[1]).map(([event]) => event);
}

function pictures(document: AthleteDocument): HTMLElement | null {
  const fewest = 3;
  const events = pictured(document.marks, fewest);
  const scored = document.season_bests.some((one) => one.points !== null);
  if (events.length === 0 && !scored) return null;
  const made = events.map((event) => {
    const short = document.marks.some((one) => one.event === event && one.track !== "oval-400");
    return figure(event_words(event), `Each listed mark by day, the fastest at the top; the steps are the best so far${short ? ", the short track apart" : ""}.`,
      (width) => event_picture(document, event, width));
  });
  const level = scored ? [figure("The level of each season", "World Athletics points of the season's best in each event; the line joins the most of each year, with its event.",
    (width) => level_picture(document, width))] : [];
  return section("progression", "Progression", ...level, ...made,
    html("p", { class: "quiet" }, "Lists have a cut-off: slow races are missing."));
}

export function athlete_page(document: AthleteDocument): HTMLElement[] {
  return [heading(document), bests(document), pictures(document), championships(document), records(document)]
    .filter((part): part is HTMLElement => part !== null);
}
