// @ts-check
/* Where a value stands in rising numbers: an array, a typed array. */

/**
 * The first index, from `start` on, whose number is not below x.
 * @param {ArrayLike<number>} numbers
 * @param {number} x
 * @param {number} [start]
 */
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

/**
 * The first index whose number is above x.
 * @param {ArrayLike<number>} numbers
 * @param {number} x
 */
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

/**
 * The index of x, or −1.
 * @param {ArrayLike<number>} numbers
 * @param {number} x
 */
export function indexIn(numbers, x) {
  const at = firstNotBelow(numbers, x);
  return numbers[at] === x ? at : -1;
}
