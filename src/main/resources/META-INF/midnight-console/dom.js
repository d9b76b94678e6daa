// Makes elements. Text is only ever set as text, so that data cannot become markup.

export function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets text only where it differs, so that a selection and a screen reader are left alone. */
export function text(element, value) {
  if (element.textContent !== value) element.textContent = value;
}

export function attribute(element, name, value) {
  if (value === null || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
}

/** A box with a heading whose content is drawn anew only when its data has changed. */
export class Panel {
  constructor(title, draw, hint) {
    this.draw = draw;
    this.body = el("div", { class: "panel-body" });
    this.element = el("section", { class: "panel" },
      el("h2", null, title), hint ? el("p", { class: "hint" }, hint) : null, this.body);
    this.element.hidden = true;
  }

  /** Hides the panel where there is no data. */
  show(data) {
    this.element.hidden = data === null || data === undefined;
    const key = JSON.stringify(data);
    if (this.element.hidden || key === this.key) return;
    this.key = key;
    this.body.replaceChildren(...[this.draw(data)].flat());
  }
}
