import type { Id } from "../program.ts";
import { f64x2, V128, v128 } from "./code.ts";
import type { Frame } from "./frame.ts";
import type { Loop } from "./schedule.ts";

/** The locals of a loop, and what holds the four pairs of the turn that is being written. */
export interface Turn {
  readonly frame: Frame;
  readonly loop: Loop;
  /** Bytes from the start of the vectors, and the same from the first parameters on. */
  readonly at: number;
  readonly input: number;
  readonly output: number;
  /** Bytes from the start of each matrix. */
  readonly rows: ReadonlyMap<number, number>;
  /** Pairs of this turn: four, or fewer at the end; and whether the last of them has one element alone. */
  readonly pairs: number;
  readonly odd: boolean;
  readonly held: Map<string, number>;
}

/** Keeps the pair on the stack for the rest of the turn. */
export function hold({ frame: { code }, held }: Turn, id: Id, k: number): void {
  const local = code.local(V128);
  code.set(local);
  held.set(`${id} ${k}`, local);
}

/** Writes a pair behind an address in a local. */
export function write(turn: Turn, id: Id, k: number, base: number, offset: number): void {
  const { code } = turn.frame;
  code.get(base);
  turnPair(turn, id, k);
  if (isSingle(turn, k)) code.laneMemory(v128.storeLane64, offset + 16 * k, 0);
  else code.simdMemory(v128.store, offset + 16 * k);
}

/** Whether pair k has one element alone. */
export const isSingle = ({ pairs, odd }: Turn, k: number): boolean => odd && k === pairs - 1;

/** Leaves pair k of the turn on the stack: of a vector as long as the loop, or of a scalar. */
export function turnPair(turn: Turn, id: Id, k: number): void {
  const { frame, held, at, input } = turn;
  const { code } = frame;
  const operation = frame.operation(id);
  const local = held.get(`${id} ${k}`);
  if (local !== undefined) code.get(local);
  else if (operation.op === "constant" || operation.length === 1) frame.splat(id);
  else {
    const { relative, bytes } = frame.layout.address(id);
    code.get(relative ? input : at);
    code.simdMemory(isSingle(turn, k) ? v128.loadZero64 : v128.load, bytes + 16 * k);
    hold(turn, id, k);
    code.get(held.get(`${id} ${k}`) as number);
  }
}

/** The same, +0 beyond the end. */
export function maskedTurnPair(turn: Turn, id: Id, k: number): void {
  const { frame } = turn;
  if (isSingle(turn, k)) frame.constant(0);
  turnPair(turn, id, k);
  if (!isSingle(turn, k)) return;
  frame.code.lane(f64x2.extract, 0);
  frame.code.lane(f64x2.replace, 0);
}
