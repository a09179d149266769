// What matters: single changes to the plan, the day or the field, and what each is worth.

import { scaleLinear } from "d3-scale";
import type { Chance, ReportDocument } from "./document";
import { html, section, svg } from "./dom";
import { chance_of, goal_of } from "./heading";
import { points, sentence } from "./words";

const WIDTH = 400;
const HEIGHT = 26;

function bar(worth: Chance, most: number): SVGSVGElement {
  const x = scaleLinear().domain([-most, most]).range([8, WIDTH - 8]);
  const middle = HEIGHT / 2;
  const within_chance = worth.low <= 0 && worth.high >= 0;
  const kind = within_chance ? "even" : worth.p > 0 ? "better" : "worse";
  return svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: `worth ${kind}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("line", { class: "zero", x1: x(0), x2: x(0), y1: 0, y2: HEIGHT }),
    svg("rect", { x: Math.min(x(0), x(worth.p)), y: middle - 7, width: Math.abs(x(worth.p) - x(0)), height: 14 }),
    svg("line", { class: "interval", x1: x(worth.low), x2: x(worth.high), y1: middle, y2: middle }),
    svg("line", { class: "interval", x1: x(worth.low), x2: x(worth.low), y1: middle - 4, y2: middle + 4 }),
    svg("line", { class: "interval", x1: x(worth.high), x2: x(worth.high), y1: middle - 4, y2: middle + 4 }));
}

export function matters_section(report: ReportDocument): HTMLElement | null {
  const changes = report.plan.what_matters ?? [];
  if (changes.length === 0) return null;
  const goal = goal_of(report.goal, report.plan.chance.planned);
  const named = goal === "medal" ? "winning a medal" : goal === "qualify" ? "qualifying" : goal === "time" ? "making the time" : "winning";
  const other = goal === "medal" ? "win" : "medal";
  const sorted = [...changes].sort((a, b) => chance_of(goal, b).p - chance_of(goal, a).p);
  const most = Math.max(0.005, ...sorted.map((change) => {
    const worth = chance_of(goal, change);
    return Math.max(Math.abs(worth.low), Math.abs(worth.high));
  }));
  const table = html("table", { class: "matters" },
    html("caption", {}, `One thing changed at a time, everything else as planned: points in a hundred on the chance of ${named}, with its 95 % interval.`),
    html("thead", {}, html("tr", {}, html("th", { scope: "col" }, "Change"),
      html("th", { scope: "col", class: "picture" }, html("span", { class: "sides" }, html("span", {}, "worse"), html("span", {}, "better"))),
      html("th", { scope: "col", class: "number" }, goal === "medal" ? "Medal" : goal === "win" ? "Win" : "Goal"),
      html("th", { scope: "col", class: "number" }, other === "medal" ? "Medal" : "Win"))));
  const body = html("tbody");
  for (const change of sorted) {
    const worth = chance_of(goal, change);
    body.append(html("tr", {},
      html("th", { scope: "row" }, sentence(change.change).replace(/\.$/, "")),
      html("td", { class: "picture" }, bar(worth, most)),
      html("td", { class: "number strong", title: `${points(worth.low)} to ${points(worth.high)}` }, points(worth.p)),
      html("td", { class: "number" }, points(change[other].p))));
  }
  table.append(body);
  return section("matters", "What matters", table);
}

