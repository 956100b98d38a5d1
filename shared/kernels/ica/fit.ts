import { symmetricEigen } from "../../linalg/index.ts";
import { wasmEigen } from "../../linalg/wasm.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import { blockCount, type Values } from "../moments/index.ts";
import type { IcaData } from "./ica.ts";
import { type IcaPasses, passOver, type Whitening } from "./passes.ts";
import { scalarPasses } from "./scalar.ts";
import { wasmPasses } from "./wasm.ts";

/** The scalar reference, or fresh instances of the module `ica`. */
export type IcaDevice = "scalar" | (() => WasmModules["ica"]);

/** Rows that come in blocks, as often as they are asked for. */
export interface BlockedRows {
  readonly rows: number;
  readonly columns: number;
  block(index: number): Values;
}

export function icaEigen(on: IcaDevice): IcaPasses["eigen"] {
  return on === "scalar" ? symmetricEigen : wasmEigen(on());
}

/** Whitened data on a device: whitens every block once, and again those that do not stay in memory. */
export function icaData(source: BlockedRows, whitening: Whitening, on: IcaDevice): IcaData {
  const blocks = blockCount(source.rows);
  const passes = on === "scalar" ? scalarPasses(whitening) : wasmPasses(on(), whitening, blocks);
  const block = (index: number) => source.block(index);
  for (let index = 0; index < Math.min(blocks, passes.kept); index++) passes.whiten(index, block(index));
  return {
    rows: source.rows,
    pass: (unmixing, contrast) => passOver(passes, blocks, block, unmixing, contrast),
    eigen: passes.eigen,
  };
}
