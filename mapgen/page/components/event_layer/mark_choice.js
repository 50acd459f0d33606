// @ts-check
/* Opens what a mark or an area stands for: one event, or the list of several at one place. */
import { isDragged } from "../../browser/app/leaflet.js";
import { named, t } from "../../browser/core/messages.js";
import { countedCard } from "../../browser/draw/counted_card.js";
import { zoomTo } from "./mark_places.js";

/** @import { EventIndex } from "../../browser/types" */
/** @import { EventLayer } from "./event_layer.js" */
/** @import { MarkView } from "./mark_views.js" */

/**
 * The end of a drag is no click; a click without a pointer (detail 0) never is one.
 * @param {EventLayer} layer
 * @param {MouseEvent} event
 */
export function wasDragged({ map }, event) {
  return event.detail > 0 && isDragged(map);
}

/**
 * A mark is clicked: what can be parted by zooming in is parted, else it is opened.
 * @param {EventLayer} layer
 * @param {MarkView} view
 * @param {MouseEvent} event
 */
export function pressMark(layer, view, event) {
  event.stopPropagation();
  if (wasDragged(layer, event)) return;
  layer.hint.hide();
  const members = layer.clusters.members(layer.pane.placed(), view.mark.groups);
  if (members.length > 1 && view.mark.mixed && zoomTo(layer, members)) return;
  open(layer, members, view.button);
}

/**
 * Opens the events of areas, which have no point.
 * @param {EventLayer} layer
 * @param {number[]} some their numbers
 * @param {HTMLElement} button
 */
export function openArea(layer, some, button) {
  const { clusters, areas, pane } = layer;
  const groups = some.map((a) => clusters.areaGroup(a));
  const title = some.length === 1 ? areas.title(areas.list[some[0]]) : areas.somewhereIn(some);
  open(layer, clusters.members(pane.placed(), groups), button, title);
}

/**
 * @param {EventLayer} layer
 * @param {EventIndex[]} members
 * @param {HTMLElement} opener
 * @param {string} [title] of the list
 */
async function open({ context }, members, opener, title) {
  /* A filter may have taken them away before the mark was drawn anew. */
  if (!members.length) return;
  const record = await context.read(members[0]);
  const { groups } = context;
  const place = record.place || "";
  if (groups) {
    const name = title || place;
    const card = () => countedCard(context, groups, members, name);
    context.emit("choose", { members, title: name, opener, card });
  } else if (members.length === 1) context.select(record.id);
  else {
    context.emit("choose", { members, title: title || named(place) || t("This place"), opener });
  }
}
