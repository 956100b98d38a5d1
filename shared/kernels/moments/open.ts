/** Moments that grow, as whoever asks for them sees them. */
import type { Arrays } from "../../arrays.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import type { Values } from "./machine.ts";

export interface Moments {
  readonly rows: number;
  readonly mean: Float64Array;
  /** columns × columns, divided by rows; symmetric to the last bit; a constant column has zeros. Infinite beyond float64. */
  readonly covariance: Float64Array;
}

/** The scalar reference, or the exports of a fresh instance of the module `moments`. */
export type MomentsDevice = "scalar" | WasmModules["moments"];

export interface OpenMoments {
  readonly rows: number;
  /** Adds one block: whole rows, at most BLOCK_ROWS of them. How rows are cut into blocks is part of the result's last bits. */
  add(block: Values): void;
  /** Adds what each row of a block of float64 has over the one before it, the first over `before`. */
  addChanges(before: Float64Array, block: Float64Array): void;
  /** Adds a block that others have summed (`openParts`), from the start of these moments: the same bits as those of the block itself. */
  addPart(part: Float64Array, rows: number): void;
  /** Undefined before the first block. */
  readonly start: MomentsStart | undefined;
  /** Of all rows so far, ≥ 1. */
  moments(): Moments;
  /** Everything needed to continue in another instance, on either device; nothing before the first block. */
  checkpoint(): Arrays;
}

/** The first guess: per column, what is subtracted and what the rest is multiplied by. */
export interface MomentsStart {
  readonly shift: Float64Array;
  readonly scale: Float64Array;
}
