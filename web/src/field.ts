// The field: everyone's chances under the usual race and under the plan.

import type { RaceDocument, ReportDocument, RunnerInRaces, Spread } from "./document";
import { html, section } from "./dom";
import { lights_runners } from "./highlight";
import type { Race } from "./race";
import { count, percent, tenths } from "./words";

interface Line {
  now: RunnerInRaces;
  usual: RunnerInRaces | undefined;
  index: number;
}

function chance_cell(now: number, usual: number | undefined, most: number): HTMLElement {
  const width = (p: number): string => `width:${(100 * p / most).toFixed(1)}%`;
  const bars = html("span", { class: "bars", "aria-hidden": "true" });
  const planned = html("i", { class: "planned" });
  planned.style.cssText = width(now);
  const before = html("i", { class: "usual" });
  before.style.cssText = width(usual ?? 0);
  bars.append(planned, before);
  return html("td", { class: "chance" }, html("div", { class: "cell" }, html("span", { class: "now" }, percent(now)), bars,
    html("span", { class: "before" }, usual === undefined ? null : html("span", { class: "unseen" }, "usual race: "),
      usual === undefined ? null : percent(usual))));
}

function row(line: Line, race: Race, most: { win: number; medal: number }): HTMLElement {
  const { now, usual, index } = line;
  const runner = race.runners[index];
  const ours = index === race.ours && index >= 0;
  return html("tr", { class: ours ? "ours" : null, "data-runner": index >= 0 ? index : null },
    html("th", { scope: "row" }, now.athlete, runner?.country ? html("span", { class: "country" }, ` ${runner.country}`) : null),
    chance_cell(now.win, usual?.win, most.win),
    chance_cell(now.medal, usual?.medal, most.medal),
    html("td", { class: "number wide-only" }, now.mean_place.toFixed(1)),
    html("td", { class: "number" }, tenths(now.time_s.p50)),
    html("td", { class: "number wide-only" }, `${tenths(now.time_s.p05)} to ${tenths(now.time_s.p95)}`),
    html("td", { class: "number wide-only" }, `${now.run_m.toFixed(0)}${"\u2009"}m`),
    html("td", { class: "number wide-only" }, `${now.boxed_in_s.toFixed(0)}${"\u2009"}s`));
}

function race_table(usual: RaceDocument, planned: RaceDocument): HTMLElement {
  const gap = (s: number): string => s.toFixed(2);
  const lines: [string, (r: RaceDocument) => Spread, (s: number) => string][] = [
    ["Winning time", (r) => r.winning_time_s, tenths],
    ["Winner’s last 400 m", (r) => r.last_400_s, tenths],
    ["First to third", (r) => r.gap_1_3_s, gap],
  ];
  const cell = (s: Spread, text: (s: number) => string): HTMLElement => html("td", { class: "number" },
    html("b", {}, text(s.p50)), html("span", { class: "quiet" }, ` ${text(s.p05)} to ${text(s.p95)}`));
  return html("table", { class: "race-facts" },
    html("caption", {}, "The race itself: the middle of all races in bold, then what nine in ten lie between, in seconds."),
    html("thead", {}, html("tr", {}, html("td", {}), html("th", { scope: "col", class: "number" }, "Usual races"),
      html("th", { scope: "col", class: "number" }, "With the plan"))),
    html("tbody", {}, ...lines.filter(([, of]) => of(usual) && of(planned)).map(([name, of, text]) =>
      html("tr", {}, html("th", { scope: "row" }, name), cell(of(usual), text), cell(of(planned), text)))));
}

export function field_section(report: ReportDocument, race: Race): HTMLElement {
  const { usual, planned } = report;
  const names = race.runners.map((r) => r.athlete);
  const lines: Line[] = planned.runners.map((now) => ({
    now, usual: usual.runners.find((r) => r.athlete === now.athlete), index: names.indexOf(now.athlete) }));
  lines.sort((a, b) => b.now.win - a.now.win || a.now.mean_place - b.now.mean_place);
  const most = { win: Math.max(0.01, ...lines.map((l) => Math.max(l.now.win, l.usual?.win ?? 0))),
    medal: Math.max(0.01, ...lines.map((l) => Math.max(l.now.medal, l.usual?.medal ?? 0))) };
  const column = (text: string, kind = "number"): HTMLElement => html("th", { scope: "col", class: kind }, text);
  const chance = (text: string): HTMLElement => html("th", { scope: "col", class: "chance" },
    html("div", { class: "cell" }, html("span", {}, text), html("span", { class: "bars" }), html("span", {}, "usual")));
  const table = html("table", { class: "field" },
    html("caption", {}, `With the plan, over ${count(planned.races)} races; in grey, usual races. Times are the middle of all races.`),
    html("thead", {}, html("tr", {}, column("Athlete", "name"), chance("Win"), chance("Medal"),
      column("Mean place", "number wide-only"), column("Time"), column("Nine in ten", "number wide-only"), column("Metres run", "number wide-only"),
      column("Boxed in", "number wide-only"))),
    html("tbody", {}, ...lines.map((line) => row(line, race, most))));
  lights_runners(table);
  return section("field", "The field", html("div", { class: "scroll" }, table), race_table(usual, planned));
}
