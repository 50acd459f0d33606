/* Where a value stands in rising numbers: an array, a typed array. */

/** The first index, from `start` on, whose number is not below x. */
export function firstNotBelow(numbers, x, start = 0) {
  let low = start;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index whose number is above x. */
export function firstAbove(numbers, x) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The index of x, or −1. */
export function indexIn(numbers, x) {
  const at = firstNotBelow(numbers, x);
  return numbers[at] === x ? at : -1;
}
