// The replayed race as a result sheet: marks, who was where at the bell, and how they closed.

import { html } from "./dom";
import { lights_runners } from "./highlight";
import type { Race } from "./race";
import { mark, ordinal, tenths } from "./words";

const BELL_M = 400;
const BLANK = "–";

function place_at(race: Race, runner: number, along_m: number): number | null {
  const time = race.time_at(runner, along_m);
  if (time === null) return null;
  return 1 + race.runners.filter((_, i) => {
    const other = race.time_at(i, along_m);
    return other !== null && other < time;
  }).length;
}

function boxed_s(race: Race, runner: number): number {
  const steps = race.runners[runner]?.boxed_in ?? [];
  const until = race.finish_s(runner) ?? Infinity;
  return steps.filter((boxed, k) => Boolean(boxed) && k * race.replay.step_s <= until).length * race.replay.step_s;
}

export function result_table(race: Race): HTMLElement {
  const bell = race.distance_m - BELL_M;
  const number = (text: string, kind = ""): HTMLElement => html("td", { class: `number ${kind}` }, text);
  const column = (text: string, kind = ""): HTMLElement => html("th", { scope: "col", class: `number ${kind}` }, text);
  const closing = (i: number, metres: number): string => {
    const time = race.closing_s(i, metres);
    return time === null ? BLANK : tenths(time);
  };
  const rows = race.finishers.map((i, k) => {
    const finish = race.finish_s(i);
    const at_bell = bell > 0 ? place_at(race, i, bell) : null;
    const kind = i === race.ours ? "ours" : null;
    return html("tr", { class: kind, "data-runner": i },
      number(finish === null ? BLANK : String(k + 1), "rank"), html("th", { scope: "row" }, race.runners[i]?.athlete ?? ""),
      number(finish === null ? "did not finish" : mark(finish), "strong"), number(at_bell === null ? BLANK : ordinal(at_bell)),
      number(closing(i, BELL_M)), number(closing(i, 200), "wide-only"), number(`${boxed_s(race, i).toFixed(0)}\u2009s`, "wide-only"));
  });
  const table = html("table", { class: "field result" },
    html("caption", {}, "The result of the replayed race."),
    html("thead", {}, html("tr", {}, column("Place", "rank"), html("th", { scope: "col" }, "Athlete"), column("Mark"),
      column("At 400 m to go"), column("Last 400 m"), column("Last 200 m", "wide-only"), column("Boxed in", "wide-only"))),
    html("tbody", {}, ...rows));
  lights_runners(table);
  return html("div", { class: "scroll" }, table);
}
