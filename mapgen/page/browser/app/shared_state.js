// @ts-check
/** @import { SharedState } from "../types" */

/**
 * What components of the map let the others know; a name that is not here is a mistake.
 * @returns {SharedState}
 */
export const sharedState = () =>
  Object.seal({
    popup: null,
    panes: null,
    streets: false,
    firstShade: undefined,
    highlighted: [],
    tab: null,
    sections: null,
  });
