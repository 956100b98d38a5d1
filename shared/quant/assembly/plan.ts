/**
 * How shared/quant/graph/wasm tells this module a graph: one entry of 32-bit integers for each operation, in the order in which they run. All addresses are
 * fixed when the graph is placed; the meaning of a field is that of its name in shared/quant/graph/wasm/entry.ts, which has the same list.
 */
export const ENTRY_BYTES: usize = 128;

export namespace Op {
  export const QUANTISE: i32 = 0;
  export const DENSE: i32 = 2;
  export const CONV: i32 = 3;
  export const DEPTHWISE: i32 = 4;
  export const MAX_POOL: i32 = 5;
  export const AVERAGE_POOL: i32 = 6;
  export const LOOKUP: i32 = 7;
  export const ADD: i32 = 8;
  export const SOFTMAX: i32 = 9;
  export const EMBEDDING: i32 = 10;
  export const GRU: i32 = 11;
  export const LSTM: i32 = 12;
  export const ATTENTION: i32 = 13;
  export const GATHER: i32 = 15;
  export const LAYER_NORM: i32 = 16;
  export const PLACE: i32 = 17;
  /** Of rows that are numbers of things. */
  export const INDEXES: i32 = 14;
}

/** Bytes from the start of an entry. */
export namespace Field {
  export const OP: usize = 0;
  export const SOURCE: usize = 4;
  export const TARGET: usize = 8;
  export const SIZE: usize = 12;
  // After the sums of a product.
  export const OUTPUTS: usize = 16;
  export const WEIGHTS: usize = 20;
  export const BIAS: usize = 24;
  export const MULTIPLIERS: usize = 28;
  export const ZERO: usize = 32;
  export const TOP: usize = 36;
  export const LEAKY: usize = 40;
  export const TABLE: usize = 44;
  export const SUMS: usize = 48;
  /** Numbers of a row of inputs, rounded up to 16. */
  export const STRIDE: usize = 52;
  // Windows over pictures.
  export const HEIGHT: usize = 56;
  export const WIDTH: usize = 60;
  export const CHANNELS: usize = 64;
  export const OUT_HEIGHT: usize = 68;
  export const OUT_WIDTH: usize = 72;
  export const KERNEL_HEIGHT: usize = 76;
  export const KERNEL_WIDTH: usize = 80;
  export const STRIDE_Y: usize = 84;
  export const STRIDE_X: usize = 88;
  export const TOP_ROWS: usize = 92;
  export const LEFT_COLUMNS: usize = 96;
  /** Where pictures lie with their border, and bytes from one row to the next. */
  export const STAGE: usize = 100;
  export const STAGE_ROW: usize = 104;
  /** Whether maxima over squares of 2 × 2 are taken of the sums. */
  export const POOLED: usize = 108;
  /** Bytes of a row of a window, rounded up to four. */
  export const RUN: usize = 112;
  export const OTHER: usize = 116;
  // Of blocks: where those of each four outputs start, and how far from the window each is.
  export const STARTS: usize = 116;
  export const OFFSETS: usize = 120;
  export const MORE: usize = 120;
  export const EXTRA: usize = 124;
}
