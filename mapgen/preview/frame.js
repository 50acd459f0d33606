/*
 * The frame around the page: it listens for new editions, reloads the page at the same view (the
 * page's fragment), and shows the problems in its place while there is no page to show.
 */
(function () {
  "use strict";

  const element = (id) => document.getElementById(id);
  const page = element("page");
  let shown = 0;

  /** The view of the page as it is now; the frame's own until the page has been loaded. */
  function view() {
    try {
      const inside = page.contentWindow.location;
      if (inside.pathname === "/page") return inside.hash;
    } catch {
      // The reader followed a link inside the frame: its address cannot be read.
    }
    return window.location.hash;
  }

  /** So that a reload of the frame, or its address sent on, shows the same view. */
  function keepView() {
    const hash = view();
    if (hash !== window.location.hash) history.replaceState(null, "", hash || "/");
  }

  function line(className, text) {
    const paragraph = document.createElement("p");
    paragraph.className = className;
    paragraph.textContent = text;
    return paragraph;
  }

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

  const count = (number, word) =>
    `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

  function showPage(state) {
    // In place of the old one, so that Back does not lead through every save.
    const address = `/page?edition=${state.edition}${view()}`;
    page.hidden = false;
    element("problems").hidden = true;
    page.contentWindow.location.replace(address);
    const warnings = state.problems;
    element("warnings").hidden = !warnings.length;
    element("warnings-count").textContent = count(warnings.length, "warning");
    element("warnings-list").replaceChildren(...warnings.map(row));
    document.title = `${state.title} – preview`;
    element("status").textContent = "";
  }

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

  const editions = new EventSource("/editions");
  editions.addEventListener("message", (event) => {
    const state = JSON.parse(event.data);
    if (state.edition === shown) return;
    shown = state.edition;
    if (state.built) showPage(state);
    else showProblems(state);
  });
  editions.addEventListener("error", () => {
    element("status").textContent = "mapgen preview has ended. Start it again to go on.";
  });
  editions.addEventListener("open", () => {
    if (shown) element("status").textContent = "";
  });
  window.setInterval(() => {
    if (!page.hidden) keepView();
  }, 500);
})();
