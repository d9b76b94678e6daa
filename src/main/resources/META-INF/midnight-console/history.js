// The cycles that are kept, newest first, with what each changed.

import { el } from "./dom.js";
import * as format from "./format.js";
import { outcomeMark } from "./states.js";

const HEADS = ["Cycle", "Started", "Trigger", "Outcome", "Duration", "Rows", "Added", "Updated", "Removed", "Unchanged", "Reason"];
const NUMBERS = new Set([0, 4, 5, 6, 7, 8, 9]);

export function history(cycles) {
  if (cycles.length === 0) return el("p", { class: "quiet" }, "No refresh has ended yet.");
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "History" },
    el("table", null,
      el("caption", { class: "unseen" }, "The last cycles, newest first"),
      el("thead", null, el("tr", null, HEADS.map((head, i) => el("th", { scope: "col", class: NUMBERS.has(i) ? "number" : null }, head)))),
      el("tbody", null, cycles.map(row))));
}

function row(cycle) {
  const [word, tone] = outcomeMark(cycle.outcome);
  const change = (n, sign) => (n ? `${sign}${format.count(n)}` : "0");
  const cells = [`#${cycle.cycle}`, format.moment(cycle.startedAt), format.words(cycle.trigger) + (cycle.dryRun ? ", dry run" : ""),
    el("span", { class: `badge ${tone}` }, word), format.duration(cycle.duration), format.count(cycle.rows),
    change(cycle.changes.added, "+"), change(cycle.changes.updated, "~"), change(cycle.changes.removed, "−"), format.count(cycle.changes.unchanged), cycle.reason ?? ""];
  return el("tr", null, cells.map((cell, i) => el("td", { class: NUMBERS.has(i) ? "number" : i === cells.length - 1 ? "reason" : null }, cell)));
}
