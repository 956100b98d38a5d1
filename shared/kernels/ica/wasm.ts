import { wasmEigen, wasmMultiply } from "../../linalg/wasm.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import { roomOf, takeRows } from "../../wasm/room.ts";
import { BLOCK_ROWS, kindOf } from "../moments/machine.ts";
import { CONTRASTS, type IcaPasses, KEPT_BYTES, type Whitening } from "./passes.ts";

/** Units of a tile. */
const TILE = 5;

/** The passes in a fresh instance of the module `ica`, for data of so many blocks. */
export function wasmPasses(module: WasmModules["ica"], whitening: Whitening, blocks: number): IcaPasses {
  const { f32, f64, write } = roomOf(module);
  const { columns, mean, matrix } = whitening;
  const n = matrix.length / columns;
  const padded = n + (n % 2);
  const kept = Math.max(0, Math.min(blocks, Math.floor(KEPT_BYTES / (padded * BLOCK_ROWS * 4))));
  // One more: the block that is not kept passes through it.
  module.setUp(columns, n, kept + 1);
  f64("mean", columns).set(mean);
  const pairs = f64("whitening", columns * padded);
  for (let j = 0; j < n; j++)
    for (let c = 0; c < columns; c++) pairs[((j >> 1) * columns + c) * 2 + (j & 1)] = matrix[j * columns + c];
  let [units, contrast] = [0, 0];
  return {
    components: n,
    kept,
    whiten(index, values) {
      write("input", values);
      module.whiten(values.length / columns, kindOf(values), Math.min(index, kept));
    },
    begin(unmixing, asked) {
      units = unmixing.length / n;
      contrast = CONTRASTS.indexOf(asked);
      const weights = f32("weights", Math.ceil(units / TILE) * TILE * padded).fill(0);
      for (let i = 0; i < units; i++)
        for (let j = 0; j < n; j++)
          weights[(Math.floor(i / TILE) * padded + j) * TILE + (i % TILE)] = unmixing[i * n + j];
      module.begin(units);
    },
    add: (index) => module.add(Math.min(index, kept), contrast),
    sums: () => ({
      products: takeRows(f64("products", units * padded), n, padded),
      slopes: f64("slopes", units).slice(),
      fourths: f64("fourths", units).slice(),
    }),
    eigen: wasmEigen(module),
    multiply: wasmMultiply(module),
  };
}
