/** Entropy decoding of scans, sequential and progressive (ITU-T T.81, annexes F and G). */
import { BitReader, type HuffmanCode, JpegError } from "./bits.ts";
import { type Component, type Frame, type Tables, ZIGZAG } from "./frame.ts";

export interface Scan {
  readonly parts: readonly ScanPart[];
  /** Coefficients from and to, in the order of the zigzag; bits before and after this scan that are still to come. */
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
}

interface ScanPart {
  /** Which of the frame's components. */
  readonly index: number;
  readonly component: Component;
  readonly dc: HuffmanCode | undefined;
  readonly ac: HuffmanCode | undefined;
}

/** The header of a scan; latches the quantisation of components that it begins. Throws a JpegError. */
export function readScan(content: Uint8Array, frame: Frame, tables: Tables): Scan {
  const count = content[0];
  if (!(count >= 1 && count <= frame.components.length) || content.length < 4 + 2 * count)
    throw new JpegError("a scan header that does not fit its frame");
  const parts = Array.from({ length: count }, (_, i): ScanPart => {
    const [id, codes] = content.subarray(1 + 2 * i);
    const index = frame.components.findIndex((component) => component.id === id);
    if (index < 0) throw new JpegError(`a scan of component ${id}, which the frame lacks`);
    const component = frame.components[index];
    component.quantisation ??= tables.quantisation[component.table];
    if (!component.quantisation) throw new JpegError(`quantisation table ${component.table} is missing`);
    return { index, component, dc: tables.dc[(codes >> 4) & 3], ac: tables.ac[codes & 3] };
  });
  if (new Set(parts.map(({ index }) => index)).size < count) throw new JpegError("a scan with a component twice");
  const [from, to, bits] = content.subarray(1 + 2 * count);
  if (frame.marker !== 0xc2) return { parts, from: 0, to: 63, before: 0, after: 0 };
  const [before, after] = [bits >> 4, bits & 15];
  const isFit = from === 0 ? to === 0 : from <= to && to <= 63 && count === 1;
  if (!isFit || after > 13 || (before > 0 && after !== before - 1))
    throw new JpegError(`a scan of coefficients ${from} to ${to}, bits ${before} to ${after}`);
  return { parts, from, to, before, after };
}

/** Decodes one block into `out` at `at`, row-major and not yet multiplied by the quantisation. */
type DecodeBlock = (out: Int16Array, at: number, part: ScanPart) => void;

/** What all parts of a scan share while it is read. */
export class ScanReader {
  readonly bits: BitReader;
  private readonly restart: number;
  private readonly predicted = new Int32Array(3);
  private done = 0;
  private expected = 0;
  /** Blocks to come without further coefficients in this band. */
  private run = 0;

  constructor(bytes: Uint8Array, at: number, restart: number) {
    this.bits = new BitReader(bytes, at);
    this.restart = restart;
  }

  /** To be called before each unit: a restart marker stands between two intervals. */
  nextUnit(): void {
    if (this.restart > 0 && this.done > 0 && this.done % this.restart === 0) this.restarted();
    this.done++;
  }

  private restarted(): void {
    const marker = this.bits.marker();
    if (marker !== 0xd0 + this.expected)
      throw new JpegError("a restart marker is missing or out of turn", marker === 0 || marker === 0xd9);
    this.bits.at += 2;
    this.expected = (this.expected + 1) & 7;
    this.predicted.fill(0);
    this.run = 0;
  }

  /** Passes over the blocks that lie within a run and before the next restart, `most` at most; returns how many. */
  skip(most: number): number {
    const { restart, done } = this;
    const count = Math.min(this.run, restart > 0 ? restart - (done % restart || restart) : most, most);
    this.run -= count;
    this.done += count;
    return count;
  }

  private dcOf(part: ScanPart): number {
    if (!part.dc) throw new JpegError("a Huffman table is missing");
    const size = this.bits.symbol(part.dc);
    if (size > 15) throw new JpegError("a difference of more than 15 bits");
    if (size > 0) this.predicted[part.index] += this.bits.signed(size);
    return this.predicted[part.index];
  }

  /** All coefficients of a block of a sequential frame. Returns whether any but the first is not 0. */
  sequential(out: Int16Array, at: number, part: ScanPart): boolean {
    const { bits } = this;
    out[at] = this.dcOf(part);
    const { ac } = part;
    if (!ac) throw new JpegError("a Huffman table is missing");
    let k = 1;
    for (; k < 64; k++) {
      const symbol = bits.symbol(ac);
      const size = symbol & 15;
      if (size === 0) {
        if (symbol !== 0xf0) break;
        k += 15;
        continue;
      }
      k += symbol >> 4;
      if (k > 63) throw new JpegError("more than 64 coefficients in a block");
      out[at + ZIGZAG[k]] = bits.signed(size);
    }
    return k > 1;
  }

  firstDc(after: number): DecodeBlock {
    return (out, at, part) => {
      out[at] = this.dcOf(part) << after;
    };
  }

  refineDc(after: number): DecodeBlock {
    return (out, at) => {
      if (this.bits.take(1)) out[at] |= 1 << after;
    };
  }

  private runOf(exponent: number): number {
    return (1 << exponent) + (exponent > 0 ? this.bits.take(exponent) : 0);
  }

  /** The first bits of a band of coefficients. Never called within a run. */
  firstAc({ from, to, after }: Scan): DecodeBlock {
    return (out, at, { ac }) => {
      if (!ac) throw new JpegError("a Huffman table is missing");
      for (let k = from; k <= to; k++) {
        const symbol = this.bits.symbol(ac);
        const [zeros, size] = [symbol >> 4, symbol & 15];
        if (size > 0) {
          k += zeros;
          if (k > to) throw new JpegError("more coefficients in a block than the scan has");
          out[at + ZIGZAG[k]] = this.bits.signed(size) << after;
        } else if (zeros === 15) k += 15;
        else {
          this.run = this.runOf(zeros) - 1;
          return;
        }
      }
    };
  }

  /** One more bit of a band of coefficients (T.81, G.1.2.3). */
  refineAc(scan: Scan): DecodeBlock {
    const { from, to, after } = scan;
    return (out, at, { ac }) => {
      if (!ac) throw new JpegError("a Huffman table is missing");
      let k = from;
      for (; k <= to && this.run === 0; k++) {
        const symbol = this.bits.symbol(ac);
        const [zeros, size] = [symbol >> 4, symbol & 15];
        if (size > 1) throw new JpegError("a new coefficient of more than one bit");
        if (size === 0 && zeros < 15) {
          this.run = this.runOf(zeros);
          break;
        }
        const fresh = size === 0 ? 0 : this.bits.take(1) ? 1 << after : -1 << after;
        k = this.refined(out, at, k, to, zeros, 1 << after);
        if (fresh === 0) continue;
        if (k > to) throw new JpegError("more coefficients in a block than the scan has");
        out[at + ZIGZAG[k]] = fresh;
      }
      if (this.run === 0) return;
      this.refined(out, at, k, to, 64, 1 << after);
      this.run--;
    };
  }

  /** Refines coefficients from k on that are not 0, and passes over `zeros` that are; returns the place of the zero after these, or one beyond `to`. */
  private refined(out: Int16Array, at: number, k: number, to: number, zeros: number, bit: number): number {
    let left = zeros;
    for (; k <= to; k++) {
      const place = at + ZIGZAG[k];
      const value = out[place];
      if (value === 0) {
        if (left-- === 0) return k;
      } else if (this.bits.take(1) && (value & bit) === 0) out[place] = value + (value > 0 ? bit : -bit);
    }
    return k;
  }
}
