import { symmetricEigen } from "../../linalg/index.ts";
import { wasmEigen } from "../../linalg/wasm.ts";
import type { WasmModules } from "../../wasm/modules.ts";
import { blockCount, type Values } from "../moments/index.ts";
import type { IcaData } from "./ica.ts";
import {
  addSums,
  type IcaPasses,
  type IcaQuestion,
  type PassSums,
  passOver,
  shardCount,
  type Whitening,
} from "./passes.ts";
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

/** Whitened data by shards of its rows. */
export interface IcaShards {
  readonly rows: number;
  readonly components: number;
  readonly shards: number;
  /** Sums over one shard, whose blocks are whitened when they are first needed, and again where they do not stay in memory. */
  sum(shard: number, question: IcaQuestion): PassSums;
  eigen: IcaPasses["eigen"];
  multiply: IcaPasses["multiply"];
}

export function icaShards(source: BlockedRows, whitening: Whitening, on: IcaDevice): IcaShards {
  const blocks = blockCount(source.rows);
  const passes = on === "scalar" ? scalarPasses(whitening) : wasmPasses(on(), whitening, blocks);
  const whitened = new Set<number>();
  const ready: IcaPasses = {
    ...passes,
    add(index) {
      if (index < passes.kept && !whitened.has(index)) {
        passes.whiten(index, source.block(index));
        whitened.add(index);
      }
      passes.add(index);
    },
  };
  return {
    rows: source.rows,
    components: passes.components,
    shards: shardCount(blocks),
    sum: (shard, question) => passOver(ready, source.rows, shard, (i) => source.block(i), question),
    eigen: passes.eigen,
    multiply: passes.multiply,
  };
}

/** Whitened data on a device: one thread has all shards. */
export function icaData(source: BlockedRows, whitening: Whitening, on: IcaDevice): IcaData {
  const shards = icaShards(source, whitening, on);
  return {
    rows: shards.rows,
    eigen: shards.eigen,
    multiply: shards.multiply,
    pass: (question) => addSums(Array.from({ length: shards.shards }, (_, shard) => shards.sum(shard, question))),
  };
}
