// One cache: how old, how big, why, what next; then all that is known of it.

import * as api from "./api.js";
import { Actions } from "./actions.js";
import { advice } from "./advice.js";
import { CycleChart } from "./charts.js";
import { el, Panel, text } from "./dom.js";
import * as format from "./format.js";
import { pinOf, showAge, showState } from "./overview.js";
import { history } from "./history.js";
import { KeyQuestion } from "./key.js";
import { Profile } from "./profile.js";
import { Progress } from "./progress.js";
import { outcomeMark } from "./states.js";
import { timeline } from "./timeline.js";

const CALM = 3000;
const BUSY = 1000;

/** Shown in places of their own, so not among the facts at the end. */
const PLACED = new Set(["name", "state", "paused", "pinned", "version", "generation", "size", "age", "loadedAt", "publishedAt",
  "maxStaleness", "cron", "zone", "nextRefreshes", "nextAttemptAt", "running", "queued", "waitingFor", "lastRefresh",
  "consecutiveFailures", "stuckLoads", "history", "profile", "advice"]);

export class CachePage {
  constructor(name, { session, actions, news }) {
    this.name = name;
    this.available = actions;
    this.state = el("span", { class: "badge" });
    this.pinned = el("span", { class: "badge", hidden: true });
    this.actions = new Actions(name, session, news, () => this.poll?.soon());
    this.old = tile("How old");
    this.big = tile("How big");
    this.why = tile("Why");
    this.next = tile("What next");
    this.ageBar = el("span", { class: "fill" });
    this.old.main.after(el("span", { class: "track", "aria-hidden": "true" }, this.ageBar));
    this.progress = new Progress(name, news);
    this.stuck = new Panel("Loads that do not stop", stuckLoads, "They were cancelled, and their threads still run. No load begins while they live.");
    this.durations = new CycleChart("Duration", format.span);
    this.rows = new CycleChart("Rows", format.compact);
    this.charts = el("div", { class: "charts" }, this.durations.element, this.rows.element);
    this.timeline = new Panel("Phases of the last cycles", timeline);
    this.profile = new Profile(name, session, news, () => this.poll?.soon());
    this.history = new Panel("History", history);
    this.advice = new Panel("Advice on settings", advice);
    this.facts = el("div", { class: "facts" });
    this.panels = new Map();
    this.keys = session.canAskForKeys ? new KeyQuestion(name) : null;
    this.element = el("div", null,
      el("nav", { "aria-label": "Back" }, el("a", { href: "#/" }, "← All caches")),
      el("div", { class: "bar" }, el("h1", { class: "name" }, name), this.state, this.pinned, el("span", { class: "spacer" }), this.actions.element),
      el("div", { class: "tiles" }, this.old.element, this.big.element, this.why.element, this.next.element),
      this.progress.element, this.stuck.element, this.charts, this.timeline.element, this.profile.element,
      this.keys?.element, this.advice.element, this.facts, this.history.element);
  }

  ask() { return api.cache(this.name); }

  show(cache) {
    showState(this.state, this.pinned, cache);
    this.actions.show(cache.actions ?? this.available, cache);
    this.showTiles(cache);
    this.progress.show(cache.running, cache.lastRefresh);
    this.stuck.show(cache.stuckLoads?.length ? cache.stuckLoads : null);
    const cycles = [...cache.history].reverse();
    this.charts.hidden = cycles.length === 0;
    if (cycles.length) {
      const numbers = cycles.map((cycle) => cycle.cycle);
      this.durations.show(numbers, cycles.map((cycle) => format.seconds(cycle.duration)));
      this.rows.show(numbers, cycles.map((cycle) => cycle.rows));
    }
    this.timeline.show(cycles.length ? cache.history : null);
    const profiling = this.profile.show(cache.profile ?? null, cache.actions ?? this.available);
    this.history.show(cache.history);
    this.advice.show(cache.advice ?? null);
    this.showFacts(cache);
    return cache.running || cache.queued || profiling ? BUSY : CALM;
  }

  showTiles(cache) {
    const last = cache.lastRefresh;
    showAge(this.ageBar, this.old.main, cache);
    this.old.note(cache.loadedAt ? `loaded ${format.moment(cache.loadedAt)}` : "never loaded");
    text(this.big.main, `${format.count(cache.size)} entries`);
    this.big.note(`version ${cache.version} · generation ${cache.generation}`);
    text(this.why.main, last ? outcomeMark(last.outcome)[0] : "never refreshed");
    this.why.note(last ? [last.reason, `${format.words(last.trigger).toLowerCase()}, ${format.duration(last.duration)}`, cache.consecutiveFailures > 1 ? `${cache.consecutiveFailures} failures in a row` : null].filter(Boolean).join(" · ") : "");
    text(this.next.main, nextOf(cache));
    this.next.note([cache.pinned ? `pinned to ${pinOf(cache.pinned)}` : null, plan(cache)].filter(Boolean).join(" · "));
    this.next.element.title = cache.nextRefreshes.map((at) => format.moment(at)).join("\n");
  }

  /** Every group of facts that has no place of its own, as the server names it. */
  showFacts(cache) {
    for (const [name, facts] of Object.entries(cache)) {
      if (PLACED.has(name) || (facts !== null && typeof facts !== "object")) continue;
      if (!this.panels.has(name)) {
        if (facts === null) continue;
        this.panels.set(name, new Panel(format.words(name), (data) => listed(data)));
        this.facts.append(this.panels.get(name).element);
      }
      this.panels.get(name).show(facts !== null && Object.keys(facts).length === 0 ? null : facts);
    }
  }
}

function plan(cache) {
  if (cache.paused) return `paused since ${format.moment(cache.paused.since)}${cache.paused.reason ? `: ${cache.paused.reason}` : ""}`;
  return cache.cron ? `${format.moment(cache.nextAttemptAt)} · ${cache.cron} ${cache.zone}` : "no schedule";
}

function nextOf(cache) {
  if (cache.running) return cache.running.dryRun ? "dry run goes on" : "refresh goes on";
  if (cache.paused) return "paused";
  return cache.nextAttemptAt ? format.ahead(cache.nextAttemptAt, api.now()) : "nothing planned";
}

function tile(title) {
  const main = el("p", { class: "main" });
  const note = el("p", { class: "note" });
  const element = el("section", { class: "tile" }, el("h2", null, title), main, note);
  return { element, main, note: (value) => text(note, value) };
}

function stuckLoads(loads) {
  return loads.map((load) => el("details", { open: true },
    el("summary", null, `Cycle ${load.cycle}, thread ${load.thread}, cancelled ${format.moment(load.cancelledAt)}`),
    el("pre", { tabindex: "0" }, load.stack.join("\n"))));
}

const DEPTH = 3;

/** Facts as a list of names and values; a list of facts one under the other. */
export function listed(data, depth = 0, of = "") {
  if (Array.isArray(data)) return data.map((item) => (item !== null && typeof item === "object" ? el("div", { class: "item" }, listed(item, depth + 1)) : el("p", null, format.value("", item))));
  return el("dl", null, Object.entries(data).flatMap(([name, fact]) => [
    el("dt", null, format.words(name)),
    el("dd", null, fact !== null && typeof fact === "object" && depth < DEPTH ? listed(fact, depth + 1, name) : format.value(of === "nextLoad" ? `${name} bytes` : name, fact)),
  ]));
}
