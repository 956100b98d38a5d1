/** Four tables: `TABLES[k][byte]` is the checksum of that byte with k bytes of zero after it. */
let tables: readonly Uint32Array[] | undefined;

function makeTables(): readonly Uint32Array[] {
  const first = Uint32Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  const all = [first];
  for (let k = 1; k < 4; k++) all.push(all[k - 1].map((c) => first[c & 0xff] ^ (c >>> 8)));
  return all;
}

/** CRC-32 of ISO 3309 (PNG, annex D; RFC 1952, section 8). With `before`, that of what came earlier, it goes on from there. */
export function crc(bytes: Uint8Array, before = 0): number {
  tables ??= makeTables();
  const [t0, t1, t2, t3] = tables;
  const { length } = bytes;
  let c = ~before;
  let i = 0;
  for (; i + 4 <= length; i += 4) {
    c ^= bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
    c = t3[c & 0xff] ^ t2[(c >>> 8) & 0xff] ^ t1[(c >>> 16) & 0xff] ^ t0[c >>> 24];
  }
  for (; i < length; i++) c = t0[(c ^ bytes[i]) & 0xff] ^ (c >>> 8);
  return ~c >>> 0;
}
