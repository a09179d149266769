// Reads the document the page carries and lays the report out.

import { AthleteDocument, athlete_page } from "./athlete";
import { draw_all } from "./chart";
import type { ReportDocument } from "./document";
import { html } from "./dom";
import { field_section } from "./field";
import { heading } from "./heading";
import { matters_section } from "./matters";
import { notes_section } from "./notes";
import { PaceDocument, pace_page } from "./pace";
import { pack_sections } from "./pack";
import type { PackDocument } from "./pack_document";
import { pictures_section } from "./pictures";
import { plan_section } from "./plan";
import { Race } from "./race";
import { replay_section } from "./replay";

/** The rival to show beside ours: who answers the plan, or else the likeliest winner of the others. */
function rival_of(report: ReportDocument, race: Race): number {
  const named = report.plan.chance.answered?.rival;
  const others = report.planned.runners.filter((r) => r.athlete !== report.for).sort((a, b) => b.win - a.win);
  const name = named ?? others[0]?.athlete;
  return race.runners.findIndex((r) => r.athlete === name);
}

function lay_out(report: ReportDocument, page: HTMLElement): void {
  const race = new Race(report.replay, report.for);
  const rival = rival_of(report, race);
  const replay = replay_section(race, rival);
  const matters = matters_section(report);
  page.replaceChildren(heading(report), plan_section(report), ...(matters ? [matters] : []), field_section(report, race),
    replay.element, pictures_section(race, rival), notes_section(report));
  draw_all();
  replay.start();
}

function lay_out_pack(pack: PackDocument, page: HTMLElement): void {
  page.replaceChildren(...pack_sections(pack));
  draw_all();
}

const page = document.getElementById("report");
if (page) {
  try {
    const carried = JSON.parse(document.getElementById("document")?.textContent ?? "") as { schema: string };
    if (carried.schema === "lastlap.pack/1") {
      lay_out_pack(carried as PackDocument, page);
    } else if (carried.schema === "lastlap.pace/1") {
      page.replaceChildren(...pace_page(carried as PaceDocument));
      draw_all();
    } else if (carried.schema === "lastlap.archive.athlete/1") {
      page.replaceChildren(...athlete_page(carried as AthleteDocument));
      draw_all();
    } else {
      lay_out(carried as ReportDocument, page);
    }
  } catch (problem) {
    page.replaceChildren(html("p", { role: "alert" }, `This report cannot be shown: ${String(problem)}`));
    throw problem;
  }
}
