// @ts-check
/* The sources that a form can cite: those that there are, and one that is made while it is written. */
import { knownSources } from "./cited_sources.js";
import { newSource } from "./new_source.js";

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {object} SourcesAtHand
 * @property {() => import("./cited_sources.js").KnownSource[]} known
 * @property {(title: string) => Promise<string>} made asks for a new one; its key, "" for none
 */

/**
 * @param {EditorState} state
 * @param {{reread: () => Promise<EditorState>, failed: (error: unknown) => void}} hooks
 * @returns {SourcesAtHand}
 */
export function sourcesOf(state, { reread, failed }) {
  let known = knownSources(state);
  return {
    known: () => known,
    made: async (title) => {
      const key = await newSource(state, title, failed);
      if (key) known = knownSources(await reread());
      return key;
    },
  };
}
