// @ts-check
/* Files that the page makes, handed to the reader. */
import { h } from "./dom.js";

/**
 * Hands the reader a file; works from disk too, since nothing is fetched.
 * @param {string} name
 * @param {string} type its media type
 * @param {BlobPart[]} parts
 */
export const saveFile = (name, type, parts) => {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const link = h("a", { href: address, download: name, hidden: true });
  (document.querySelector("dialog[open]") || document.body).append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
};
