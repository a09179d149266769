// The plan: a score to read along the distance, and the same in a coach's sentences.

import { LinearScale, scaleLinear } from "d3-scale";
import { bend_shades, Box, canvas, figure, label, to_go_axis, to_go_step } from "./chart";
import type { Condition, Line, Phase, ReportDocument } from "./document";
import { html, section, svg } from "./dom";
import { Oval } from "./oval";
import { held_together, ordinal, place, sentence, short_names } from "./words";

/** Where each line lies, metres outward from the measured line, for the picture only. */
const OUTWARD = { rail: 0.05, shoulder: 0.85, wide: 1.75 };

const NARROW = 560;

export function words_of(phase: Phase): string {
  // The place in the race stands beside the sentence already.
  if (phase.words) return sentence(phase.words.replace(/^(From the gun|\d+ m to go): /, ""));
  const parts: string[] = [];
  if (phase.all_out) parts.push("all out");
  if (phase.place) parts.push(`be ${place(phase.place)}`);
  if (phase.line) parts.push(phase.line === "rail" ? "on the rail" : phase.line === "wide" ? "wide" : "on the shoulder");
  if (phase.cover) parts.push(`cover ${phase.cover}`);
  return sentence(`From ${Math.round(phase.from_m)} m to go: ${parts.join(", ")}`);
}

function tags(phase: Phase): string[] {
  const found: string[] = [];
  if (phase.place) found.push(place(phase.place));
  if (phase.line) found.push(phase.line);
  if (phase.cover) {
    const gap = phase.cover_gap_m ? ` within ${phase.cover_gap_m.toFixed(1)} m` : "";
    found.push(`cover ${short_names([phase.cover])[0]}${gap}`);
  }
  if (phase.all_out) found.push("all out");
  else if (phase.pace_s_per_400_m) found.push(`${phase.pace_s_per_400_m.toFixed(1)} a lap if in front`);
  return found;
}

const condition_words = (condition: Condition): string => typeof condition === "string" ? condition : condition.words ?? "";

class Score {
  readonly box: Box;
  readonly x: LinearScale;
  readonly narrow: boolean;
  readonly height = 314;

  constructor(readonly report: ReportDocument, readonly phases: readonly Phase[], readonly width: number) {
    this.narrow = width < NARROW;
    this.box = { left: this.narrow ? 48 : 92, right: width - 18, top: 26, bottom: 272 };
    this.x = scaleLinear().domain([0, this.distance()]).range([this.box.left, this.box.right]);
  }

  distance(): number {
    return this.report.replay.distance_m;
  }

  start(i: number): number {
    return this.x(this.distance() - Math.min(this.phases[i]?.from_m ?? 0, this.distance()));
  }

  end(i: number): number {
    return i + 1 < this.phases.length ? this.start(i + 1) : this.box.right;
  }

  row_name(y: number, name: string): SVGTextElement {
    return label(this.box.left - 12, y, name, { "text-anchor": "end", class: "quiet" });
  }

  /** Places wanted as a staircase, first at the top. */
  places(picture: SVGSVGElement): void {
    const wanted = this.phases.map((phase) => phase.place ?? null);
    const worst = Math.max(4, ...wanted.map((p) => p ?? 1));
    const y = scaleLinear().domain([1, worst]).range([52, 118]);
    picture.append(this.row_name(y(1) + 4, "place"));
    this.phases.forEach((phase, i) => {
      const at = wanted[i];
      if (at === null || at === undefined) return;
      const next = wanted[i + 1];
      const rise = next === null || next === undefined ? "" : `V${y(next)}`;
      const kind = phase.all_out ? "step all-out" : "step";
      picture.append(svg("path", { class: kind, d: `M${this.start(i)},${y(at)}H${this.end(i)}${rise}` }));
      const room = this.end(i) - this.start(i);
      if (at === wanted[i - 1] || room < 40) return;
      picture.append(label(this.start(i) + 9, y(at) - 9, Number.isInteger(at) ? ordinal(at) : place(at), { class: "place" }));
    });
  }

  /** The line on the track as seen from the stand: the kerb above, running to the right. */
  lines(picture: SVGSVGElement): void {
    const y = scaleLinear().domain([-0.3, 2.14]).range([146, 204]);
    picture.append(svg("rect", { class: "ground", x: this.box.left, y: y(-0.3), width: this.box.right - this.box.left, height: y(2.14) - y(-0.3) }),
      svg("path", { class: "kerb", d: `M${this.box.left},${y(-0.3)}H${this.box.right}` }),
      svg("path", { class: "lane", d: `M${this.box.left},${y(0.92)}H${this.box.right}` }),
      this.row_name(y(0.1) + 4, "line"));
    let path = "";
    let line: Line = "rail";
    this.phases.forEach((phase, i) => {
      line = phase.line ?? line;
      const at = y(OUTWARD[line]);
      const from = this.start(i);
      const to = this.end(i);
      const ease = Math.min(26, (to - from) / 3);
      path += i === 0 ? `M${from},${at}` : `C${from + ease / 2},${path.split(",").pop()} ${from + ease / 2},${at} ${from + ease},${at}`;
      path += `H${to} L${to},${at}`;
      const last_line = this.phases[i - 1]?.line;
      if (phase.line && phase.line !== last_line && to - from > 44) {
        picture.append(label(from + ease + 6, phase.line === "rail" ? at + 17 : at - 8, phase.line, { class: "line-name" }));
      }
    });
    picture.append(svg("path", { class: "our-line", d: path }));
  }

  /** Whom to cover, and how closely: a bracket over the phases that share a rival. */
  covers(picture: SVGSVGElement): void {
    if (!this.phases.some((phase) => phase.cover)) return;
    picture.append(this.row_name(226, "cover"));
    this.phases.forEach((phase, i) => {
      if (!phase.cover) return;
      const from = this.start(i) + 2;
      const width = this.end(i) - from - 2;
      const name = short_names([phase.cover])[0] ?? "";
      const gap = phase.cover_gap_m ? `${phase.cover_gap_m.toFixed(1)} m` : "";
      const again = this.phases[i - 1]?.cover === phase.cover;
      const text = again && gap !== "" ? gap : width > 9 * name.length + 60 ? `${name} ${gap}` : name;
      picture.append(svg("path", { class: "cover", d: `M${from},214H${from + width}` }));
      if (width > 6.5 * text.length) picture.append(label(from + 6, 229, text, { class: "cover-word" }));
    });
  }

  /** How hard: the pace if in front, or all out. */
  efforts(picture: SVGSVGElement): void {
    picture.append(this.row_name(255, this.narrow ? "pace" : "pace in front"));
    this.phases.forEach((phase, i) => {
      const from = this.start(i);
      const width = this.end(i) - from;
      if (!phase.all_out && !phase.pace_s_per_400_m) return;
      picture.append(svg("rect", { class: phase.all_out ? "effort all-out" : "effort", x: from + 1, y: 240, width: Math.max(width - 2, 2), height: 22, rx: 3 }));
      const text = phase.all_out ? (width > 50 ? "all out" : "go") : `${phase.pace_s_per_400_m?.toFixed(1)}${width > 84 ? " a lap" : ""}`;
      if (width > 26) picture.append(label(from + 8, 255.5, text, { class: phase.all_out ? "effort-word all-out" : "effort-word" }));
    });
  }

  numbers(picture: SVGSVGElement): void {
    // Numbers of phases that begin close together stand side by side, the last one over its own line.
    const apart = 22;
    let next = Infinity;
    const centres = this.phases.map((_, i) => this.start(i)).reverse().map((at) => (next = Math.min(at, next - apart))).reverse();
    centres.forEach((centre, i) => {
      const at = this.start(i);
      picture.append(svg("line", { class: "change", x1: at, x2: at, y1: 26, y2: this.box.bottom }),
        svg("circle", { class: "number", cx: centre, cy: 15, r: 10 }),
        label(centre, 19.5, String(i + 1), { class: "number", "text-anchor": "middle" }));
    });
  }

  draw(): SVGSVGElement {
    const picture = canvas(this.width, this.height, `The plan along the distance: ${this.phases.map((p) =>
      `from ${Math.round(p.from_m)} m to go ${tags(p).join(", ")}`).join("; ")}`);
    picture.classList.add("score");
    const oval = new Oval(this.report.replay.track, this.distance());
    picture.append(bend_shades(oval.bends(0, this.distance()), this.x, this.box, false));
    this.numbers(picture);
    this.lines(picture);
    this.places(picture);
    this.covers(picture);
    this.efforts(picture);
    picture.append(to_go_axis(this.distance(), 0, this.x, this.box, to_go_step(this.distance(), this.box.right - this.box.left)));
    const bell = this.distance() - oval.lap_m;
    if (bell > 0) picture.append(label(this.x(bell), this.box.bottom + 34, "bell", { class: "quiet", "text-anchor": "middle" }));
    return picture;
  }
}

function phase_list(phases: readonly Phase[], numbered: boolean): HTMLElement {
  const list = html(numbered ? "ol" : "ul", { class: "phases" });
  phases.forEach((phase, i) => {
    const from = i === 0 ? "From the gun" : `${Math.round(phase.from_m)} m to go`;
    list.append(html("li", phase.all_out ? { class: "all-out" } : {},
      html("p", { class: "when" }, html("b", {}, from), html("span", {}, held_together(tags(phase).join(" · ")))),
      html("p", { class: "words" }, words_of(phase))));
  });
  return list;
}

function sentences(heading: string, said: readonly string[]): HTMLElement | null {
  if (said.length === 0) return null;
  return html("div", { class: "conditions" }, html("h3", {}, heading),
    html("ul", {}, ...said.map((words) => html("li", {}, sentence(words)))));
}

export function plan_section(report: ReportDocument): HTMLElement {
  const { plan, chance, advice } = report.plan;
  const phases = [...plan.phases].sort((a, b) => b.from_m - a.from_m);
  const conditions = (plan.conditions ?? []).map(condition_words).filter((words) => words !== "");
  const rival = chance.answered;
  return section("plan", "The plan",
    figure("From the gun to the line", "Seen from the stand: running to the right, the kerb above; bends shaded.",
      (width) => new Score(report, phases, width).draw()),
    phase_list(phases, true),
    html("div", { class: "notes-pair" }, sentences("If the race turns out otherwise", conditions),
      sentences("What the races showed", advice ?? [])),
    rival?.rival_plan && html("div", { class: "answer" },
      html("h3", {}, `How ${rival.rival} would best answer`), phase_list(rival.rival_plan.phases, false)));
}
