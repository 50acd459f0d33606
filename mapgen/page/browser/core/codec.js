// @ts-check
/* Decodes what packing.py packs: base64 of raw deflate, holding typed arrays, texts or JSON. */
/** @import { ColumnHead, Numbers } from "../types" */

const TYPES = { i32: Int32Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array };

/** Not in every browser, nor in the platform's types yet. */
const { fromBase64 } = /** @type {{fromBase64?: (text: string) => Uint8Array<ArrayBuffer>}} */ (
  /** @type {unknown} */ (Uint8Array)
);

/**
 * @param {string} base64
 * @returns {Uint8Array<ArrayBuffer>}
 */
function bytesOf(base64) {
  if (fromBase64) return fromBase64.call(Uint8Array, base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** @param {string} base64 */
async function inflate(base64) {
  const stream = new Blob([bytesOf(base64)])
    .stream()
    .pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const decoder = new TextDecoder();

/**
 * The text in a packed text.
 * @param {string} base64
 */
export async function text(base64) {
  return decoder.decode(await inflate(base64));
}

/**
 * The JSON value in a packed text: the caller names its type.
 * @template T
 * @param {string} base64
 * @returns {Promise<T>}
 */
export async function json(base64) {
  return /** @type {T} */ (JSON.parse(await text(base64)));
}

/**
 * All columns of a packed table: {name: typed array}. Each column's bytes lie one after the other,
 * the i-th bytes of all values together ("byte planes", which deflate packs better), little
 * endian. A `constant` column has none; a `delta` column holds the differences from value to
 * value, one with `above` what its values are above an earlier column's.
 * @param {{columns: ColumnHead[], data: string}} packed
 */
export async function columns({ columns: heads, data }) {
  const bytes = await inflate(data);
  /** @type {Record<string, Numbers>} */
  const result = {};
  let offset = 0;
  for (const { name, type, length, delta, above, constant } of heads) {
    const Type = TYPES[type];
    const width = Type.BYTES_PER_ELEMENT;
    const values = new Type(length);
    if (constant !== undefined) values.fill(constant);
    else {
      const end = offset + length * width;
      fromPlanes(bytes.subarray(offset, end), width, new Uint8Array(values.buffer));
      offset = end;
    }
    if (delta) addBefore(values);
    if (above) addBase(values, result[above]);
    result[name] = values;
  }
  return result;
}

/* Each of the loops over single events stands in a function of its own: browsers are slow at those of one that waits. */

/**
 * Puts the bytes of each value side by side.
 * @param {Uint8Array} planes all first bytes, then all second ones, and so on
 * @param {number} width bytes of a value
 * @param {Uint8Array} bytes
 */
function fromPlanes(planes, width, bytes) {
  if (width === 1) {
    bytes.set(planes);
    return;
  }
  const length = planes.length / width;
  for (let b = 0; b < width; b += 1) {
    const start = b * length;
    for (let i = 0, at = b; i < length; i += 1, at += width) bytes[at] = planes[start + i];
  }
}

/** @param {Numbers} values each of which is what it is above the one before */
function addBefore(values) {
  for (let i = 1, sum = values[0]; i < values.length; i += 1) values[i] = sum += values[i];
}

/**
 * @param {Numbers} values
 * @param {Numbers} base what they are above
 */
function addBase(values, base) {
  for (let i = 0; i < values.length; i += 1) values[i] += base[i];
}

/**
 * Where each event's values begin, and where the last one's end, from how many each has.
 * @param {ArrayLike<number>} counts
 */
export function offsets(counts) {
  const result = new Uint32Array(counts.length + 1);
  for (let i = 0, sum = 0; i < counts.length; i += 1) result[i + 1] = sum += counts[i];
  return result;
}

const SEPARATOR = "\x1e";
const ONE_BYTE = 0x80;
const WORD = 0xfe;
const LONG_WORD = 0xff;

/**
 * The list of words that a page's texts are written in; its first word separates the cells.
 * @param {string} base64
 */
export async function words(base64) {
  return [SEPARATOR, ...(await text(base64)).split(SEPARATOR)];
}

/**
 * The cells in packed words (word_codes.py): their words by number, those that the list does not
 * have spelt out. The first word of the list separates the cells.
 * @param {string} base64
 * @param {string[]} list
 */
export async function cells(base64, list) {
  const bytes = await inflate(base64);
  /** @type {string[]} */
  const found = [];
  /** @type {string | null} */
  let cell = null;
  for (let at = 0; at < bytes.length;) {
    const code = bytes[at];
    let word;
    if (code < ONE_BYTE) {
      at += 1;
      if (code === 0) {
        found.push(cell ?? "");
        cell = null;
        continue;
      }
      word = list[code];
    } else if (code < WORD) {
      word = list[ONE_BYTE + (code - ONE_BYTE) * 256 + bytes[at + 1]];
      at += 2;
    } else {
      const long = code === LONG_WORD;
      const view = new DataView(bytes.buffer, bytes.byteOffset);
      const start = at + (long ? 5 : 2);
      const end = start + (long ? view.getUint32(at + 1, true) : bytes[at + 1]);
      word = decoder.decode(bytes.subarray(start, end));
      at = end;
    }
    cell = cell === null ? word : `${cell} ${word}`;
  }
  found.push(cell ?? "");
  return found;
}
