// A profile of contention: lanes of what overlapped in time, and whatever else it says as facts.

import { listed } from "./cache.js";
import { el } from "./dom.js";
import * as format from "./format.js";

/** Draws lanes where the profile has a timeline of {lane, start, duration} or lanes of spans. */
export function profile(data) {
  const { timeline, ...rest } = data;
  const lanes = timeline?.lanes ?? (Array.isArray(timeline) ? grouped(timeline) : []);
  return [lanes.length ? drawn(lanes) : null, listed(rest)].flat().filter(Boolean);
}

function grouped(spans) {
  const lanes = new Map();
  for (const span of spans) {
    const name = span.lane ?? span.kind ?? "events";
    lanes.set(name, [...(lanes.get(name) ?? []), span]);
  }
  return [...lanes].map(([name, of]) => ({ name, spans: of }));
}

const startOf = (span) => (typeof span.start === "number" ? span.start : format.seconds(span.start) ?? Date.parse(span.start) / 1000);
const lengthOf = (span) => (typeof span.duration === "number" ? span.duration : format.seconds(span.duration) ?? 0);

function drawn(lanes) {
  const spans = lanes.flatMap((lane) => lane.spans ?? []);
  const first = Math.min(...spans.map(startOf));
  const whole = Math.max(...spans.map((span) => startOf(span) + lengthOf(span))) - first || 1;
  return el("ol", { class: "timeline lanes" }, lanes.map((lane) => el("li", null,
    el("span", { class: "cycle" }, format.words(String(lane.name ?? lane.lane))),
    el("span", { class: "bar-track" }, (lane.spans ?? []).map((span) => {
      const part = el("span", { class: "lane-span", title: `${span.label ?? span.name ?? ""} ${format.span(lengthOf(span))}` });
      part.style.left = `${((startOf(span) - first) / whole) * 100}%`;
      part.style.width = `max(2px, ${(lengthOf(span) / whole) * 100}%)`;
      return part;
    })),
    el("span", { class: "number" }, format.span((lane.spans ?? []).reduce((sum, span) => sum + lengthOf(span), 0))))));
}
