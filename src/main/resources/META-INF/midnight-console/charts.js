// Lines over cycles, drawn by uPlot.

import { el } from "./dom.js";

/** A colour of the page, as it is now. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const drawn = new Set();

/** Keeps a chart for a change of colours, until it has left the page. */
export function known(chart) {
  for (const old of drawn) {
    if (!old.root.isConnected) { old.destroy(); drawn.delete(old); }
  }
  drawn.add(chart);
  return chart;
}

/** Draws every chart anew in the colours of now. */
export function recolour() {
  for (const chart of drawn) chart.redraw(false);
}

/** A line without axes, as high as a row. */
export class Sparkline {
  constructor(label) {
    this.element = el("div", { class: "spark", role: "img", "aria-label": label });
  }

  show(values) {
    const key = values.join();
    if (key === this.key) return;
    this.key = key;
    const data = [values.map((_, i) => i), values];
    if (this.chart) { this.chart.setData(data); return; }
    this.chart = known(new uPlot({
      width: 110, height: 26, legend: { show: false }, cursor: { show: false }, padding: [3, 3, 3, 3],
      axes: [{ show: false }, { show: false }],
      scales: { x: { time: false }, y: { range: (_, min, max) => [Math.min(0, min), max || 1] } },
      series: [{}, { stroke: () => colour("--accent"), width: 1.5, fill: () => colour("--accent-faint"), points: { show: values.length < 2 } }],
    }, data, this.element));
  }
}

/** A line over the numbers of cycles. */
export class CycleChart {
  constructor(label, format) {
    this.element = el("figure", { class: "chart" }, el("figcaption", null, label));
    this.format = format;
    this.label = label;
  }

  show(cycles, values) {
    const key = `${cycles.join()}|${values.join()}`;
    if (key === this.key) return;
    this.key = key;
    if (this.chart) { this.chart.setData([cycles, values]); return; }
    const axis = { stroke: () => colour("--quiet"), grid: { stroke: () => colour("--line"), width: 1 }, ticks: { show: false }, font: "11px system-ui" };
    this.chart = known(new uPlot({
      width: this.element.clientWidth || 400, height: 150, legend: { live: true }, cursor: { y: false },
      scales: { x: { time: false }, y: { range: (_, min, max) => [0, max * 1.1 || 1] } },
      axes: [{ ...axis, size: 26, incrs: [1, 2, 5, 10, 20, 50, 100] }, { ...axis, size: 64, values: (_, ticks) => ticks.map(this.format) }],
      series: [
        { label: "Cycle", value: (_, v) => v ?? "–" },
        { label: this.label, value: (_, v) => (v === null || v === undefined ? "–" : this.format(v)), stroke: () => colour("--accent"), width: 2, fill: () => colour("--accent-faint"), points: { show: true, size: 5, fill: () => colour("--accent") } },
      ],
    }, [cycles, values], this.element));
    new ResizeObserver(() => this.chart.setSize({ width: this.element.clientWidth, height: 150 })).observe(this.element);
  }
}
