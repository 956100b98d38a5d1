import type { WasmModules } from "../../wasm/modules.ts";
import { putRows, roomOf, takeRows } from "../../wasm/room.ts";
import { lipschitzOf, type SparseCoder, UNUSED } from "./machine.ts";

/** The sparse coder in a fresh instance of the module `sparse`. */
export function wasmCoder(
  module: WasmModules["sparse"],
  inputs: number,
  atomCount: number,
  rowCount: number,
): SparseCoder {
  const { at, f64 } = roomOf(module);
  module.setUp(inputs, atomCount, rowCount);
  const [wide, deep] = [at("inputStride"), at("atomStride")];
  /** Rows in memory, each padded to a whole number of vectors. */
  const inputRows = (name: "atoms" | "pastInputs" | "reconstructions", rows: number) => f64(name, rows * wide);
  const atomRows = (name: "codes" | "gram" | "past", rows: number) => f64(name, rows * deep);
  const gram = (into?: Float64Array) => takeRows(atomRows("gram", atomCount), atomCount, deep, into);
  const losses = (rows: number, penalty: number) => {
    module.reconstruct(rows, penalty);
    return f64("losses", rows).slice();
  };
  return {
    inputs,
    atomCount,
    setAtoms(values, known) {
      putRows(inputRows("atoms", atomCount), inputs, wide, values);
      module.transpose();
      if (known) putRows(atomRows("gram", atomCount), atomCount, deep, known);
      else module.multiplyAtoms();
    },
    atoms: (into) => takeRows(inputRows("atoms", atomCount), inputs, wide, into),
    gram,
    setRow: (r, values) => f64(at("patches") + r * wide * 8, inputs).set(values),
    setRows(values, first = 0) {
      const to = f64(at("patches") + 8 * first * wide, (values.length / inputs) * wide);
      putRows(to, inputs, wide, values);
    },
    code(rows, rule, from = "zero") {
      module.correlate(rows);
      if (rule.method === "omp") {
        module.pursue(rows, rule.nonZeros, rule.error);
        return;
      }
      if (from === "zero") atomRows("codes", rows).fill(0);
      const { penalty, tolerance, iterations } = rule;
      if (rule.method === "cd") module.descend(rows, penalty, tolerance, iterations);
      else {
        const lipschitz = lipschitzOf(gram(), atomCount);
        module.iterate(rows, penalty, lipschitz, tolerance, iterations, rule.method === "fista");
      }
    },
    codeKnown(r, mask, nonZeros, error) {
      f64("known", inputs).set(mask);
      module.pursueKnown(r, nonZeros, error);
    },
    codes: (rows, into) => takeRows(atomRows("codes", rows), atomCount, deep, into),
    setCodes(values, first = 0) {
      const to = f64(at("codes") + 8 * first * deep, (values.length / atomCount) * deep);
      putRows(to, atomCount, deep, values);
    },
    reconstruct(rows, penalty) {
      const found = losses(rows, penalty);
      return { rows: takeRows(inputRows("reconstructions", rows), inputs, wide), losses: found };
    },
    losses,
    fade: (keep) => module.fade(keep),
    remember: (first, rows, share) => module.remember(first, rows, share),
    improve() {
      module.improve(UNUSED);
      module.transpose();
      module.multiplyAtoms();
    },
    memory: () => ({
      codes: takeRows(atomRows("past", atomCount), atomCount, deep),
      inputs: takeRows(inputRows("pastInputs", atomCount), inputs, wide),
    }),
    setMemory(saved) {
      putRows(atomRows("past", atomCount), atomCount, deep, saved.codes);
      putRows(inputRows("pastInputs", atomCount), inputs, wide, saved.inputs);
    },
  };
}
