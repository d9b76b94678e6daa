// Who waited for whom: takes a profile, and shows the newest as call paths, a picture and overlaps.

import * as api from "./api.js";
import { el, text } from "./dom.js";
import * as format from "./format.js";
import { laneChart, laneName } from "./lanes.js";

const SECONDS = 10;
const PATHS = 10;
const KINDS = { MONITOR: "monitor", PARK: "lock", UNKNOWN: "unknown:", SOCKET_READ: "socket" };

export class Profile {
  constructor(name, session, news, begun) {
    Object.assign(this, { name, session, news, begun });
    this.button = el("button", { type: "button", "data-profile": name, onclick: () => this.take() }, `Profile ${SECONDS} s`);
    this.status = el("p", { class: "hint", role: "status" });
    this.body = el("div", { class: "panel-body" });
    this.element = el("section", { class: "panel profile" }, el("h2", null, "Who waited for whom"), el("div", { class: "bar" }, this.button, this.status), this.body);
  }

  /** Whether one is being taken. */
  show(profile, available) {
    const running = profile?.state === "RUNNING";
    this.button.hidden = !this.session.canAct || !available.includes("profile");
    this.button.disabled = running;
    this.element.hidden = !profile && this.button.hidden;
    text(this.status, profile ? said(profile) : "Watches the whole JVM: who waits in locks and sockets, what the collector and the refreshes do meanwhile.");
    const key = profile && !running ? profile.startedAt : "";
    if (key !== this.key) {
      this.key = key;
      this.body.replaceChildren(...(key ? drawn(profile) : []));
    }
    return running;
  }

  async take() {
    this.button.disabled = true;
    try {
      await api.act(this.name, { action: "profile", seconds: String(SECONDS) });
      this.news(`A profile of ${SECONDS} seconds goes on.`);
      this.begun();
    } catch (e) {
      this.news(e.message);
      this.button.disabled = false;
    }
  }
}

function said({ state, startedAt, duration, threshold, failure, idle, dropped }) {
  const over = `${format.duration(duration)} from ${format.moment(startedAt)}`;
  if (state === "RUNNING") return `Watching, ${over}.`;
  if (state === "FAILED") return `Failed: ${failure}`;
  return [`${state === "STOPPED" ? "Ended early" : "Watched"}, ${over}; waits of ${format.duration(threshold)} and more`,
    idle ? `${format.count(idle)} of threads without work left out` : null,
    dropped ? `${format.count(dropped)} at further places left out` : null].filter(Boolean).join("; ") + ".";
}

function drawn({ callPaths, timeline, overlaps, duration }) {
  const lanes = timeline.lanes.filter((lane) => lane.count > 0);
  return [
    callPaths.length ? pathTable(callPaths.slice(0, PATHS)) : el("p", null, "Nobody waited."),
    lanes.length ? laneChart(lanes, format.seconds(duration)) : [],
    overlaps.length ? overlapList(overlaps) : [],
  ].flat();
}

function pathTable(paths) {
  const heads = ["Waited", "Times", "Longest", "Where", "Blocked on", "Held by", "Threads"];
  return el("div", { class: "scroll" }, el("table", { class: "paths" },
    el("caption", { class: "unseen" }, "Call paths that waited, the longest in all first"),
    el("thead", null, el("tr", null, heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", null, paths.map((path) => el("tr", null,
      el("td", { class: "number" }, format.duration(path.total)),
      el("td", { class: "number" }, format.count(path.count)),
      el("td", { class: "number" }, format.duration(path.longest)),
      el("th", { scope: "row" }, el("details", null, el("summary", null, last(path.at)), el("pre", { tabindex: "0" }, path.frames.join("\n")))),
      el("td", { title: path.blockedOn }, `${KINDS[path.kind] ?? format.words(path.kind)} ${path.kind === "SOCKET_READ" ? path.blockedOn : last(path.blockedOn)}`),
      el("td", null, path.heldBy ?? "–"),
      el("td", { class: "reason" }, path.threads.join(", ")))))));
}

function overlapList(overlaps) {
  return el("div", null,
    el("h2", null, "At the same time"),
    el("dl", null, overlaps.flatMap(({ lane, with: other, duration }) => [
      el("dt", null, `${laneName(lane)} and ${laneName(other)}`),
      el("dd", null, format.span(duration))])));
}

/** The class and the method of a frame, or a class, without its package. */
const last = (name) => /(?:[\w$]+\.)?[\w$<>]+(?::\d+)?$/.exec(name.replace(/^([a-z_][\w]*\.)+(?=[A-Z])/, ""))?.[0] ?? name;
