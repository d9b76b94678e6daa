// How far the running cycle is. A screen reader hears of phases and quarters, not of each second.

import * as api from "./api.js";
import { showProgress } from "./overview.js";
import { el, text } from "./dom.js";
import * as format from "./format.js";

const PHASES = ["LOAD", "BUILD", "VALIDATE", "PUBLISH"];

export class Progress {
  constructor(name, news) {
    Object.assign(this, { name, news });
    this.title = el("h2");
    this.steps = PHASES.map((phase) => el("li", null, format.words(phase)));
    this.bar = el("progress", { max: "100", "aria-label": `Progress of the refresh of ${name}` });
    this.line = el("p", { class: "note", id: "progress-line" });
    this.element = el("section", { class: "panel progress", hidden: true }, this.title, el("ol", { class: "steps" }, this.steps), this.bar, this.line);
  }

  show(running, last) {
    this.element.hidden = !running;
    if (!running) {
      if (this.cycle && last?.cycle === this.cycle) this.news(`Cycle ${last.cycle} of ${this.name} ended: ${format.words(last.outcome).toLowerCase()}.`);
      this.cycle = null;
      return;
    }
    text(this.title, `${running.dryRun ? "Dry run" : "Refresh"}, cycle ${running.cycle} (${format.words(running.trigger).toLowerCase()})${running.cancelled ? ", being cancelled" : ""}`);
    const at = PHASES.indexOf(running.phase);
    this.steps.forEach((step, i) => {
      step.className = i < at ? "past" : i === at ? "now" : "";
      if (i === at) step.setAttribute("aria-current", "step"); else step.removeAttribute("aria-current");
    });
    showProgress(this.bar, running);
    const elapsed = (api.now() - Date.parse(running.startedAt)) / 1000;
    const left = (Date.parse(running.deadline) - api.now()) / 1000;
    text(this.line, [`${format.count(running.rows)} rows`, running.percent === null ? null : `${running.percent} %`,
      `${format.count(running.rowsPerSecond)} rows/s`, `${format.span(Math.max(0, Math.round(elapsed)))} so far`,
      left >= 0 ? `deadline in ${format.span(Math.round(left))}` : "past its deadline"].filter(Boolean).join(" · "));
    this.tell(running);
  }

  tell(running) {
    const mark = `${running.cycle} ${running.phase} ${Math.floor((running.percent ?? 0) / 25)}`;
    if (mark === this.told) return;
    this.told = mark;
    this.cycle = running.cycle;
    this.news(`Cycle ${running.cycle} of ${this.name}: ${format.words(running.phase).toLowerCase()}${running.percent === null ? "" : `, ${running.percent} %`}.`);
  }
}
