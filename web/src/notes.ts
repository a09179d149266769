// Footnotes: how the numbers were made, and what would make them again.

import type { ReportDocument } from "./document";
import { html, section } from "./dom";
import { count, day } from "./words";

export function notes_section(report: ReportDocument): HTMLElement {
  const plan = report.plan;
  const fact = (name: string, value: string): HTMLElement => html("div", {}, html("dt", {}, name), html("dd", {}, value));
  return section("notes", "How this was computed",
    html("p", {}, "Every chance here was counted, not judged: the race was run many thousands of times, step by step, each runner deciding from what he or she could see, " +
      "with abilities drawn from what was known and a day’s form drawn anew for each race. The plan was searched on some races; what it is worth was counted on others, " +
      "whose luck the search never saw. The intervals are 95 % intervals of that counting: they do not cover what the model itself gets wrong."),
    html("p", {}, "Measured or taken from published work: what running costs, what air, bends and running wide take, how aerobic power and the reserve answer. " +
      "Guessed: each runner’s form on the day, how rivals race when nothing is known of it, how a gap opens or stays shut in the pack. " +
      "The replay and its pictures are one race of the many, not a forecast of the order. lastlap’s docs/models.md says which is which, equation by equation."),
    html("dl", { class: "facts" },
      fact("Known as of", day(report.as_of)),
      fact("Races searched", count(plan.races_searched)),
      fact("Races judged, on fresh luck", count(plan.races_judged)),
      fact("Time taken", `${plan.seconds.toFixed(plan.seconds < 10 ? 1 : 0)} s`),
      fact("Seed", String(report.seed)),
      fact("Signature", report.signature),
      fact("Race", report.race),
      fact("lastlap", report.lastlap_version)),
    html("p", { class: "quiet" }, "The same seed gives the same races to the last bit; the signature proves it."));
}
