// The buttons that act on a cache, and the questions that some of them ask first.

import * as api from "./api.js";
import { diffOf } from "./diff.js";
import { attribute, el, text } from "./dom.js";
import { words } from "./format.js";

const REASON = { name: "reason", label: "Reason", type: "text", hint: "For the audit, and for whoever looks next.", maxlength: 500 };
const GENERATION = { name: "generation", label: "Generation", type: "number", min: 1, required: true };

/** What is asked before an action, and what it does to the cache. */
const ACTIONS = {
  refresh: { say: "Loads the source now and publishes what it finds.", fields: [REASON] },
  "dry-run": { say: "Loads and validates, and publishes nothing.", fields: [REASON] },
  cancel: { say: "Stops the running refresh. The published snapshot stays.", fields: [REASON], danger: true },
  pause: { say: "Stops the schedule until it is resumed.", fields: [{ ...REASON }] },
  resume: { say: "Takes up the schedule again.", fields: [REASON] },
  approve: { say: "Publishes a load that a gate rejected.", fields: [{ ...GENERATION, required: false }, REASON], danger: true },
  rollback: { say: "Publishes an earlier generation.", fields: [{ ...GENERATION, required: false }, REASON], danger: true },
  pin: { say: "Keeps a generation published until it is unpinned.", fields: [{ ...GENERATION, required: false }, { name: "until", label: "Until", type: "datetime-local", hint: "Empty: until somebody unpins it." }, REASON], danger: true },
  unpin: { say: "Lets refreshes publish again.", fields: [REASON] },
  profile: { say: "Records who waits for whom, for some seconds.", fields: [{ name: "seconds", label: "Seconds", type: "number", min: 1, max: 300, value: 10, required: true }, REASON] },
};
const ORDER = Object.keys(ACTIONS);

export class Actions {
  constructor(name, session, news, done) {
    Object.assign(this, { name, session, news, done, buttons: new Map() });
    this.why = el("p", { class: "hint", id: "why-not" });
    this.bar = el("div", { class: "actions", role: "group", "aria-label": `Actions on ${name}` });
    this.element = el("div", null, this.bar, this.why);
  }

  /** Offers what the server can do, in this state of the cache. */
  show(available, cache) {
    for (const action of ORDER.filter((known) => available.includes(known) && !this.buttons.has(known))) {
      const button = el("button", { type: "button", "data-action": action, onclick: () => this.ask(action) }, words(action));
      this.buttons.set(action, button);
      this.bar.append(button);
    }
    const refused = this.session.canAct ? null : this.session.whyNot ?? "Actions are off.";
    text(this.why, refused ?? "");
    for (const [action, button] of this.buttons) {
      const off = refused ?? notNow(action, cache);
      attribute(button, "aria-disabled", off === null ? null : "true");
      attribute(button, "title", off);
      attribute(button, "aria-describedby", refused ? "why-not" : null);
    }
  }

  ask(action) {
    const button = this.buttons.get(action);
    if (button.getAttribute("aria-disabled") === "true") {
      this.news(button.title);
      return;
    }
    this.dialog(action, ACTIONS[action]);
  }

  dialog(action, { say, fields, danger }) {
    const error = el("p", { class: "error", role: "alert" });
    const inputs = fields.map(input);
    const go = el("button", { type: "submit", class: danger ? "danger" : "primary" }, words(action));
    const dialog = el("dialog", { "aria-labelledby": "dialog-title", "aria-describedby": "dialog-say", onclose: () => dialog.remove() },
      el("form", { onsubmit: (event) => { event.preventDefault(); this.send(action, inputs, dialog, go, error); } },
        el("h2", { id: "dialog-title" }, `${words(action)}: `, el("span", { class: "name" }, this.name)),
        el("p", { id: "dialog-say" }, say),
        action === "approve" ? diffOf(this.name) : null,
        inputs.map(({ row }) => row), error,
        el("div", { class: "actions end" }, el("button", { type: "button", onclick: () => dialog.close() }, "Back"), go)));
    document.body.append(dialog);
    dialog.showModal();
    inputs[0].field.focus();
  }

  async send(action, inputs, dialog, go, error) {
    const body = { action };
    for (const { field, name } of inputs) {
      if (field.value === "") continue;
      body[name] = field.type === "datetime-local" ? new Date(field.value).toISOString() : field.value;
    }
    go.disabled = true;
    text(error, "");
    try {
      const answer = await api.act(this.name, body);
      dialog.close();
      this.news(`${words(action)} of ${this.name}: ${words(String(answer.result ?? "done")).toLowerCase()}${answer.cycle ? `, cycle ${answer.cycle}` : ""}.`);
      this.done(action, answer);
    } catch (e) {
      text(error, e.message);
      go.disabled = false;
    }
  }
}

function input(description) {
  const { label, hint, ...attributes } = description;
  const id = `field-${attributes.name}`;
  const field = el("input", { id, autocomplete: "off", ...attributes, "aria-describedby": hint ? `${id}-hint` : null });
  return { field, name: attributes.name, row: el("div", { class: "field" }, el("label", { for: id }, attributes.required ? `${label} (needed)` : label), field, hint ? el("p", { class: "hint", id: `${id}-hint` }, hint) : null) };
}

/** Why an action makes no sense in this state, or null. */
function notNow(action, cache) {
  if (cache.state === "CLOSED") return "The cache is closed.";
  if (action === "cancel" && !cache.running) return "No refresh is running.";
  if (action === "pause" && cache.paused) return "It is paused already.";
  if (action === "resume" && !cache.paused) return "It is not paused.";
  if (action === "unpin" && cache.pinned === null) return "It is not pinned.";
  return null;
}
