// @ts-check
/*
 * What follows a change of an element's size, in the frame after it. A callback that changes sizes in
 * the same frame would be called again in it, which browsers report as an error of the page.
 */

/**
 * Calls `act` once in the frame after any of the elements that are observed has another size; the first
 * time after they are first laid out.
 * @param {() => void} act
 * @returns {{observe: (element: Element) => void, stop: () => void}}
 */
export function onResize(act) {
  let frame = 0;
  const sizes = new ResizeObserver(() => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      act();
    });
  });
  return {
    observe: (element) => sizes.observe(element),
    stop: () => {
      sizes.disconnect();
      cancelAnimationFrame(frame);
    },
  };
}
