import type { Data, Id } from "../../program.ts";
import { f32, I32, V128, v128 } from "../code.ts";
import type { Frame } from "../frame.ts";
import type { Loop } from "../schedule.ts";
import { f32x4 } from "./elementwise.ts";

// One turn: up to 32 rows as eight quads of four lanes, which are loaded when something first needs them.

export const QUADS = 8;

export interface Turn {
  readonly frame: Frame;
  readonly loop: Loop;
  /** Bytes from the start of vectors and of each matrix. */
  readonly at: number;
  readonly rows: ReadonlyMap<number, number>;
  readonly scalars: ReadonlyMap<Id, number>;
  readonly quads: number;
  /** Lanes of the last quad. */
  readonly last: number;
  readonly held: Map<string, number>;
}

export const columnsOf = (frame: Frame, matrix: number) =>
  (frame.program.data[matrix] as Extract<Data, { kind: "matrix" }>).columns;

export function zeroed({ code }: Frame): number {
  const local = code.local(I32);
  code.i32(0);
  code.set(local);
  return local;
}

export function hold({ frame: { code }, held }: Turn, id: Id, k: number): void {
  const local = code.local(V128);
  code.set(local);
  held.set(`${id} ${k}`, local);
}

/** Leaves quad k on the stack. */
export function quad(turn: Turn, x: Id, k: number): void {
  const { frame, held, scalars, at } = turn;
  const { code } = frame;
  const local = held.get(`${x} ${k}`) ?? scalars.get(x);
  if (local !== undefined) {
    code.get(local);
    return;
  }
  const operation = frame.operation(x);
  if (operation.op !== "data") throw new Error(`operation ${x} (${operation.op}) is not at hand in float32`);
  code.get(at);
  code.simdMemory(v128.load, frame.layout.single[operation.data] + 16 * k);
  hold(turn, x, k);
  code.get(held.get(`${x} ${k}`) as number);
}

/** The same, +0 beyond the end. */
export function maskedQuad(turn: Turn, x: Id, k: number): void {
  quad(turn, x, k);
  if (k < turn.quads - 1 || turn.last === 4) return;
  turn.frame.code.mask(turn.last);
  turn.frame.code.simd(v128.and);
}

/** Adds the quads of a turn in pairs until two lanes are left, and leaves these in float64. */
export function collect({ frame: { code }, quads }: Turn, push: (k: number) => void): void {
  const tree = (from: number, size: number): void => {
    if (size === 1) {
      push(from);
      return;
    }
    tree(from, size / 2);
    if (from + size / 2 >= quads) return;
    tree(from + size / 2, size / 2);
    code.simd(f32x4.add);
  };
  tree(0, QUADS);
  const sum = code.local(V128);
  code.tee(sum);
  code.get(sum);
  code.get(sum);
  code.shuffle(1, 1);
  code.simd(f32x4.add);
  code.simd(f32.promoteLow);
}
