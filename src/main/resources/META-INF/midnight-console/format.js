// Turns what the server says into what a person reads.

const number = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const DURATION = /^(-)?P(?:(\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?[\d.]+)S)?)?$/;

export const count = (n) => (n === null || n === undefined ? "–" : number.format(n));
export const compact = (n) => short.format(n);

export function bytes(n) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let unit = 0;
  while (n >= 1024 && unit < units.length - 1) { n /= 1024; unit++; }
  return `${unit === 0 || n >= 100 ? Math.round(n) : n.toFixed(1)} ${units[unit]}`;
}

/** The seconds of an ISO duration; null if it is none. */
export function seconds(iso) {
  const parts = DURATION.exec(iso ?? "");
  if (!parts) return null;
  const [, sign, d, h, m, s] = parts;
  return (sign ? -1 : 1) * ((+d || 0) * 86400 + (+h || 0) * 3600 + (+m || 0) * 60 + (+s || 0));
}

/** A length of time in at most two units. */
export function span(s) {
  if (s === null || s === undefined) return "–";
  if (s < 0) return `-${span(-s)}`;
  if (s < 0.001) return s === 0 ? "0 s" : `${Math.round(s * 1e6)} µs`;
  if (s < 1) return `${Math.round(s * 1000)} ms`;
  if (s < 60) return `${s < 10 ? +s.toFixed(1) : Math.round(s)} s`;
  const steps = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const whole = Math.round(s);
  const first = steps.findIndex(([size]) => whole >= size);
  const [size, unit] = steps[first];
  const head = `${Math.floor(whole / size)} ${unit}`;
  if (!steps[first + 1]) return head;
  const rest = Math.floor((whole % size) / steps[first + 1][0]);
  return rest ? `${head} ${rest} ${steps[first + 1][1]}` : head;
}

export const duration = (iso) => span(seconds(iso));

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short" });
const year = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });

/** A moment in the browser's zone, with its day unless that is today, and its year unless that is this one. */
export function moment(iso, now) {
  if (!iso) return "–";
  const at = new Date(iso);
  const today = new Date(now ?? Date.now());
  const time = clock.format(at);
  if (at.toDateString() === today.toDateString()) return time;
  return `${(at.getFullYear() === today.getFullYear() ? day : year).format(at)} ${time}`;
}

/** How far ahead of now a moment is. */
export function ahead(iso, now) {
  if (!iso) return "–";
  const s = (Date.parse(iso) - now) / 1000;
  return s >= 0 ? `in ${span(Math.max(1, Math.round(s)))}` : `due ${span(Math.round(-s))} ago`;
}

/** A constant or a name in camel case, as words. */
export function words(name) {
  const spaced = name.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[_-]/g, " ").toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** Any value of an answer. */
export function value(name, v, now) {
  if (v === null || v === undefined) return "–";
  if (typeof v === "number") return /bytes/i.test(name) ? bytes(v) : Number.isInteger(v) ? count(v) : String(+v.toFixed(3));
  if (typeof v === "boolean") return v ? "yes" : "no";
  if (typeof v !== "string") return JSON.stringify(v);
  if (seconds(v) !== null && v.length > 1) return duration(v);
  return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(v) ? moment(v, now) : v;
}
