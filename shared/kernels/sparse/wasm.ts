import { lipschitzOf, type SparseCoder, UNUSED } from "./machine.ts";

/** Exports of shared/kernels/sparse/assembly/sparse.module.ts. */
interface SparseModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  setUp(inputs: number, atoms: number, rows: number): void;
  prepare(): void;
  correlate(rows: number): void;
  descend(rows: number, penalty: number, tolerance: number, sweeps: number): void;
  iterate(rows: number, penalty: number, lipschitz: number, tolerance: number, iterations: number, fast: boolean): void;
  pursue(rows: number, most: number, error: number): void;
  pursueKnown(row: number, most: number, error: number): void;
  reconstruct(rows: number, penalty: number): void;
  remember(rows: number, keep: number, share: number): void;
  improve(unused: number): void;
}
type Name =
  | ("atoms" | "gram" | "patches" | "codes" | "reconstructions" | "losses" | "known" | "past" | "pastInputs")
  | ("atomStride" | "inputStride");

/** The sparse coder in a fresh instance of the module `sparse`. */
export function wasmCoder(
  exports: Record<string, unknown>,
  inputs: number,
  atomCount: number,
  rowCount: number,
): SparseCoder {
  const module = exports as unknown as SparseModule;
  module.setUp(inputs, atomCount, rowCount);
  const at = (name: Name) => Number((exports[name] as { readonly value: number }).value);
  const [wide, deep] = [at("inputStride"), at("atomStride")];
  /** Rows in memory, `stride` numbers each. */
  const memory = (name: Name, rows: number, stride: number) =>
    new Float64Array(module.memory.buffer, at(name), rows * stride);
  const x = memory("patches", rowCount, wide);
  const codes = memory("codes", rowCount, deep);
  const atoms = memory("atoms", atomCount, wide);
  const known = memory("known", 1, wide);
  const past = memory("past", atomCount, deep);
  const pastInputs = memory("pastInputs", atomCount, wide);
  const gram = () => packed(memory("gram", atomCount, deep), atomCount, deep, atomCount);
  return {
    inputs,
    atomCount,
    setAtoms(values) {
      unpack(values, atoms, wide, inputs);
      module.prepare();
    },
    atoms: () => packed(atoms, atomCount, wide, inputs),
    gram,
    setRow: (r, values) => x.set(values, r * wide),
    code(rows, rule, from = "zero") {
      module.correlate(rows);
      if (rule.method === "omp") {
        module.pursue(rows, rule.nonZeros, rule.error);
        return;
      }
      if (from === "zero") codes.fill(0, 0, rows * deep);
      const { penalty, tolerance, iterations } = rule;
      if (rule.method === "cd") module.descend(rows, penalty, tolerance, iterations);
      else {
        const lipschitz = lipschitzOf(gram(), atomCount);
        module.iterate(rows, penalty, lipschitz, tolerance, iterations, rule.method === "fista");
      }
    },
    codeKnown(r, mask, nonZeros, error) {
      known.set(mask);
      module.pursueKnown(r, nonZeros, error);
    },
    codes: (rows) => packed(codes, rows, deep, atomCount),
    reconstruct(rows, penalty) {
      module.reconstruct(rows, penalty);
      return {
        rows: packed(memory("reconstructions", rows, wide), rows, wide, inputs),
        losses: memory("losses", 1, rows).slice(),
      };
    },
    learn(rows, keep, share) {
      module.remember(rows, keep, share);
      module.improve(UNUSED);
      module.prepare();
    },
    memory: () => ({
      codes: packed(past, atomCount, deep, atomCount),
      inputs: packed(pastInputs, atomCount, wide, inputs),
    }),
    setMemory(saved) {
      unpack(saved.codes, past, deep, atomCount);
      unpack(saved.inputs, pastInputs, wide, inputs);
    },
  };
}

function packed(from: Float64Array, rows: number, stride: number, width: number): Float64Array {
  if (stride === width) return from.slice(0, rows * width);
  const out = new Float64Array(rows * width);
  for (let r = 0; r < rows; r++) out.set(from.subarray(r * stride, r * stride + width), r * width);
  return out;
}

function unpack(from: Float64Array, to: Float64Array, stride: number, width: number): void {
  for (let r = 0; r * width < from.length; r++) to.set(from.subarray(r * width, (r + 1) * width), r * stride);
}
