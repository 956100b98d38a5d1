/** Pictures of several scans: all coefficients are gathered before the first pixel is made. */
import { JpegError } from "./bits.ts";
import type { Component, Frame } from "./frame.ts";
import type { Canvas } from "./rows.ts";
import type { Scan, ScanReader } from "./scan.ts";

interface Plane {
  readonly component: Component;
  /** 64 for each stored block, row-major. */
  readonly values: Int16Array;
  /** 1 for each block in which more than the first coefficient may not be 0. */
  readonly isRich: Uint8Array;
  /** Of each coefficient: bits that are still to come, −1 before its first scan. */
  readonly pending: Int8Array;
}

type Decode = (out: Int16Array, at: number, part: Scan["parts"][number]) => unknown;

/** Scans that refine each block, on average; more only as far as the file has bytes for them. */
const REFINEMENTS = 32;
const VISITS_PER_BYTE = 20;

export class Coefficients {
  private readonly frame: Frame;
  private readonly planes: readonly Plane[];
  /** Blocks that scans may still refine: a run of them takes few bytes but all the work. */
  private visits: number;

  /** How much memory they take. */
  static bytes({ components }: Frame): number {
    return components.reduce((sum, { stored }) => sum + 129 * stored.columns * stored.rows, 0);
  }

  /** `size`: bytes of the file. */
  constructor(frame: Frame, size: number) {
    this.frame = frame;
    this.planes = frame.components.map((component) => {
      const blocks = component.stored.columns * component.stored.rows;
      return {
        component,
        values: new Int16Array(64 * blocks),
        isRich: new Uint8Array(blocks),
        pending: new Int8Array(64).fill(-1),
      };
    });
    const blocks = this.planes.reduce((sum, { isRich }) => sum + isRich.length, 0);
    this.visits = REFINEMENTS * blocks + VISITS_PER_BYTE * size;
  }

  /** Takes in one scan. Throws a JpegError. */
  read(scan: Scan, reader: ScanReader): void {
    this.follow(scan);
    const decode = decoderOf(scan, reader, this.frame);
    if (scan.parts.length === 1) this.readAlone(scan, reader, decode);
    else this.readInterleaved(scan, reader, decode);
  }

  draw(canvas: Canvas): void {
    for (const { component, pending } of this.planes)
      if (pending[0] < 0) throw new JpegError(`component ${component.id} has no pixels`, true);
    for (let unit = 0; unit < this.frame.units.rows; unit++) {
      for (const [index, { component, values, isRich }] of this.planes.entries()) {
        const { columns } = component.stored;
        for (let y = unit * component.v; y < (unit + 1) * component.v; y++)
          for (let x = 0; x < columns; x++) {
            const block = y * columns + x;
            canvas.putBlock(index, x, y, values, 64 * block, isRich[block] === 0);
          }
      }
      canvas.draw(unit + 1);
    }
  }

  /** Each bit of a coefficient comes once and in its turn: else a short file could ask for endless work. */
  private follow({ parts, from, to, before, after }: Scan): void {
    for (const { index } of parts) {
      const { pending, isRich } = this.planes[index];
      if (before > 0) this.visits -= isRich.length;
      if (this.visits < 0) throw new JpegError("more scans than a file of this size can use");
      for (let k = from; k <= to; k++) {
        if (before > 0 && pending[k] !== before)
          throw new JpegError(`a scan refines coefficient ${k} out of turn (bit ${before} of ${pending[k]})`);
        pending[k] = after;
      }
    }
  }

  /** One component: the blocks that hold its samples, row by row. */
  private readAlone({ parts: [part], from, before }: Scan, reader: ScanReader, decode: Decode): void {
    const { values, isRich, component } = this.planes[part.index];
    const { columns, rows } = component.blocks;
    for (let y = 0; y < rows; y++) {
      const start = y * component.stored.columns;
      for (let x = 0; x < columns; ) {
        const block = start + x;
        // Within a run a first scan has nothing to say, and a refinement nothing where all is 0.
        const passed = before === 0 ? reader.skip(columns - x) : isRich[block] ? 0 : reader.skip(1);
        x += passed;
        if (passed > 0) continue;
        reader.nextUnit();
        decode(values, 64 * block, part);
        if (from > 0 || this.frame.marker !== 0xc2) isRich[block] = 1;
        x++;
      }
    }
  }

  private readInterleaved({ parts }: Scan, reader: ScanReader, decode: Decode): void {
    const { units, marker } = this.frame;
    for (let row = 0; row < units.rows; row++)
      for (let column = 0; column < units.columns; column++) {
        reader.nextUnit();
        for (const part of parts) {
          const { values, isRich, component } = this.planes[part.index];
          const { h, v } = part.component;
          for (let y = row * v; y < (row + 1) * v; y++)
            for (let x = column * h; x < (column + 1) * h; x++) {
              const block = y * component.stored.columns + x;
              decode(values, 64 * block, part);
              if (marker !== 0xc2) isRich[block] = 1;
            }
        }
      }
  }
}

function decoderOf(scan: Scan, reader: ScanReader, frame: Frame): Decode {
  if (frame.marker !== 0xc2) return (out, at, part) => reader.sequential(out.fill(0, at, at + 64), at, part);
  if (scan.from === 0) return scan.before === 0 ? reader.firstDc(scan.after) : reader.refineDc(scan.after);
  return scan.before === 0 ? reader.firstAc(scan) : reader.refineAc(scan);
}
