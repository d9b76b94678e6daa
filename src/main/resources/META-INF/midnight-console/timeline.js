// What the last cycles spent their time on, one bar for each.

import { el } from "./dom.js";
import * as format from "./format.js";
import { outcomeMark } from "./states.js";

const CYCLES = 12;

export function timeline(history) {
  const cycles = history.slice(0, CYCLES);
  const longest = Math.max(...cycles.map((cycle) => format.seconds(cycle.duration)), 0.000001);
  const names = [...new Set(cycles.flatMap((cycle) => Object.keys(cycle.phases)))];
  return [
    el("ul", { class: "legend", "aria-hidden": "true" }, names.map((name) => el("li", null, el("span", { class: `swatch phase-${name.toLowerCase()}` }), format.words(name)))),
    el("ol", { class: "timeline" }, cycles.map((cycle) => row(cycle, longest))),
  ];
}

function row(cycle, longest) {
  const phases = Object.entries(cycle.phases).map(([name, iso]) => [name, format.seconds(iso)]);
  const spoken = phases.map(([name, s]) => `${format.words(name)} ${format.span(s)}`).join(", ");
  const [word, tone] = outcomeMark(cycle.outcome);
  return el("li", null,
    el("span", { class: "cycle" }, `#${cycle.cycle}`),
    el("span", { class: `badge ${tone}` }, word),
    el("span", { class: "bar-track", title: spoken }, phases.map(([name, s]) => segment(name, s / longest))),
    el("span", { class: "unseen" }, spoken),
    el("span", { class: "number" }, format.duration(cycle.duration)));
}

function segment(name, share) {
  const part = el("span", { class: `segment phase-${name.toLowerCase()}` });
  part.style.width = `${share * 100}%`;
  return part;
}
