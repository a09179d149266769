// A document of schema "lastlap.pack/1". docs/pack.md says what each field counts.

export type Known = number | null;

export interface Quantiles {
  p05: Known;
  p25: Known;
  p50: Known;
  p75: Known;
  p95: Known;
}

export interface Hundred {
  distance_m: number;
  leader_time_s: Known;
  gap_m: { second: Known; fourth: Known; eighth: Known; last: Known };
  place_correlation: Known;
  overtakes: number;
}

export interface PackDocument {
  schema: string;
  source: "tracked" | "simulated";
  title: string;
  as_of?: string;
  seed?: number;
  races: number;
  runners: number;
  finishers: number;
  distance_m: number;
  outward_m: { bends: Quantiles; straights: Quantiles };
  run_m: Quantiles;
  by_100_m: Hundred[];
  in_line_gap_m: Quantiles;
  in_line_share: Known;
  outer_shoulder_share: Known;
  boxed_in_s: Quantiles;
  overtakes_per_runner: number;
  exchanges_per_runner: number;
  overtakes_on_bends_share: Known;
  overtakes_outside_share: Known;
  overtake_s: Quantiles;
  lead_changes: number;
  speed_ratio_bends: Known;
  winner_time_s: Known;
  winner_100_m_cv: Known;
  runner_100_m_cv: Quantiles;
  top_speed_mps: Quantiles;
  remarks: string[];
  beside?: PackDocument;
}
