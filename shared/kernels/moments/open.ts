/** Moments that grow, as whoever asks for them sees them. */
import type { Arrays } from "../../arrays.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import type { Values } from "./machine.ts";
import type { Recurring } from "./recurring.ts";

export interface Moments {
  readonly rows: number;
  readonly mean: Float64Array;
  /** columns × columns, divided by rows; symmetric to the last bit; a constant column has zeros. Infinite beyond float64. */
  readonly covariance: Float64Array;
}

/** The scalar reference, or the exports of a fresh instance of the module `moments`. */
export type MomentsDevice = "scalar" | WasmModules["moments"];

/** How sums grow. */
export interface Growth {
  /** Products of columns that recur: one of each kind is summed, where the device can leave out the others. */
  readonly recurring?: Recurring | undefined;
  /** Whether blocks come together in parts before they are added: other threads may then sum parts as a whole. */
  readonly inParts?: boolean;
}

export interface OpenMoments {
  readonly rows: number;
  /** Adds one block: whole rows, at most BLOCK_ROWS of them. How rows are cut into blocks is part of the result's last bits. */
  add(block: Values): void;
  /** Adds what each row of a block of float64 has over the one before it, the first over `before`. */
  addChanges(before: Float64Array, block: Float64Array): void;
  /** Ends a part of the blocks, where they come together in parts: moments and checkpoints are of whole parts. */
  endPart(): void;
  /** Adds a part that others have summed (`openParts`), from the start of these moments: the same bits as those of its blocks, or of its one block. */
  addPart(part: Float64Array, rows: number): void;
  /** Undefined before the first block. */
  readonly start: MomentsStart | undefined;
  /** Of all rows so far, ≥ 1. Throws where a part is open. */
  moments(): Moments;
  /** Everything needed to continue in another instance, on either device; nothing before the first block. Throws where a part is open. */
  checkpoint(): Arrays;
}

/** The first guess: per column, what is subtracted and what the rest is multiplied by. */
export interface MomentsStart {
  readonly shift: Float64Array;
  readonly scale: Float64Array;
}

/** A part of the rows, for moments that grow elsewhere. */
export interface PartSums {
  /** From the start of those moments. */
  begin(start: MomentsStart): void;
  /** As `OpenMoments` has it. */
  add(block: Values): void;
  addChanges(before: Float64Array, block: Float64Array): void;
  /** Moves the blocks since the last time to the beginning of `into`: `partSize(columns)` numbers, that `addPart` takes on the same device. */
  take(into: Float64Array): void;
}
