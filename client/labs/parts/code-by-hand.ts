import { useSignal } from "@preact/signals";
import type { NDArray } from "../../../shared/arrays.ts";
import { blockOf } from "./matrix.ts";

/** A code to begin from, one of several, and what a hand makes of it. */
export interface CodeByHand {
  readonly code: readonly number[];
  /** Whose code it began from. */
  readonly first: number;
  readonly isMoved: boolean;
  /** Sets one of its numbers, or all of them. */
  move(number: number, value: number): void;
  set(code: readonly number[]): void;
  /** Begins from that one; without a number, from the next. */
  begin(first?: number): void;
}

/** Without codes an empty one. */
export function useCodeByHand(codes: NDArray | null): CodeByHand {
  const start = useSignal(0);
  const moved = useSignal<readonly number[] | null>(null);
  const first = codes ? start.value % codes.shape[0] : 0;
  const own = codes ? Array.from(blockOf(codes, first).values, Number) : [];
  // What was moved in a code of another width belongs to another run.
  const hand = moved.value?.length === own.length ? moved.value : null;
  const code = hand ?? own;
  return {
    code,
    first,
    isMoved: hand !== null,
    move: (number, value) => (moved.value = code.map((z, i) => (i === number ? value : z))),
    set: (all) => (moved.value = all),
    begin: (from = start.value + 1) => {
      moved.value = null;
      start.value = from;
    },
  };
}
