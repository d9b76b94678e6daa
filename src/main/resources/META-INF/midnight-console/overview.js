// All caches at a glance, those that need somebody first.

import * as api from "./api.js";
import { Sparkline } from "./charts.js";
import { attribute, el, text } from "./dom.js";
import * as format from "./format.js";
import { outcomeMark, stateMark, urgency } from "./states.js";

const FILTERS = {
  all: ["All", () => true],
  attention: ["Need attention", (cache) => urgency(cache) < 3],
  running: ["Running", (cache) => cache.running],
  paused: ["Paused", (cache) => cache.paused],
  pinned: ["Pinned", (cache) => cache.pinned],
};
const CALM = 5000;
const BUSY = 1000;

export class Overview {
  constructor() {
    this.rows = new Map();
    this.filter = "all";
    this.body = el("tbody");
    this.chips = Object.entries(FILTERS).map(([id, [label]]) =>
      el("button", { type: "button", class: "chip", "data-filter": id, "aria-pressed": "false", onclick: () => this.choose(id) }, label));
    this.search = el("input", { type: "search", id: "search", placeholder: "Name", autocomplete: "off", oninput: () => this.arrange() });
    this.empty = el("p", { class: "quiet", hidden: true }, "No cache fits.");
    this.element = el("div", null,
      el("div", { class: "bar" }, el("h1", null, "Caches"), el("div", { class: "chips", role: "group", "aria-label": "Show" }, this.chips),
        el("span", { class: "spacer" }), el("label", { class: "search", for: "search" }, "Find ", this.search)),
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "All caches" },
        el("table", { class: "caches" },
          el("caption", { class: "unseen" }, "All caches, those that need attention first"),
          el("thead", null, el("tr", null, ["Cache", "State", "Age", "Next refresh", "Entries", "Last", "Durations"].map((head) => el("th", { scope: "col" }, head)))),
          this.body)),
      this.empty);
  }

  ask() { return api.caches(); }

  show(answer) {
    this.caches = answer.caches;
    const names = new Set(this.caches.map((cache) => cache.name));
    for (const [name, row] of this.rows) if (!names.has(name)) { row.element.remove(); this.rows.delete(name); }
    for (const cache of this.caches) {
      if (!this.rows.has(cache.name)) this.rows.set(cache.name, new Row(cache.name));
      this.rows.get(cache.name).show(cache);
    }
    this.arrange();
    return this.caches.some((cache) => cache.running) ? BUSY : CALM;
  }

  choose(id) {
    this.filter = id;
    this.arrange();
  }

  arrange() {
    if (!this.caches) return;
    for (const chip of this.chips) {
      const [label, fits] = FILTERS[chip.dataset.filter];
      text(chip, `${label} ${this.caches.filter(fits).length}`);
      attribute(chip, "aria-pressed", chip.dataset.filter === this.filter);
    }
    const wanted = this.search.value.trim().toLowerCase();
    const fits = FILTERS[this.filter][1];
    const shown = this.caches
      .filter((cache) => fits(cache) && cache.name.toLowerCase().includes(wanted))
      .sort((a, b) => urgency(a) - urgency(b) || a.name.localeCompare(b.name))
      .map((cache) => this.rows.get(cache.name).element);
    const current = [...this.body.children];
    if (shown.length !== current.length || shown.some((row, i) => row !== current[i])) {
      const focused = document.activeElement;
      this.body.replaceChildren(...shown);
      if (focused?.isConnected && this.body.contains(focused)) focused.focus({ preventScroll: true });
    }
    this.empty.hidden = shown.length > 0;
  }
}

class Row {
  constructor(name) {
    this.state = el("span", { class: "badge" });
    this.pinned = el("span", { class: "badge", hidden: true });
    this.why = el("p", { class: "hint" });
    this.ageBar = el("span", { class: "fill" });
    this.ageText = el("span");
    this.next = el("span");
    this.progress = el("progress", { max: "100", "aria-label": `Refresh of ${name}`, hidden: true });
    this.size = el("td", { class: "number" });
    this.last = el("span", { class: "badge" });
    this.fails = el("span", { class: "fails" });
    this.spark = new Sparkline(`Durations of the last refreshes of ${name}`);
    this.element = el("tr", null,
      el("th", { scope: "row" }, el("a", { href: `#/cache/${encodeURIComponent(name)}` }, name)),
      el("td", { class: "held" }, this.state, " ", this.pinned, this.why),
      el("td", null, el("span", { class: "age" }, el("span", { class: "track", "aria-hidden": "true" }, this.ageBar), this.ageText)),
      el("td", null, this.next, this.progress),
      this.size, el("td", null, this.last, " ", this.fails), el("td", null, this.spark.element));
  }

  show(cache) {
    showState(this.state, this.pinned, cache);
    text(this.why, [cache.paused?.reason, pinOf(cache.pinned)].filter(Boolean).join(" · "));
    showAge(this.ageBar, this.ageText, cache);
    const running = cache.running;
    text(this.next, running ? `${running.dryRun ? "dry run: " : ""}${format.words(running.phase)}${running.percent === null ? "" : ` ${running.percent} %`}` : cache.paused ? "paused" : format.ahead(cache.nextAttemptAt, api.now()));
    this.next.title = cache.nextAttemptAt ? format.moment(cache.nextAttemptAt) : "";
    this.progress.hidden = !running;
    showProgress(this.progress, running);
    text(this.size, format.count(cache.size));
    badge(this.last, outcomeMark(cache.lastOutcome));
    text(this.fails, cache.consecutiveFailures > 1 ? `${cache.consecutiveFailures} in a row` : "");
    this.spark.show((cache.trend ?? []).map((cycle) => format.seconds(cycle.duration)).reverse());
  }
}

export function badge(element, [word, tone]) {
  text(element, word);
  element.className = `badge ${tone}`;
}

/** The state, and beside it whether it is pinned. */
export function showState(state, pinned, cache) {
  badge(state, stateMark(cache.state === "FRESH" && cache.paused ? "PAUSED" : cache.state));
  pinned.hidden = !cache.pinned;
  badge(pinned, stateMark("PINNED"));
}

/** What a pin holds, until when and why. */
export function pinOf(pin) {
  return pin ? `generation ${pin.generation}${pin.until ? ` until ${format.moment(pin.until)}` : ""}${pin.reason ? `: ${pin.reason}` : ""}` : null;
}

export function showProgress(progress, running) {
  attribute(progress, "value", running && running.percent !== null ? running.percent : null);
}

/** The age as text, and as a share of what is allowed. */
export function showAge(bar, label, cache) {
  const age = format.seconds(cache.age);
  const limit = format.seconds(cache.maxStaleness);
  text(label, age === null ? "nothing loaded" : limit === null ? format.span(age) : `${format.span(age)} of ${format.span(limit)}`);
  const share = age === null || !limit ? 0 : Math.min(1, age / limit);
  bar.style.width = `${share * 100}%`;
  bar.className = `fill ${share >= 1 ? "bad" : share > 0.8 ? "warn" : "good"}`;
}
