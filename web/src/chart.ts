// What all pictures share: a figure that draws itself at its own width, axes, bends, and labels that keep apart.

import type { LinearScale } from "d3-scale";
import { Child, html, svg } from "./dom";
import { relight } from "./highlight";
import type { Bend } from "./oval";

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const PRINTED_WIDTH = 700;
const drawings: { holder: HTMLElement; draw: (width: number) => SVGSVGElement; width: number }[] = [];
let printing = false;

function draw_one(drawing: typeof drawings[number]): void {
  const width = printing ? Math.min(PRINTED_WIDTH, drawing.holder.clientWidth || PRINTED_WIDTH)
    : Math.round(drawing.holder.clientWidth);
  if (width < 40 || width === drawing.width) return;
  drawing.width = width;
  drawing.holder.replaceChildren(drawing.draw(width));
}

/** Draws every figure now and again whenever its width changes or the page goes to paper. */
export function draw_all(): void {
  drawings.forEach(draw_one);
  let asked = false;
  window.addEventListener("resize", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      drawings.forEach(draw_one);
      relight();
    });
  });
  const paper = (on: boolean) => (): void => {
    printing = on;
    drawings.forEach(draw_one);
  };
  window.addEventListener("beforeprint", paper(true));
  window.addEventListener("afterprint", paper(false));
}

/** A figure: title, one line on how to read it, and a drawing that knows its width. */
export function figure(title: string, reading: string | null, draw: (width: number) => SVGSVGElement,
  ...below: Child[]): HTMLElement {
  const holder = html("div", { class: "drawing" });
  drawings.push({ holder, draw, width: 0 });
  return html("figure", {},
    html("figcaption", {}, html("h3", {}, title), reading ? html("p", { class: "reading" }, reading) : null),
    holder, ...below);
}

export function canvas(width: number, height: number, described: string): SVGSVGElement {
  return svg("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": described });
}

export function label(x: number, y: number, text: string, attributes: Record<string, string | number> = {}): SVGTextElement {
  return svg("text", { x: x.toFixed(1), y: y.toFixed(1), ...attributes }, text);
}

/** Shaded bends behind a picture whose x axis is the race distance covered. */
export function bend_shades(bends: readonly Bend[], x: LinearScale, box: Box, named: boolean): SVGGElement {
  const group = svg("g", { class: "bends", "aria-hidden": "true" });
  for (const bend of bends) {
    const from = x(bend.from_m);
    const to = x(bend.to_m);
    group.append(svg("rect", { x: Math.min(from, to), y: box.top, width: Math.abs(to - from), height: box.bottom - box.top }));
    if (named && Math.abs(to - from) > 34) {
      group.append(label((from + to) / 2, box.bottom - 8, "bend", { class: "quiet", "text-anchor": "middle" }));
    }
  }
  return group;
}

/** Metres to go along the foot: a mark each `step`, the finish named. x is in metres covered. */
export function to_go_axis(distance_m: number, from_m: number, x: LinearScale, box: Box, step: number): SVGGElement {
  const group = svg("g", { class: "axis" });
  group.append(svg("line", { x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }));
  const first = Math.floor((distance_m - from_m) / step) * step;
  for (let to_go = first; to_go >= 0; to_go -= step) {
    const at = x(distance_m - to_go);
    group.append(svg("line", { x1: at, x2: at, y1: box.bottom, y2: box.bottom + 5 }),
      label(at, box.bottom + 18, to_go === 0 ? "finish" : String(to_go), { "text-anchor": "middle" }));
  }
  group.append(label(box.left, box.bottom + 34, "metres to go", { class: "quiet" }));
  return group;
}

/** A step for the metres-to-go axis that leaves room for its labels. */
export function to_go_step(length_m: number, width: number): number {
  for (const step of [50, 100, 200, 400, 500, 1000]) if (width / (length_m / step) >= 44) return step;
  return 1000;
}

/** Horizontal grid lines with their values at the left. */
export function y_axis(y: LinearScale, ticks: readonly number[], box: Box, text: (value: number) => string): SVGGElement {
  const group = svg("g", { class: "grid" });
  for (const tick of ticks) {
    const at = y(tick);
    group.append(svg("line", { x1: box.left, x2: box.right, y1: at, y2: at }),
      label(box.left - 7, at + 4, text(tick), { "text-anchor": "end" }));
  }
  return group;
}

/** Positions as near to those wanted as may be, at least `gap` apart, in the same order, within low and high. */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const room = order.length > 1 ? Math.min(gap, (high - low) / (order.length - 1)) : gap;
  // Each block holds neighbours that touch; a block stands at the mean of what its members want.
  const blocks: { sum: number; size: number }[] = [];
  order.forEach((index, rank) => {
    let block = { sum: (wanted[index] ?? 0) - rank * room, size: 1 };
    for (let before = blocks[blocks.length - 1]; before && before.sum / before.size > block.sum / block.size;
      before = blocks[blocks.length - 1]) {
      block = { sum: block.sum + before.sum, size: block.size + before.size };
      blocks.pop();
    }
    blocks.push(block);
  });
  const found = new Array<number>(wanted.length).fill(0);
  let rank = 0;
  for (const block of blocks) {
    const base = Math.min(Math.max(block.sum / block.size, low), high - (order.length - 1) * room);
    for (let i = 0; i < block.size; i += 1, rank += 1) found[order[rank] ?? 0] = base + rank * room;
  }
  return found;
}
