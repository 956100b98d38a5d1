/**
 * DEFLATE (RFC 1951), undone here rather than by the platform: only so is known where the stream ends, and the same bytes are read, or refused,
 * everywhere. Output leaves in pieces as it is made, so that memory is bounded by what the receiver keeps.
 */

/** Damaged bytes, or none left where more must come. */
export class InflateError extends Error {
  readonly isCut: boolean;
  constructor(isCut: boolean) {
    super(isCut ? "compressed bytes end too early" : "compressed bytes are damaged");
    this.isCut = isCut;
  }
}

/** Takes a piece of output, which is valid only during the call. False ends the work. */
export type Emit = (piece: Uint8Array) => boolean;

const WINDOW = 32_768;
const PIECE = 65_536;
/** Bits of a code that one look-up resolves; longer codes are rare and take the slow way. */
const FAST = 10;
const MOST = 15;

/** Base and extra bits of the lengths 257 to 285, and of the distances 0 to 29 (RFC 1951, 3.2.5). */
const LENGTHS = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = Array.from({ length: 30 }, (_, i) => (i < 2 ? i + 1 : ((2 + (i & 1)) << ((i >> 1) - 1)) + 1));
const DISTANCE_BITS = Array.from({ length: 30 }, (_, i) => Math.max(0, (i >> 1) - 1));
/** The order in which lengths of code-length codes are stored. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A canonical Huffman code. */
interface Code {
  /** By the next FAST bits: symbol · 16 + length of its code; 0 where that is longer than FAST or there is none. */
  readonly fast: Uint16Array;
  /** Codes of each length. */
  readonly counts: Uint16Array;
  /** Symbols in the order of their codes. */
  readonly symbols: Uint16Array;
}

/**
 * Inflates the stream that begins at `start`; what it holds goes to `emit`. Returns where the stream ends: the place of the first byte that is not part of
 * it; where `emit` ended the work, any place inside. Throws an InflateError.
 */
export function inflate(bytes: Uint8Array, start: number, emit: Emit): number {
  return new Inflater(bytes, start, emit).run();
}

/** Room for the codes of a block, which may be a few bytes long: lengths, literals and lengths of copies, distances. */
const room = { own: emptyCode(19), literals: emptyCode(286), distances: emptyCode(30), lengths: new Uint8Array(316) };
let shared: Uint8Array | undefined;

/** One for all, as only one stream is inflated at a time and a file may hold thousands of them. */
function scratch(): Uint8Array {
  shared ??= new Uint8Array(WINDOW + PIECE + 258);
  return shared;
}

class Inflater {
  private readonly bytes: Uint8Array;
  private readonly emit: Emit;
  private at: number;
  private bits = 0;
  private have = 0;
  /** The last WINDOW bytes of what has left, and then what has not. */
  private readonly out = scratch();
  private to = 0;
  private left = 0;
  private isEnded = false;

  constructor(bytes: Uint8Array, start: number, emit: Emit) {
    this.bytes = bytes;
    this.at = start;
    this.emit = emit;
  }

  run(): number {
    for (let isLast = false; !isLast && !this.isEnded; ) {
      isLast = this.take(1) === 1;
      const type = this.take(2);
      if (type === 0) this.stored();
      else if (type === 1) this.coded(fixed().literals, fixed().distances);
      else if (type === 2) {
        const { literals, distances } = this.readCodes();
        this.coded(literals, distances);
      } else throw new InflateError(false);
    }
    if (!this.isEnded) this.flush();
    // Whole bytes that were looked at but not used belong to what follows.
    return this.at - (this.have >> 3);
  }

  private take(count: number): number {
    while (this.have < count) {
      if (this.at >= this.bytes.length) throw new InflateError(true);
      this.bits |= this.bytes[this.at++] << this.have;
      this.have += 8;
    }
    const value = this.bits & ((1 << count) - 1);
    this.bits >>>= count;
    this.have -= count;
    return value;
  }

  /** Hands on what has not left yet, and keeps the window. */
  private flush(): void {
    if (this.to > this.left && !this.emit(this.out.subarray(this.left, this.to))) this.isEnded = true;
    if (this.to > WINDOW) {
      this.out.copyWithin(0, this.to - WINDOW, this.to);
      this.to = WINDOW;
    }
    this.left = this.to;
  }

  private stored(): void {
    this.at -= this.have >> 3;
    this.bits = this.have = 0;
    if (this.at + 4 > this.bytes.length) throw new InflateError(true);
    const [a, b, c, d] = this.bytes.subarray(this.at, this.at + 4);
    const length = a | (b << 8);
    if ((length ^ (c | (d << 8))) !== 0xffff) throw new InflateError(false);
    this.at += 4;
    if (this.at + length > this.bytes.length) throw new InflateError(true);
    if (this.to + length > this.out.length) this.flush();
    this.out.set(this.bytes.subarray(this.at, this.at + length), this.to);
    this.to += length;
    this.at += length;
  }

  private coded(literals: Code, distances: Code): void {
    const { out, bytes } = this;
    while (!this.isEnded) {
      if (this.to >= WINDOW + PIECE) this.flush();
      const symbol = this.symbol(literals);
      if (symbol < 256) {
        out[this.to++] = symbol;
        continue;
      }
      if (symbol === 256) return;
      if (symbol > 285) throw new InflateError(false);
      const length = LENGTHS[symbol - 257] + this.take(LENGTH_BITS[symbol - 257]);
      const far = this.symbol(distances);
      if (far > 29) throw new InflateError(false);
      const distance = DISTANCES[far] + this.take(DISTANCE_BITS[far]);
      if (distance > this.to) throw new InflateError(this.at >= bytes.length);
      this.copy(distance, length);
    }
  }

  /** Repeats what lies `distance` back; it may overlap what is being written. */
  private copy(distance: number, length: number): void {
    const { out, to } = this;
    if (distance === 1) out.fill(out[to - 1], to, to + length);
    else if (distance >= length && length > 32) out.copyWithin(to, to - distance, to - distance + length);
    else for (let i = to; i < to + length; i++) out[i] = out[i - distance];
    this.to = to + length;
  }

  private symbol(code: Code): number {
    while (this.have < MOST && this.at < this.bytes.length) {
      this.bits |= this.bytes[this.at++] << this.have;
      this.have += 8;
    }
    const found = code.fast[this.bits & ((1 << FAST) - 1)];
    const length = found & 15;
    if (length === 0) return this.slowSymbol(code);
    if (length > this.have) throw new InflateError(true);
    this.bits >>>= length;
    this.have -= length;
    return found >> 4;
  }

  /** Bit by bit: codes of one length are consecutive numbers. */
  private slowSymbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= MOST; length++) {
      if (length > this.have) throw new InflateError(true);
      code |= (this.bits >> (length - 1)) & 1;
      const count = counts[length];
      if (code - count < first) {
        this.bits >>>= length;
        this.have -= length;
        return symbols[index + (code - first)];
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new InflateError(false);
  }

  private readCodes(): { readonly literals: Code; readonly distances: Code } {
    const many = 257 + this.take(5);
    const far = 1 + this.take(5);
    const orders = 4 + this.take(4);
    if (many > 286 || far > 30) throw new InflateError(false);
    const own = room.lengths.subarray(0, 19).fill(0);
    for (let i = 0; i < orders; i++) own[ORDER[i]] = this.take(3);
    const code = codeOf(own, false, room.own);
    const lengths = room.lengths.subarray(0, many + far);
    for (let i = 0; i < lengths.length; ) {
      const symbol = this.symbol(code);
      if (symbol < 16) {
        lengths[i++] = symbol;
        continue;
      }
      if (symbol === 16 && i === 0) throw new InflateError(false);
      const count = symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7);
      if (i + count > lengths.length) throw new InflateError(false);
      lengths.fill(symbol === 16 ? lengths[i - 1] : 0, i, i + count);
      i += count;
    }
    // Without an end the block could never stop.
    if (lengths[256] === 0) throw new InflateError(false);
    return {
      literals: codeOf(lengths.subarray(0, many), true, room.literals),
      distances: codeOf(lengths.subarray(many), true, room.distances),
    };
  }
}

function emptyCode(symbols: number): Code {
  return { fast: new Uint16Array(1 << FAST), counts: new Uint16Array(MOST + 1), symbols: new Uint16Array(symbols) };
}

/**
 * Makes `code` the canonical code of those lengths. Throws for more codes than fit, and for fewer than fill it, except a single one or none where it may
 * be sparse (as zlib decides).
 */
function codeOf(lengths: Uint8Array, mayBeSparse: boolean, code: Code): Code {
  const counts = code.counts.fill(0);
  for (let symbol = 0; symbol < lengths.length; symbol++) counts[lengths[symbol]]++;
  counts[0] = 0;
  let open = 1;
  let used = 0;
  for (let length = 1; length <= MOST; length++) {
    open = 2 * open - counts[length];
    used += counts[length];
    if (open < 0) throw new InflateError(false);
  }
  if (open > 0 && !(mayBeSparse && (used === 0 || (used === 1 && counts[1] === 1)))) throw new InflateError(false);
  fill(lengths, code);
  return code;
}

const places = new Uint16Array(MOST + 2);
const codes = new Uint16Array(MOST + 2);

function fill(lengths: Uint8Array, { fast, counts, symbols }: Code): void {
  places[1] = codes[1] = 0;
  for (let length = 1; length <= MOST; length++) {
    places[length + 1] = places[length] + counts[length];
    codes[length + 1] = (codes[length] + counts[length]) << 1;
  }
  fast.fill(0);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol];
    if (length === 0) continue;
    symbols[places[length]++] = symbol;
    const code = codes[length]++;
    if (length > FAST) continue;
    // Codes come with their first bit lowest.
    let turned = 0;
    for (let bit = 0; bit < length; bit++) turned |= ((code >> bit) & 1) << (length - 1 - bit);
    for (let i = turned; i < fast.length; i += 1 << length) fast[i] = (symbol << 4) | length;
  }
}

let known: { readonly literals: Code; readonly distances: Code } | undefined;

function fixed(): { readonly literals: Code; readonly distances: Code } {
  known ??= {
    literals: codeOf(
      Uint8Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8)),
      false,
      emptyCode(288),
    ),
    distances: codeOf(new Uint8Array(32).fill(5), false, emptyCode(32)),
  };
  return known;
}
