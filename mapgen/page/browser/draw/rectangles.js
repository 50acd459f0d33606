/* Rectangles on the screen as [left, top, right, bottom]. */
export const box = (x, y, width, height) => [
  x - width / 2,
  y - height / 2,
  x + width / 2,
  y + height / 2,
];
export const rectangleOf = (mark, origin) =>
  box(mark.x - origin.x, mark.y - origin.y, mark.size + 4, mark.size + 4);
export const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
