// The head of the page: whose race, and what the plan is worth.

import { scaleLinear } from "d3-scale";
import { canvas, figure, label } from "./chart";
import type { Chance, ChancesOf, Goal, ReportDocument } from "./document";
import { html, svg } from "./dom";
import { day, interval, percent, points, short_names } from "./words";

interface Row {
  name: string;
  kind: "usual" | "planned" | "answered";
  chances: ChancesOf;
}

/** A wide letter of a row's name [px]. */
const LETTER = 7.6;

const GOALS: Record<Goal, string> = { win: "wins", medal: "wins a medal", qualify: "qualifies", time: "makes the time" };

/** The measure a plan was made for, where the document has it; winning otherwise. */
export function goal_of(goal: Goal, chances: ChancesOf): Goal {
  return chances[goal] ? goal : "win";
}

export function chance_of(goal: Goal, chances: ChancesOf): Chance {
  return chances[goal] ?? chances.win;
}

/** "27 times in 100". */
function times(p: number): string {
  const value = p * 100;
  return value >= 9.95 && value <= 90 ? value.toFixed(0) : value.toFixed(1);
}

function verdict(report: ReportDocument): HTMLElement {
  const { chance, gain } = report.plan;
  const goal = goal_of(report.goal, chance.planned);
  const planned = chance_of(goal, chance.planned).p;
  const usual = chance_of(goal, chance.usual).p;
  const worth = chance_of(goal, gain);
  const clear = worth.low > 0 || worth.high < 0;
  const text = html("p", { class: "verdict" },
    `Run to this plan, ${report.for} ${GOALS[goal]} `, html("strong", {}, `${times(planned)} times in 100`),
    "; run as usual, ", html("span", { class: "usual-number" }, times(usual)), ".");
  const measured = clear
    ? `The plan is worth ${points(worth.p)} points in a hundred (95 % interval ${points(worth.low)} to ${points(worth.high)}), counted on fresh luck that the search never saw.`
    : `The difference, ${points(worth.p)} points in a hundred, is within chance (95 % interval ${points(worth.low)} to ${points(worth.high)}).`;
  const answer = chance.answered;
  const answered = answer
    ? ` Once ${answer.rival} has answered with the best plan against it, ${times(chance_of(goal, answer).p)} times in 100.` : "";
  return html("div", {}, text, html("p", { class: "measured" }, measured + answered));
}

function rows_of(report: ReportDocument): Row[] {
  const { usual, planned, answered } = report.plan.chance;
  const rows: Row[] = [
    { name: "As usual", kind: "usual", chances: usual },
    { name: "With this plan", kind: "planned", chances: planned },
  ];
  if (answered) rows.push({ name: `If ${short_names([answered.rival])[0]} answers`, kind: "answered", chances: answered });
  return rows;
}

function bars(rows: Row[], measure: "win" | "medal", title: string, width: number): SVGSVGElement {
  const right = 132;
  const room_for = (names: string[]): number => 20 + LETTER * Math.max(...names.map((name) => name.length));
  const named = room_for(rows.map((row) => row.name));
  const short = width - named - right < 120;
  const name_of = (row: Row): string => (short && row.kind === "answered" ? "Once answered" : row.name);
  const left = Math.min(room_for(rows.map(name_of)), width / 2);
  const step = 34;
  const top = 8;
  const height = top + rows.length * step + 6;
  const most = Math.max(0.02, ...rows.map((row) => row.chances[measure].high));
  const x = scaleLinear().domain([0, most]).range([left, Math.max(left + 40, width - right)]);
  const picture = canvas(width, height, `${title}: ` + rows.map((row) =>
    `${row.name} ${percent(row.chances[measure].p)}, 95 % interval ${interval(row.chances[measure])}`).join("; "));
  rows.forEach((row, i) => {
    const { p, low, high } = row.chances[measure];
    const y = top + i * step + step / 2;
    const group = svg("g", { class: `bar ${row.kind}` });
    group.append(label(left - 12, y + 4.5, name_of(row), { "text-anchor": "end", class: "name" }),
      svg("rect", { class: "to", x: x(0), y: y - 9, width: Math.max(x(p) - x(0), 1), height: 18, rx: 2 }),
      svg("path", { class: "interval", d: `M${x(low)},${y}H${x(high)}M${x(low)},${y - 5}V${y + 5}M${x(high)},${y - 5}V${y + 5}` }),
      label(x(high) + 9, y + 5.5, percent(p), { class: "value" }),
      label(x(high) + 64, y + 4.5, interval(row.chances[measure]), { class: "quiet" }));
    picture.append(group);
  });
  picture.append(svg("line", { class: "zero", x1: x(0), x2: x(0), y1: top, y2: height - 4 }));
  return picture;
}

export function heading(report: ReportDocument): HTMLElement {
  const rows = rows_of(report);
  const when = report.date ? day(report.date) : `as known on ${day(report.as_of)}`;
  return html("header", {},
    html("p", { class: "race" }, report.title, html("span", { class: "when" }, ` · ${when}`)),
    html("h1", {}, `A race plan for ${report.for}`),
    verdict(report),
    html("div", { class: "pair" },
      figure("Chance of winning", null, (width) => bars(rows, "win", "Chance of winning", width)),
      figure("Chance of a medal", null, (width) => bars(rows, "medal", "Chance of a medal", width))));
}
