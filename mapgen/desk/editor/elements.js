// @ts-check
/* Elements of the document, made in one line. Text is set as text. */

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name
 * @param {Record<string, string | boolean | ((event: Event) => void)>} [attributes] functions listen
 * @param {...(Node | string)} inside
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (typeof value === "boolean") made.toggleAttribute(key, value);
    else made.setAttribute(key, value);
  }
  made.append(...inside);
  return made;
}

/**
 * The element of the page with an id.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function part(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`no ${id}`);
  return found;
}

/**
 * Brings a field of a form into sight, with the focus in it, or in the first thing of several.
 * @param {HTMLElement} form
 * @param {string} selector of the field
 */
export function focusField(form, selector) {
  const field = form.querySelector(selector);
  const control = field?.matches("[role=group]") ? field.querySelector("input, button") : field;
  if (control instanceof HTMLElement) control.focus();
}

let fields = 0;

/**
 * A field: its label, its control and what is said about it.
 * @param {string} name
 * @param {HTMLElement} control
 * @param {string} [meaning]
 * @param {boolean} [needed]
 * @returns {{row: HTMLElement, wrong: HTMLElement, hint: HTMLElement}}
 */
export function labelled(name, control, meaning = "", needed = false) {
  const id = `field-${(fields += 1)}`;
  const is = control.matches("input, select, textarea");
  if (is) control.id = id;
  else control.setAttribute("aria-label", name);
  if (!is) control.setAttribute("role", "group");
  const label = is ? element("label", { for: id }, name) : element("span", { class: "name" }, name);
  label.classList.toggle("needed", needed);
  if (is && needed) control.setAttribute("aria-required", "true");
  const hint = element("p", { class: "hint", id: `${id}-hint` });
  const wrong = element("div", { id: `${id}-wrong` });
  control.setAttribute("aria-describedby", `${id}-wrong ${id}-hint`);
  const about = meaning ? [element("p", { class: "meaning" }, meaning)] : [];
  const body = element("div", { class: "control" }, control, hint, ...about, wrong);
  return { row: element("div", { class: "field" }, label, body), wrong, hint };
}
