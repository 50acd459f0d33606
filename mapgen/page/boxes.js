/* Rectangles on the screen as [left, top, right, bottom], and the years of a group in words. */
(function (mapgen) {
  "use strict";

  const box = (x, y, width, height) => [x - width / 2, y - height / 2, x + width / 2, y + height / 2];
  const rectangleOf = (mark, origin) =>
    box(mark.x - origin.x, mark.y - origin.y, mark.size + 4, mark.size + 4);
  const meet = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

  mapgen.boxes = { box, meet, rectangleOf };

  /** "1985–1986", or one year, of two days. */
  function years(first, last) {
    const [from, to] = [mapgen.days.year(first), mapgen.days.year(last)];
    return mapgen.digits(from === to ? `${from}` : `${from}–${to}`);
  }

  mapgen.years = years;
})((window.mapgen = window.mapgen || {}));
