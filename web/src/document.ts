// The one document a page is built from: schema "lastlap.report/1". docs/json-report.md says what each field means.

export interface Chance {
  p: number;
  low: number;
  high: number;
}

export interface Spread {
  p05: number;
  p50: number;
  p95: number;
}

export type Goal = "win" | "medal" | "qualify" | "time";
export type Line = "rail" | "shoulder" | "wide";

/** One row of a plan: what to do from this distance to go until the next row's. */
export interface Phase {
  from_m: number;
  place?: number | null;
  line?: Line | null;
  pace_s_per_400_m?: number | null;
  cover?: string | null;
  cover_gap_m?: number | null;
  all_out?: boolean | null;
  words?: string | null;
}

/** A condition as the coach would say it, or with its words beside its numbers. */
export type Condition = string | { words?: string | null };

export interface ChancesOf {
  win: Chance;
  medal: Chance;
  qualify?: Chance;
  time?: Chance;
}

export interface Answer extends ChancesOf {
  rival: string;
  rival_plan?: { phases: Phase[]; conditions?: Condition[] } | null;
}

export interface SingleChange extends ChancesOf {
  change: string;
}

export interface PlanDocument {
  schema: string;
  race: string;
  for: string;
  goal: Goal;
  as_of: string;
  seed: number | string;
  plan: { athlete: string; phases: Phase[]; conditions?: Condition[] };
  chance: { usual: ChancesOf; planned: ChancesOf; answered?: Answer | null };
  gain: ChancesOf;
  what_matters: SingleChange[];
  advice: string[];
  races_searched: number;
  races_judged: number;
  seconds: number;
  signature: string;
}

export interface RunnerInRaces {
  athlete: string;
  win: number;
  medal: number;
  mean_place: number;
  time_s: Spread;
  run_m: number;
  boxed_in_s: number;
}

export interface RaceDocument {
  races: number;
  runners: RunnerInRaces[];
  winning_time_s: Spread;
  gap_1_3_s: Spread;
  last_400_s: Spread;
}

export interface Track {
  kind: "oval-400" | "short-200" | string;
  straight_m: number;
  radius_m: number;
  lanes: number;
  lane_width_m: number;
  finish_at_m?: number;
}

export interface RunnerInReplay {
  athlete: string;
  country?: string | null;
  along_m: number[];
  outward_m: number[];
  speed_mps: number[];
  reserve_j_per_kg: number[];
  shelter: number[];
  boxed_in: (boolean | number)[];
  finish_s: number | null;
  is_ours?: boolean;
}

export interface ReplayDocument {
  race: string;
  step_s: number;
  distance_m: number;
  track: Track;
  runners: RunnerInReplay[];
}

export interface ReportDocument {
  schema: "lastlap.report/1";
  title: string;
  race: string;
  for: string;
  goal: Goal;
  date?: string | null;
  as_of: string;
  seed: number | string;
  signature: string;
  lastlap_version: string;
  plan: PlanDocument;
  replay: ReplayDocument;
  usual: RaceDocument;
  planned: RaceDocument;
}
