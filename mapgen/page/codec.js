/* Opens what payload.py packs: base64 of raw deflate, holding typed arrays or JSON. */
(function (mapgen) {
  "use strict";

  const TYPES = { i32: Int32Array, u32: Uint32Array, u16: Uint16Array, u8: Uint8Array };

  function bytesOf(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
    return bytes;
  }

  async function inflate(base64) {
    const stream = new Blob([bytesOf(base64)])
      .stream()
      .pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  const decoder = new TextDecoder();

  /** The JSON value in a packed text. */
  async function json(base64) {
    return JSON.parse(decoder.decode(await inflate(base64)));
  }

  /**
   * All columns of a packed table: {name: typed array}. Each column's bytes lie one after the other,
   * the i-th bytes of all values together ("byte planes", which deflate packs better), little
   * endian; a `delta` column holds the differences from value to value.
   */
  async function columns(packed) {
    const bytes = await inflate(packed.data);
    const result = {};
    let offset = 0;
    for (const { name, type, length, delta } of packed.columns) {
      const Type = TYPES[type];
      const width = Type.BYTES_PER_ELEMENT;
      const planes = new Uint8Array(length * width);
      for (let b = 0; b < width; b += 1) {
        const start = offset + b * length;
        for (let i = 0; i < length; i += 1) planes[i * width + b] = bytes[start + i];
      }
      const values = new Type(planes.buffer);
      if (delta) for (let i = 1; i < length; i += 1) values[i] += values[i - 1];
      result[name] = values;
      offset += length * width;
    }
    return result;
  }

  const table = new Uint32Array(256);
  for (let n = 0; n < 256; n += 1) {
    let c = n;
    for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    table[n] = c >>> 0;
  }

  /** CRC-32 (ISO 3309, as zlib computes it) of a text's UTF-8 bytes; ids are found by it. */
  function crc32(text) {
    let c = 0xffffffff;
    for (const byte of new TextEncoder().encode(text)) c = table[(c ^ byte) & 255] ^ (c >>> 8);
    return (c ^ 0xffffffff) >>> 0;
  }

  mapgen.codec = { json, columns, crc32 };
})((window.mapgen = window.mapgen || {}));
