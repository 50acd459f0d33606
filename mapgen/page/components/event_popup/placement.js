// @ts-check
/* Where a card stands on a map beside its mark, and how far the map moves to show the mark. Pixels. */

/** @typedef {{x: number, y: number, radius: number}} Anchor the mark, in the map's pixels */
/** @typedef {{x: number, y: number}} Size */

/** Between a card and the map's edge, and between a card and its mark. */
const EDGE = 12;
const GAP = 18;
/** On a map narrower than this there is no room beside a mark: the card lies along its foot. */
const NARROW = 680;
/** How much of the card's upper part stands above its mark at most. */
const ABOVE = 150;
/** The tip of a card keeps so far from its corners. */
const CORNER = 16;
/** The smallest side of what one can press (WCAG 2.2). */
const TARGET = 24;

/** @param {Size} size of the map */
export const isNarrow = (size) => size.x < NARROW;

/**
 * The greatest height of a card on a map.
 * @param {Size} size
 */
export const highestOn = (size) => Math.round(isNarrow(size) ? size.y * 0.6 : size.y - 2 * EDGE);

/**
 * Whether enough of a box remains beside the card, or none of it is covered.
 * @param {DOMRect} box @param {DOMRect} card
 */
export function staysPressable(box, card) {
  const sides = Math.max(card.left - box.left, box.right - card.right);
  const ends = Math.max(card.top - box.top, box.bottom - card.bottom);
  return sides >= Math.min(TARGET, box.width) || ends >= Math.min(TARGET, box.height);
}

/**
 * Where a card stands on the map; `tip` is how far down its tip points at the mark, or null.
 * @param {Anchor | null} anchor
 * @param {Size} size
 * @param {{width: number, height: number}} card
 * @param {boolean} rightToLeft
 */
export function placeOnMap(anchor, size, { width, height }, rightToLeft) {
  if (isNarrow(size)) {
    return { x: EDGE, y: Math.round(size.y - height - EDGE), tip: null, leftOfMark: false };
  }
  const mark = anchor || { x: size.x / 2, y: size.y / 2, radius: 0 };
  const rightOf = mark.x + mark.radius + GAP;
  const leftOf = mark.x - mark.radius - GAP - width;
  const fitsRight = rightOf + width + EDGE <= size.x;
  const fitsLeft = leftOf >= EDGE;
  /* On the side that the page's lines run to, where it has room there. */
  const leftOfMark = rightToLeft ? fitsLeft || !fitsRight : !fitsRight;
  let x = leftOfMark ? leftOf : rightOf;
  if (!fitsRight && !fitsLeft) x = size.x - width - EDGE;
  x = Math.max(EDGE, Math.min(x, size.x - width - EDGE));
  const top = mark.y - Math.min(height / 2, ABOVE);
  const y = Math.max(EDGE, Math.min(top, size.y - height - EDGE));
  const pointed =
    (fitsRight || fitsLeft) &&
    mark.y > y + CORNER &&
    mark.y < y + height - CORNER &&
    mark.x > 0 &&
    mark.x < size.x;
  const tip = pointed ? Math.round(mark.y - y) : null;
  return { x: Math.round(x), y: Math.round(y), tip, leftOfMark };
}

/**
 * How far the map moves, [x, y], until the mark is in view beside the card.
 * @param {Anchor} anchor
 * @param {Size} size
 * @param {{kind: "sheet" | "panel" | "map", width: number, height: number, top: number}} card
 *   `top` is that of the card in the map's pixels
 */
export function shiftIntoView(anchor, size, card) {
  const [left, top] = [40, 60];
  let [right, bottom] = [size.x - 40, size.y - 50];
  const beside = GAP + EDGE + anchor.radius + card.width;
  if (card.kind === "sheet") {
    bottom = Math.max(top + 20, Math.min(bottom, card.top - anchor.radius - 14));
  } else if (card.kind === "map" && isNarrow(size)) {
    bottom = Math.max(top + 20, size.y - card.height - EDGE - anchor.radius - 14);
  } else if (card.kind === "map" && anchor.x + beside > size.x && anchor.x - beside < 0) {
    right = Math.max(left, size.x - beside - 10);
  }
  /** @param {number} at @param {number} least @param {number} most */
  const beyond = (at, least, most) => (at < least ? at - least : at > most ? at - most : 0);
  return [beyond(anchor.x, left, right), beyond(anchor.y, top, bottom)];
}
