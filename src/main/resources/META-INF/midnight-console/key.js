// Asks about one key, where the server shows values.

import * as api from "./api.js";
import { listed } from "./cache.js";
import { el } from "./dom.js";

export class KeyQuestion {
  constructor(name) {
    this.name = name;
    this.answer = el("div", { role: "status" });
    this.field = el("input", { id: "key", required: true, autocomplete: "off", spellcheck: "false" });
    this.element = el("section", { class: "panel" }, el("h2", null, "Ask about one key"),
      el("form", { class: "key", onsubmit: (event) => { event.preventDefault(); this.ask(); } },
        el("label", { for: "key" }, "Key"), this.field, el("button", { type: "submit" }, "Look up")),
      this.answer);
  }

  async ask() {
    try {
      this.answer.replaceChildren(...[listed(await api.key(this.name, this.field.value))].flat());
    } catch (e) {
      this.answer.replaceChildren(el("p", { class: "error" }, e.message));
    }
  }
}
