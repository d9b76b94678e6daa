// What happened when, one lane for each kind of it, drawn by uPlot.

import { colour, known } from "./charts.js";
import { el, text } from "./dom.js";
import * as format from "./format.js";

const LANE_HEIGHT = 24;
const AXIS_HEIGHT = 34;
const NAMES_WIDTH = 96;
/** Spans are made wide enough to be seen: at least this part of the whole. */
const SEEN = 1 / 600;
const COLOURS = {
  cycles: "--accent", phases: "--load", drains: "--build", publishes: "--publish",
  blocked: "--bad", parked: "--quiet", "socket-reads": "--warn", gc: "--other", "gc-pauses": "--other",
};

/** The name of a lane as people read it. */
export const laneName = (name) => format.words(name).replace(/^Gc/, "GC");

/** A picture of these lanes, and below it what went on where the pointer is. */
export function laneChart(lanes, seconds) {
  const picture = el("figure", { class: "chart lane-chart", role: "img", "aria-label": spoken(lanes) });
  const there = el("p", { class: "hint" }, "Point at the picture to read what went on at that moment.");
  const chart = known(new uPlot(options(lanes, seconds, there), joined(lanes, seconds), picture));
  new ResizeObserver(() => chart.setSize({ width: picture.clientWidth, height: chart.height })).observe(picture);
  return [picture, there];
}

function options(lanes, seconds, there) {
  const axis = { stroke: () => colour("--quiet"), ticks: { show: false }, font: "11px system-ui" };
  return {
    width: 600, height: lanes.length * LANE_HEIGHT + AXIS_HEIGHT, legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: true, y: false } },
    scales: { x: { time: false, range: (_, min, max) => [Math.max(0, min), Math.min(seconds, max)] }, y: { dir: -1, range: () => [-0.5, lanes.length - 0.5] } },
    axes: [
      { ...axis, size: 26, grid: { stroke: () => colour("--line"), width: 1 }, values: (_, ticks) => ticks.map((tick) => format.span(tick)) },
      { ...axis, size: NAMES_WIDTH, grid: { show: false }, splits: () => lanes.map((_, i) => i), values: (_, ticks) => ticks.map((i) => laneName(lanes[i].name)) },
    ],
    series: [{}, ...lanes.map(({ name }) => ({ label: name, width: LANE_HEIGHT / 2, cap: "butt", points: { show: false }, stroke: () => colour(COLOURS[name] ?? "--other") }))],
    hooks: { setCursor: [(chart) => text(there, at(lanes, chart.posToVal(chart.cursor.left, "x"), chart.cursor.left))] },
  };
}

/** A line for each lane, with a hole wherever nothing went on. */
function joined(lanes, seconds) {
  const hole = seconds * 1e-6;
  return uPlot.join([[[0, seconds], [null, null]], ...lanes.map((lane, i) => {
    const xs = [];
    const ys = [];
    for (const [start, end] of busy(lane.spans, seconds)) {
      xs.push(start, end, end + hole);
      ys.push(i, i, null);
    }
    return [xs, ys];
  })]).filter((_, i) => i !== 1);
}

/** The times in which at least one span went on. */
function busy(spans, seconds) {
  const merged = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const end = span.start + Math.max(span.duration, seconds * SEEN);
    const last = merged.at(-1);
    if (last && span.start <= last[1] + seconds * 2e-6) last[1] = Math.max(last[1], end);
    else merged.push([span.start, end]);
  }
  return merged;
}

function at(lanes, second, left) {
  if (left < 0) return "Point at the picture to read what went on at that moment.";
  const going = lanes.flatMap(({ name, spans }) => spans
    .filter((span) => span.start <= second && second <= span.start + span.duration)
    .map((span) => `${laneName(name)}: ${span.label}`));
  return `${second.toFixed(3)} s: ${going.length ? [...new Set(going)].join(" · ") : "nothing of this"}`;
}

const spoken = (lanes) => `Time line. ${lanes.map(({ name, count, busy: s }) => `${laneName(name)}: ${count}, ${format.span(s)}`).join("; ")}.`;
