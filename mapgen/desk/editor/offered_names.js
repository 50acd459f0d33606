// @ts-check
/* The names that fields complete by the browser's own means: places and cities. */
import { element } from "./elements.js";

/** @type {import("./api.js").EditorFile | undefined} the gazetteer that is offered */
let offered;

/** @param {import("./api.js").EditorState} state */
export function offerNames({ files, choices }) {
  const cities = (choices.city ?? []).map((value) => element("option", { value }));
  list("cities").replaceChildren(...cities);
  if (offered && offered === files.places) return;
  offered = files.places;
  const places = (files.places?.records ?? []).map(({ key, value }) =>
    element("option", { value: key, label: String(value.name ?? "") }),
  );
  list("places").replaceChildren(...places);
}

/** @param {string} id */
function list(id) {
  const found = document.getElementById(id) ?? element("datalist", { id });
  if (!found.isConnected) document.body.append(found);
  return found;
}
