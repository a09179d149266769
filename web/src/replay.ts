// The replay: two views, the order with gaps, and the controls that move the clock.

import { html, section } from "./dom";
import { hold, light, lights_runners, lit_runner, on_light } from "./highlight";
import { Oval } from "./oval";
import type { Race } from "./race";
import { result_table } from "./result";
import { Scene } from "./scene";
import { OvalView, PackView, Shown } from "./views";
import { mark, tenths } from "./words";

const SPEEDS = [1, 2, 4, 8];
const BOARD_EVERY_MS = 200;

class Player {
  private time_s: number;
  private speed = 1;
  private playing = false;
  private last_ms: number | null = null;
  private board_ms = 0;
  private readonly less_motion = window.matchMedia("(prefers-reduced-motion: reduce)");
  private readonly oval_canvas = html("canvas", { class: "oval", role: "img", "aria-label": "The race from above; the order is in the list beside it" });
  private readonly pack_canvas = html("canvas", { class: "pack", role: "img", "aria-label": "The pack close up, running to the right" });
  private readonly board = html("ol", { class: "board", "aria-label": "Order" });
  private readonly rows: HTMLLIElement[] = [];
  private readonly play = html("button", { type: "button", class: "play" }, "Play");
  private readonly scrubber = html("input", { type: "range", min: 0, step: 0.1, "aria-label": "Time in the race" });
  private readonly said = html("span", { class: "clock" });
  private readonly views: (OvalView | PackView)[];

  constructor(readonly race: Race, readonly rival: number) {
    const oval = new Oval(race.replay.track, race.distance_m);
    const scene = new Scene(race, oval);
    this.views = [new OvalView(this.oval_canvas, race, oval, scene), new PackView(this.pack_canvas, race, oval, scene)];
    this.scrubber.max = race.ends_s.toFixed(1);
    // It opens where the race is decided: a still picture there says more than a start line.
    this.time_s = race.leader_time_at(Math.max(0, race.distance_m - 150)) ?? 0;
    race.runners.forEach((_, i) => {
      const kind = i === race.ours ? "ours" : i === rival ? "rival" : "other";
      const row = html("li", { class: kind, "data-runner": i }, html("span", { class: "who" }, race.short[i] ?? ""), html("span", { class: "gap" }));
      row.addEventListener("click", () => hold(i));
      this.rows.push(row);
    });
    lights_runners(this.board);
    on_light(() => this.draw());
  }

  element(): HTMLElement {
    const speeds = html("span", { class: "speeds", role: "group", "aria-label": "Speed" });
    for (const speed of SPEEDS) {
      const button = html("button", { type: "button", "aria-pressed": String(speed === this.speed) }, `×${speed}`);
      button.addEventListener("click", () => {
        this.speed = speed;
        speeds.querySelectorAll("button").forEach((b) => b.setAttribute("aria-pressed", String(b === button)));
      });
      speeds.append(button);
    }
    this.play.addEventListener("click", () => this.toggle());
    this.scrubber.addEventListener("input", () => this.go_to(Number(this.scrubber.value)));
    const whole = html("div", { class: "player", tabindex: -1 },
      html("div", { class: "views" }, this.pack_canvas, this.oval_canvas), this.board,
      html("div", { class: "controls" }, this.play, this.scrubber, this.said, speeds));
    return whole;
  }

  start(): void {
    const fit = (): void => {
      this.views.forEach((view) => view.fit());
      this.draw();
    };
    window.addEventListener("resize", fit);
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener?.("change", fit);
    window.addEventListener("beforeprint", fit);
    window.addEventListener("keydown", (event) => this.key(event));
    fit();
    this.show_board();
  }

  private key(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target : null;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const on_button = target?.closest("button, a, select, textarea") !== null && target !== null;
    if (event.key === " " && !on_button && this.in_view()) this.toggle();
    else if ((event.key === "ArrowRight" || event.key === "ArrowLeft") && this.in_view()) {
      this.go_to(this.time_s + (event.key === "ArrowRight" ? 1 : -1) * (event.shiftKey ? 10 : 1));
    } else return;
    event.preventDefault();
  }

  private in_view(): boolean {
    const box = this.pack_canvas.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  }

  private toggle(): void {
    if (!this.playing && this.time_s >= this.race.ends_s - 0.05) this.time_s = 0;
    this.playing = !this.playing;
    this.play.textContent = this.playing ? "Pause" : "Play";
    this.last_ms = null;
    if (this.playing) requestAnimationFrame((ms) => this.tick(ms));
  }

  private tick(ms: number): void {
    if (!this.playing) return;
    const passed = this.last_ms === null ? 0 : Math.min(ms - this.last_ms, 250) / 1000;
    this.last_ms = ms;
    this.time_s = Math.min(this.time_s + passed * this.speed, this.race.ends_s);
    this.draw();
    if (ms - this.board_ms > BOARD_EVERY_MS) {
      this.board_ms = ms;
      this.show_board();
    }
    if (this.time_s >= this.race.ends_s) {
      this.toggle();
      this.show_board();
    } else requestAnimationFrame((next) => this.tick(next));
  }

  private go_to(time_s: number): void {
    this.time_s = Math.min(Math.max(time_s, 0), this.race.ends_s);
    this.draw();
    this.show_board();
  }

  private draw(): void {
    const shown: Shown = { time_s: this.time_s, order: this.race.order(this.time_s), lit: lit_runner(),
      rival: this.rival, calm: this.less_motion.matches };
    this.views.forEach((view) => view.draw(shown));
    this.scrubber.value = this.time_s.toFixed(1);
    this.said.textContent = tenths(this.time_s);
    this.scrubber.setAttribute("aria-valuetext",
      `${tenths(this.time_s)}, ${Math.round(this.race.distance_m - this.race.leader_along(this.time_s))} m to go`);
  }

  private show_board(): void {
    const order = this.race.order(this.time_s);
    const lead = this.race.leader_along(this.time_s);
    order.forEach((i, place) => {
      const row = this.rows[i];
      if (!row) return;
      const finish = this.race.finish_s(i);
      const behind = lead - this.race.moment(i, this.time_s).along_m;
      const gap = row.lastElementChild;
      const text = finish !== null && this.time_s >= finish ? mark(finish)
        : this.race.is_out(i, this.time_s) ? "out" : place === 0 ? "leads" : `${Math.max(behind, 0).toFixed(1)} m`;
      if (gap) gap.textContent = text;
      if (this.board.children[place] !== row) this.board.insertBefore(row, this.board.children[place] ?? null);
    });
  }
}

export function replay_section(race: Race, rival: number): { element: HTMLElement; start: () => void } {
  const player = new Player(race, rival);
  const element = section("replay", "One race, replayed",
    html("p", { class: "reading screen-only" }, "One of the races run to this plan. Space plays and pauses, the arrows move a second, with Shift ten."),
    player.element(), result_table(race));
  element.addEventListener("pointerleave", () => light(null));
  return { element, start: () => player.start() };
}
