// One runner lit in every picture at once: by pointer, by touch or from the keyboard.

type Listener = (runner: number | null) => void;

let lit: number | null = null;
let held: number | null = null;
const listeners: Listener[] = [];

function show(): void {
  const runner = lit ?? held;
  document.documentElement.classList.toggle("has-lit", runner !== null);
  for (const element of Array.from(document.querySelectorAll("[data-runner]"))) {
    element.classList.toggle("lit", runner !== null && element.getAttribute("data-runner") === String(runner));
  }
  for (const button of Array.from(document.querySelectorAll("button[data-runner]"))) {
    button.setAttribute("aria-pressed", String(held !== null && button.getAttribute("data-runner") === String(held)));
  }
  for (const listener of listeners) listener(runner);
}

/** Light a runner while the pointer or the focus is there; null ends it. */
export function light(runner: number | null): void {
  if (runner === lit) return;
  lit = runner;
  show();
}

/** Keep a runner lit until asked again. */
export function hold(runner: number): void {
  held = held === runner ? null : runner;
  show();
}

export function lit_runner(): number | null {
  return lit ?? held;
}

export function on_light(listener: Listener): void {
  listeners.push(listener);
}

/** Redrawn elements take on the light that is on. */
export function relight(): void {
  if ((lit ?? held) !== null) show();
}

/** Every element inside `root` that carries data-runner lights its runner. */
export function lights_runners(root: Element): void {
  const runner_of = (event: Event): number | null => {
    const found = event.target instanceof Element ? event.target.closest("[data-runner]") : null;
    return found ? Number(found.getAttribute("data-runner")) : null;
  };
  root.addEventListener("pointerover", (event) => light(runner_of(event)));
  root.addEventListener("pointerleave", () => light(null));
  root.addEventListener("focusin", (event) => light(runner_of(event)));
  root.addEventListener("focusout", () => light(null));
}
