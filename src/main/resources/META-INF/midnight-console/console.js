// Starts the console and shows the page that the address names.

import * as api from "./api.js";
import { CachePage } from "./cache.js";
import { recolour } from "./charts.js";
import { el, text } from "./dom.js";
import { Overview } from "./overview.js";
import { Poll } from "./poll.js";
import { span } from "./format.js";

const main = document.getElementById("main");
const connection = document.getElementById("connection");
const newsBox = document.getElementById("news");
const THEMES = ["auto", "light", "dark"];
const NEWS_STAYS = 6000;

let poll = null;
let newsTimer = 0;

function news(message) {
  text(newsBox, message);
  clearTimeout(newsTimer);
  newsTimer = setTimeout(() => text(newsBox, ""), NEWS_STAYS);
}

function connected(message) {
  text(connection, message ?? "● live");
  connection.className = message ? "badge bad" : "badge good";
}

async function route() {
  poll?.stop();
  const name = location.hash.startsWith("#/cache/") ? decodeURIComponent(location.hash.slice("#/cache/".length)) : null;
  document.title = name ? `${name} – Midnight` : "Midnight";
  const hadFocus = main.childElementCount > 1 || main.contains(document.activeElement);
  const page = name ? new CachePage(name, context) : new Overview();
  main.replaceChildren(page.element);
  if (hadFocus || name) main.focus({ preventScroll: true });
  window.scrollTo(0, 0);
  poll = new Poll(
    () => page.ask(),
    (answer) => { connected(); if (answer.actions && !name) context.actions = answer.actions; return page.show(answer); },
    (error, wait) => connected(`▲ ${error.message} Next try in ${span(wait / 1000)}.`));
  page.poll = poll;
}

const context = { session: null, actions: [], news };

async function start() {
  try {
    context.session = await api.openSession();
    context.actions = (await api.caches()).actions ?? [];
  } catch (e) {
    main.replaceChildren(el("p", { class: "error", role: "alert" }, e.message), el("button", { type: "button", onclick: start }, "Try again"));
    return;
  }
  text(document.getElementById("application"), context.session.application);
  text(document.getElementById("user"), context.session.user ?? "");
  window.addEventListener("hashchange", route);
  route();
}

const themeButton = document.getElementById("theme");

function theme(chosen) {
  if (chosen === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  text(themeButton, `Theme: ${chosen}`);
  recolour();
}

themeButton.addEventListener("click", () => {
  const next = THEMES[(THEMES.indexOf(document.documentElement.dataset.theme ?? "auto") + 1) % THEMES.length];
  try { localStorage.setItem("midnight-theme", next === "auto" ? "" : next); } catch { /* forbidden: it lasts as long as the page */ }
  theme(next);
});
theme(document.documentElement.dataset.theme || "auto");
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", recolour);
document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });

start();
