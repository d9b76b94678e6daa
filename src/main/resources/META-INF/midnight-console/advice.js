// What to set otherwise, and why.

import { el } from "./dom.js";

export function advice(all) {
  if (all.length === 0) return el("p", { class: "quiet" }, "Nothing: the settings fit what was measured since the start.");
  return el("ul", { class: "advice" }, all.map(({ setting, now, advised, reason }) => el("li", null,
    setting === null ? null : el("p", null, el("code", null, setting), ` ${now} → `, el("strong", null, advised)),
    el("p", { class: setting === null ? null : "hint" }, reason))));
}
