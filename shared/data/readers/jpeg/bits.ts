/** Entropy-coded bytes as bits (ITU-T T.81, F.2.2), and the Huffman codes in them. */

/** The file is damaged, or ends too early. */
export class JpegError extends Error {
  readonly isCut: boolean;
  constructor(message: string, isCut = false) {
    super(message);
    this.isCut = isCut;
  }
}

/** Bits of a code that one look-up resolves. */
const FAST = 9;

export interface HuffmanCode {
  /** By the next FAST bits: symbol · 16 + length of its code; 0 where that is longer than FAST or there is none. */
  readonly fast: Uint16Array;
  /** Of each length: the last code of it, −1 where there is none; and what to add to a code for its place among the symbols. */
  readonly last: Int32Array;
  readonly shift: Int32Array;
  readonly symbols: Uint8Array;
}

/** The code with `counts[i]` codes of length i + 1 (T.81, annex C). Throws a JpegError for more than fit. */
export function huffmanCode(counts: Uint8Array, symbols: Uint8Array): HuffmanCode {
  const fast = new Uint16Array(1 << FAST);
  const last = new Int32Array(17).fill(-1);
  const shift = new Int32Array(17);
  let code = 0;
  let at = 0;
  for (let length = 1; length <= 16; length++) {
    const count = counts[length - 1];
    shift[length] = at - code;
    if (code + count > 1 << length) throw new JpegError("a Huffman table with too many codes");
    for (let i = 0; i < count && length <= FAST; i++) {
      const first = (code + i) << (FAST - length);
      fast.fill((symbols[at + i] << 4) | length, first, first + (1 << (FAST - length)));
    }
    if (count > 0) last[length] = code + count - 1;
    at += count;
    code = (code + count) << 1;
  }
  return { fast, last, shift, symbols };
}

/** Reads from `at` up to the next marker; then there are no more bits. */
export class BitReader {
  /** Of the next byte that has not been looked at. */
  at: number;
  private readonly bytes: Uint8Array;
  private bits = 0;
  private have = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Makes at least 25 bits ready, or all that are left. */
  private fill(): void {
    const { bytes } = this;
    while (this.have <= 24 && this.at < bytes.length) {
      const byte = bytes[this.at];
      if (byte === 0xff) {
        // A byte of zero follows where it is no marker.
        if (bytes[this.at + 1] !== 0) return;
        this.at++;
      }
      this.at++;
      this.bits = (this.bits << 8) | byte;
      this.have += 8;
    }
  }

  take(count: number): number {
    if (this.have < count) this.fill();
    if (this.have < count) throw new JpegError("its pixels end too early", true);
    this.have -= count;
    return (this.bits >> this.have) & ((1 << count) - 1);
  }

  /** A number of `count` bits with its sign (T.81, F.12). */
  signed(count: number): number {
    const value = this.take(count);
    return value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
  }

  symbol({ fast, last, shift, symbols }: HuffmanCode): number {
    if (this.have < 16) this.fill();
    const { have } = this;
    const next = have >= FAST ? this.bits >> (have - FAST) : this.bits << (FAST - have);
    const found = fast[next & ((1 << FAST) - 1)];
    const length = found & 15;
    if (length > 0) {
      if (length > have) throw new JpegError("its pixels end too early", true);
      this.have = have - length;
      return found >> 4;
    }
    for (let long = FAST + 1; long <= Math.min(16, have); long++) {
      const code = (this.bits >> (have - long)) & ((1 << long) - 1);
      if (code > last[long]) continue;
      this.have = have - long;
      return symbols[shift[long] + code];
    }
    throw new JpegError("its pixels have a code that is in no table", have < 16);
  }

  /** Leaves the rest of the byte, and goes to the next marker: its second byte, or 0 where the file ends. */
  marker(): number {
    this.have = 0;
    const { bytes } = this;
    for (; this.at + 1 < bytes.length; this.at++)
      if (bytes[this.at] === 0xff && bytes[this.at + 1] !== 0 && bytes[this.at + 1] !== 0xff) return bytes[this.at + 1];
    this.at = bytes.length;
    return 0;
  }
}
