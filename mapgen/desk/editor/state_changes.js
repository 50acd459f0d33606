// @ts-check
/* The state of a folder with what has changed since; what has not stays the same object. */

/**
 * @typedef {import("./api.js").EditorState} EditorState
 * @typedef {import("./api.js").EditorRecord} EditorRecord
 * @typedef {import("./api.js").EditorFile} EditorFile
 *
 * Where records stand no longer as they were, how many, and those that stand there now.
 * @typedef {[start: number, count: number, now: EditorRecord[]]} Stretch
 * @typedef {{file: string, fault: string, records?: EditorRecord[], changes?: Stretch[]}} FileTold
 * @typedef {Partial<Omit<EditorState, "files">> &
 *   {version: number, since?: number, files: Record<string, FileTold>}} Told
 */

/**
 * @param {EditorState} before
 * @param {Told} told what differs from it
 * @returns {EditorState} another one, the one before stays as it is
 */
export function withChanges(before, { since: _, files: toldFiles, ...rest }) {
  const files = { ...before.files };
  for (const [name, { file, fault, records, changes }] of Object.entries(toldFiles)) {
    const old = before.files[name]?.records ?? [];
    files[name] = { file, fault, records: records ?? changed(old, changes ?? []) };
  }
  return { ...before, ...rest, files };
}

/**
 * @param {EditorRecord[]} records
 * @param {Stretch[]} changes one behind the other
 */
function changed(records, changes) {
  let found = [...records];
  for (const [start, count, now] of changes) {
    if (count === now.length) now.forEach((record, at) => (found[start + at] = record));
    else found = found.slice(0, start).concat(now, found.slice(start + count));
  }
  return found;
}
