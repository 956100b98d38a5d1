/** Products of a layer with one sample, dense and sparse, in float32 with the same bits (`layout.ts` says why): on the scalar reference or the module `rowblocks`. */
import type { WasmModules } from "../../wasm/modules.ts";
import type { Dense, Sparse } from "./layout.ts";
import { type Product, scalarDense, scalarSparse } from "./scalar.ts";
import { wasmDense, wasmSparse } from "./wasm.ts";
import type { Windows } from "./windows.ts";

export { bytesOf, type Dense, denseBytes, LANES, packDense, packSparse, type Sparse } from "./layout.ts";
export { outSize, padded, type Windows } from "./windows.ts";
export type { Product };

/** A product that can be repeated on the sample that it was given last, without copies: what is timed. */
export interface Repeated extends Product {
  load(x: Float32Array): void;
  again(): void;
}

/** The scalar reference, or the exports of an instance of the module. */
export type RowBlocksDevice = "scalar" | WasmModules["rowblocks"];

export function denseProduct(on: RowBlocksDevice, layer: Dense, windows?: Windows): Repeated {
  return on === "scalar" ? repeated(scalarDense(layer, windows)) : wasmDense(on, layer, windows);
}

export function sparseProduct(on: RowBlocksDevice, layer: Sparse, windows?: Windows): Repeated {
  return on === "scalar" ? repeated(scalarSparse(layer, windows)) : wasmSparse(on, layer, windows);
}

function repeated(product: Product): Repeated {
  let last: Float32Array = new Float32Array(0);
  return {
    ...product,
    load(x) {
      last = x;
    },
    again: () => void product.run(last),
  };
}
