/**
 * Deflate (RFC 1951) of a drawing, whose pixels are mostly those beside or above them: runs of what came `near` bytes before or `above` bytes before, by the
 * fixed codes. It always makes the same bytes, and takes one look at each.
 */

/** Lengths from 3 and what they add, by code from 257; distances from 1, by code (3.2.5). */
const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const distanceBits = (code: number) => Math.max(0, (code >> 1) - 1);
const LONGEST = 258;
const SHORTEST = 4;

export function packed(bytes: Uint8Array, near: number, above: number): Uint8Array {
  const out = bitWriter(bytes.length);
  // The last block, with fixed codes.
  out.bits(1, 1);
  out.bits(1, 2);
  const run = (at: number, distance: number) => {
    if (distance > at) return 0;
    const most = Math.min(LONGEST, bytes.length - at);
    let length = 0;
    while (length < most && bytes[at + length] === bytes[at + length - distance]) length++;
    return length;
  };
  const codes = new Map([near, above].map((distance) => [distance, codeOf(DISTANCES, distance)]));
  for (let at = 0; at < bytes.length; ) {
    const beside = run(at, near);
    const upwards = beside === LONGEST ? 0 : run(at, above);
    const [length, distance] = upwards > beside ? [upwards, above] : [beside, near];
    if (length < SHORTEST) {
      literal(out, bytes[at++]);
      continue;
    }
    const code = codeOf(LENGTHS, length);
    literal(out, 257 + code);
    out.bits(length - LENGTHS[code], LENGTH_BITS[code]);
    const far = codes.get(distance) ?? 0;
    out.bits(reversed(far, 5), 5);
    out.bits(distance - DISTANCES[far], distanceBits(far));
    at += length;
  }
  literal(out, 256);
  return out.bytes();
}

/** The fixed code of a byte, a length or the end (3.2.6): its most significant bit first. */
function literal(out: BitWriter, symbol: number): void {
  if (symbol < 144) out.bits(reversed(0x30 + symbol, 8), 8);
  else if (symbol < 256) out.bits(reversed(0x190 + symbol - 144, 9), 9);
  else if (symbol < 280) out.bits(reversed(symbol - 256, 7), 7);
  else out.bits(reversed(0xc0 + symbol - 280, 8), 8);
}

const codeOf = (starts: readonly number[], value: number) => starts.findLastIndex((start) => start <= value);

function reversed(code: number, length: number): number {
  let out = 0;
  for (let bit = 0; bit < length; bit++) out |= ((code >> bit) & 1) << (length - 1 - bit);
  return out;
}

interface BitWriter {
  /** The lowest `count` bits of a value, the lowest first. */
  bits(value: number, count: number): void;
  bytes(): Uint8Array;
}

/** Of `most` bytes no literal takes more than nine bits. */
function bitWriter(most: number): BitWriter {
  const out = new Uint8Array(Math.ceil((9 * most) / 8) + 8);
  let [length, held, count] = [0, 0, 0];
  return {
    bits(value, added) {
      held |= value << count;
      count += added;
      for (; count >= 8; count -= 8, held >>>= 8) out[length++] = held & 255;
    },
    bytes() {
      if (count > 0) out[length++] = held & 255;
      count = 0;
      return out.subarray(0, length);
    },
  };
}
