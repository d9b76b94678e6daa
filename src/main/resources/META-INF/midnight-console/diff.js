// What the newest rejected load would change, beside the question whether to approve it.

import * as api from "./api.js";
import { listed } from "./cache.js";
import { el } from "./dom.js";

export function diffOf(name) {
  const answer = el("div", { role: "status" }, "It is compared with what is served.");
  api.diff(name).then(
    (diff) => answer.replaceChildren(...[listed(diff)].flat()),
    (e) => answer.replaceChildren(el("p", { class: "hint" }, e.message)));
  return answer;
}
