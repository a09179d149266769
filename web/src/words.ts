// Numbers and names as the sport says them: 3:29.38, 4th, 27 %, Ingebrigtsen.

import type { Chance } from "./document";

const MINUS = "\u2212";
const THIN = "\u2009";

function clock(hundredths: number, digits: 0 | 1 | 2): string {
  const unit = 10 ** digits;
  const minutes = Math.floor(hundredths / (60 * unit));
  const rest = hundredths - minutes * 60 * unit;
  const seconds = (rest / unit).toFixed(digits);
  return minutes > 0 ? `${minutes}:${seconds.padStart(digits > 0 ? 3 + digits : 2, "0")}` : seconds;
}

/** An official mark from a raw time: rounded up to the hundredth, as the rules have it. */
export function mark(seconds: number): string {
  return clock(Math.ceil(seconds * 100 - 1e-6), 2);
}

/** A lap, split or typical time to the tenth, rounded to nearest. */
export function tenths(seconds: number): string {
  return clock(Math.round(seconds * 10), 1);
}

/** A chance as a percentage, finer where it is small: 27 %, 3.4 %, under 0.1 %. */
export function percent(p: number): string {
  const value = p * 100;
  if (value > 0 && value < 0.1) return `<${THIN}0.1${THIN}%`;
  if (value > 99.9 && value < 100) return `>${THIN}99.9${THIN}%`;
  return `${value > 0 && value < 9.95 || value > 90 && value < 100 ? value.toFixed(1) : value.toFixed(0)}${THIN}%`;
}

/** A difference of chances in points of a hundred, with its sign: +3.1, −0.4. */
export function points(difference: number): string {
  const value = Math.abs(difference * 100).toFixed(1);
  if (Number(value) === 0) return "0.0";
  return (difference < 0 ? MINUS : "+") + value;
}

/** "24 to 30 %", the 95 % interval of a chance. */
export function interval(chance: Chance): string {
  const digits = chance.high * 100 < 10 ? 1 : 0;
  return `${(chance.low * 100).toFixed(digits)} to ${(chance.high * 100).toFixed(digits)}${THIN}%`;
}

export function ordinal(n: number): string {
  const tens = Math.abs(n) % 100;
  const ones = Math.abs(n) % 10;
  if (tens > 10 && tens < 14) return `${n}th`;
  return `${n}${ones === 1 ? "st" : ones === 2 ? "nd" : ones === 3 ? "rd" : "th"}`;
}

/** A place wanted: "4th", or "3rd or 4th" where a plan's number lies between two. */
export function place(wanted: number): string {
  const low = Math.floor(wanted + 0.25);
  const high = Math.ceil(wanted - 0.25);
  return high > low ? `${ordinal(low)} or ${ordinal(high)}` : ordinal(Math.round(wanted));
}

export function count(n: number): string {
  return Math.round(n).toString().replace(/\B(?=(\d{3})+$)/g, THIN);
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

/** "2023-08-22" as "22 August 2023"; anything else unchanged. */
export function day(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  const month = parts && MONTHS[Number(parts[2]) - 1];
  return parts && month ? `${Number(parts[3])} ${month} ${parts[1]}` : iso;
}

/** Numbers keep their units on their line. */
export function held_together(text: string): string {
  return text.replace(/(\d) (m|s|km|%|J\/kg)(?![A-Za-z])/g, "$1\u00a0$2");
}

export function sentence(text: string): string {
  const trimmed = held_together(text.trim());
  if (trimmed === "") return "";
  const capital = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

const PARTICLES = /^(el|al|ben|de|da|di|do|dos|du|la|le|mac|van|von|der|den|ter|ten|st\.?|bin)$/i;

function surname(name: string): string {
  const words = name.trim().split(/\s+/);
  let from = words.length - 1;
  while (from > 1 && PARTICLES.test(words[from - 1] ?? "")) from -= 1;
  return words.slice(Math.max(from, 0)).join(" ");
}

/** Surnames, with as much of the first name as tells two runners of one surname apart. */
export function short_names(names: readonly string[]): string[] {
  const last = names.map(surname);
  return names.map((name, i) => {
    const surname_i = last[i] ?? name;
    const namesakes = names.filter((_, j) => j !== i && last[j] === surname_i);
    if (namesakes.length === 0 || surname_i === name.trim()) return surname_i;
    const first = name.trim();
    let letters = 1;
    while (letters < 6 && namesakes.some((other) => other.trim().startsWith(first.slice(0, letters)))) letters += 1;
    return `${first.slice(0, letters)}. ${surname_i}`;
  });
}

/** Three letters that a small screen has room for, different for each runner of a field. */
export function codes(shorts: readonly string[]): string[] {
  const taken = new Set<string>();
  return shorts.map((name) => {
    const letters = name.replace(/^.*\. /, "").replace(/[\s'’-]/g, "").toUpperCase();
    let code = letters.slice(0, 3);
    for (let i = 3; taken.has(code) && i < letters.length; i += 1) code = letters.slice(0, 2) + letters.charAt(i);
    for (let i = 2; taken.has(code) && i < 30; i += 1) code = letters.slice(0, 2) + String(i);
    taken.add(code);
    return code;
  });
}
