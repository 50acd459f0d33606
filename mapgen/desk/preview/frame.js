// @ts-check
/*
 * The frame around the page: it asks for new editions while it can be seen, reloads the page at the
 * same view (the page's fragment), and shows the problems in its place while there is no page to show.
 */
(function () {
  "use strict";

  /**
   * A problem as `Problem.as_dict` gives it.
   * @typedef {object} Problem
   * @property {"error" | "warning"} severity
   * @property {string | null} file
   * @property {number | null} line
   * @property {string | null} column
   * @property {string | null} value
   * @property {string} message
   * @property {string | null} mend how to correct it
   */

  /**
   * What the preview has made of the folder last.
   * @typedef {object} Edition
   * @property {number} edition its number
   * @property {boolean} built whether there is a page
   * @property {string} title
   * @property {Problem[]} problems
   * @property {string | null} failure what failed in mapgen itself
   */

  /** Milliseconds between two requests, and between two looks at the page's view. */
  const EVERY = 500;

  /** @param {string} id of an element of frame.html */
  function element(id) {
    const found = document.getElementById(id);
    if (!found) throw new Error(`frame.html has no element ${id}`);
    return found;
  }

  const page = /** @type {HTMLIFrameElement} */ (element("page"));
  const pagePath = new URL("page", window.location.href).pathname;
  let shown = 0;

  /** The view of the page as it is now; the frame's own until the page has been loaded. */
  function view() {
    try {
      const inside = page.contentWindow && page.contentWindow.location;
      if (inside && inside.pathname === pagePath) return inside.hash;
    } catch {
      // The reader followed a link inside the frame: its address cannot be read.
    }
    return window.location.hash;
  }

  /** So that a reload of the frame, or its address sent on, shows the same view. */
  function keepView() {
    const hash = view();
    if (hash !== window.location.hash) {
      history.replaceState(null, "", hash || window.location.pathname);
    }
  }

  /**
   * @param {string} className
   * @param {string} text
   */
  function line(className, text) {
    const paragraph = document.createElement("p");
    paragraph.className = className;
    paragraph.textContent = text;
    return paragraph;
  }

  /** @param {Problem} problem */
  function row(problem) {
    const item = document.createElement("li");
    item.className = problem.severity;
    const where = [problem.file, problem.line, problem.column].filter(
      (part) => part !== null && part !== "",
    );
    const what = line("what", `${problem.message[0].toUpperCase()}${problem.message.slice(1)}`);
    if (problem.value !== null) {
      const value = document.createElement("span");
      value.className = "value";
      value.textContent = ` ${problem.value.length > 200 ? problem.value.slice(0, 199) + "…" : problem.value}`;
      what.append(":", value);
    }
    item.append(line("where", where.join(":")), what);
    if (problem.mend) item.append(line("mend", problem.mend));
    return item;
  }

  /**
   * @param {number} number
   * @param {string} word in the singular
   */
  const count = (number, word) =>
    `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

  /** @param {Edition} state */
  function showPage(state) {
    // In place of the old one, so that Back does not lead through every save.
    const address = `${pagePath}?edition=${state.edition}${view()}`;
    page.hidden = false;
    element("problems").hidden = true;
    if (page.contentWindow) page.contentWindow.location.replace(address);
    const warnings = state.problems;
    element("warnings").hidden = !warnings.length;
    element("warnings-count").textContent = count(warnings.length, "warning");
    element("warnings-list").replaceChildren(...warnings.map(row));
    document.title = `${state.title} – preview`;
    element("status").textContent = "";
  }

  /** @param {Edition} state */
  function showProblems(state) {
    keepView();
    page.hidden = true;
    element("warnings").hidden = true;
    element("problems").hidden = false;
    // Errors first: they are what stands between the reader and the map.
    const errors = state.problems.filter((problem) => problem.severity === "error");
    const warnings = state.problems.filter((problem) => problem.severity !== "error");
    element("list").replaceChildren(...[...errors, ...warnings].map(row));
    element("verdict").textContent = state.failure
      ? "mapgen failed"
      : [count(errors.length, "error"), warnings.length ? count(warnings.length, "warning") : ""]
          .filter(Boolean)
          .join(", ");
    element("advice").textContent = state.failure
      ? `${state.failure}. The terminal says more; this is a mistake of mapgen's, please report it.`
      : "The map comes back when the errors are mended and saved.";
    document.title = `(${errors.length || "!"}) ${state.title} – preview`;
    element("status").textContent = "";
  }

  /**
   * Links out of the page open a tab of their own: no other site may be shown in the frame.
   * @param {MouseEvent} event
   */
  function openOutside(event) {
    /** @type {HTMLAnchorElement | null} */
    const link = /** @type {Element} */ (event.target).closest("a[href]");
    if (!link || link.pathname === pagePath || !/^https?:$/.test(link.protocol)) return;
    link.target = "_blank";
    link.relList.add("noopener", "noreferrer");
  }

  page.addEventListener("load", () => {
    const inside = page.contentDocument;
    if (inside) inside.addEventListener("click", openOutside, true);
  });

  /** @param {Edition} state */
  function show(state) {
    shown = state.edition;
    if (state.built) showPage(state);
    else showProblems(state);
  }

  /** @param {string} status */
  function say(status) {
    if (element("status").textContent !== status) element("status").textContent = status;
  }

  /** Shows the latest edition if it is not the one shown already. */
  async function look() {
    try {
      const answer = await fetch(`edition?shown=${shown}`);
      if (answer.status === 200) show(await answer.json());
      if (!answer.ok) say("mapgen preview was started anew. Open the address that it has printed.");
      else if (shown) say("");
    } catch {
      say("mapgen preview has ended. Start it again to go on.");
    }
  }

  /** Looks again and again; a tab that cannot be seen waits until it can. */
  async function follow() {
    for (;;) {
      if (document.hidden) {
        await new Promise((seen) =>
          document.addEventListener("visibilitychange", seen, { once: true }),
        );
      }
      if (document.hidden) continue;
      await look();
      await new Promise((later) => window.setTimeout(later, EVERY));
    }
  }

  follow();
  window.setInterval(() => {
    if (!page.hidden) keepView();
  }, EVERY);
})();
