import type { SymmetricEigen } from "../../linalg/index.ts";
import { BLOCK_ROWS } from "../moments/index.ts";
import { CONTRASTS, type IcaPasses, KEPT_BYTES, type Whitening } from "./passes.ts";

/** Exports of shared/kernels/ica/assembly/ica.module.ts. */
interface IcaModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  alloc(bytes: number): number;
  setUp(columns: number, components: number, kept: number): void;
  whiten(rows: number, kind: number, block: number): void;
  begin(units: number): void;
  add(block: number, contrast: number): void;
  symmetricEigen(a: number, n: number, values: number, vectors: number, work: number): number;
  symmetricEigenWorkspace(n: number): number;
}
type Pointer = "input" | "mean" | "whitening" | "weights" | "products" | "slopes" | "fourths";

/** Units of a tile. */
const TILE = 5;
/** Kinds of input: bytes, float32, float64. */
const KINDS = { bytes: 0, float32: 1, float64: 2 } as const;

/** The passes in a fresh instance of the module `ica`, for data of so many blocks. */
export function wasmPasses(exports: Record<string, unknown>, whitening: Whitening, blocks: number): IcaPasses {
  const module = exports as unknown as IcaModule;
  const { columns, mean, matrix } = whitening;
  const n = matrix.length / columns;
  const padded = n + (n % 2);
  const kept = Math.max(0, Math.min(blocks, Math.floor(KEPT_BYTES / (padded * BLOCK_ROWS * 4))));
  // One more: the block that is not kept passes through it.
  module.setUp(columns, n, kept + 1);
  const at = (name: Pointer) => Number((exports[name] as { readonly value: number }).value);
  const doubles = (address: number, length: number) => new Float64Array(module.memory.buffer, address, length);
  doubles(at("mean"), columns).set(mean);
  const pairs = doubles(at("whitening"), columns * padded);
  for (let j = 0; j < n; j++)
    for (let c = 0; c < columns; c++) pairs[((j >> 1) * columns + c) * 2 + (j & 1)] = matrix[j * columns + c];
  const input = at("input");
  let [units, contrast] = [0, 0];
  return {
    components: n,
    kept,
    whiten(index, values) {
      const { buffer } = module.memory;
      const rows = values.length / columns;
      const place = Math.min(index, kept);
      if (values instanceof Uint8Array) {
        new Uint8Array(buffer, input, values.length).set(values);
        module.whiten(rows, KINDS.bytes, place);
      } else if (values instanceof Float32Array) {
        new Float32Array(buffer, input, values.length).set(values);
        module.whiten(rows, KINDS.float32, place);
      } else {
        doubles(input, values.length).set(values);
        module.whiten(rows, KINDS.float64, place);
      }
    },
    begin(unmixing, asked) {
      units = unmixing.length / n;
      contrast = CONTRASTS.indexOf(asked);
      const tiles = Math.ceil(units / TILE);
      const weights = new Float32Array(module.memory.buffer, at("weights"), tiles * TILE * padded).fill(0);
      for (let i = 0; i < units; i++)
        for (let j = 0; j < n; j++)
          weights[(Math.floor(i / TILE) * padded + j) * TILE + (i % TILE)] = unmixing[i * n + j];
      module.begin(units);
    },
    add: (index) => module.add(Math.min(index, kept), contrast),
    sums() {
      const all = doubles(at("products"), units * padded);
      const products = new Float64Array(units * n);
      for (let i = 0; i < units; i++) products.set(all.subarray(i * padded, i * padded + n), i * n);
      return {
        products,
        slopes: doubles(at("slopes"), units).slice(),
        fourths: doubles(at("fourths"), units).slice(),
      };
    },
    eigen: wasmEigen(exports),
  };
}

/** Eigenvalues and vectors in an instance of the module `ica`, with the bits of shared/linalg. */
export function wasmEigen(exports: Record<string, unknown>): IcaPasses["eigen"] {
  const module = exports as unknown as IcaModule;
  let [room, start] = [0, 0];
  return (a, n): SymmetricEigen => {
    if (n > room) {
      room = n;
      start = module.alloc((2 * n * n + n) * 8 + module.symmetricEigenWorkspace(n));
    }
    const doubles = (address: number, length: number) => new Float64Array(module.memory.buffer, address, length);
    const values = start + n * n * 8;
    const vectors = values + n * 8;
    doubles(start, n * n).set(a);
    module.symmetricEigen(start, n, values, vectors, vectors + n * n * 8);
    return { values: doubles(values, n).slice(), vectors: doubles(vectors, n * n).slice() };
  };
}
