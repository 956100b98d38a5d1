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
  const gram = () => takeRows(atomRows("gram", atomCount), atomCount, deep);
  return {
    inputs,
    atomCount,
    setAtoms(values, known) {
      putRows(inputRows("atoms", atomCount), inputs, wide, values);
      module.transpose();
      if (known) putRows(atomRows("gram", atomCount), atomCount, deep, known);
      else module.multiplyAtoms();
    },
    atoms: () => takeRows(inputRows("atoms", atomCount), inputs, wide),
    gram,
    setRow: (r, values) => f64(at("patches") + r * wide * 8, inputs).set(values),
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
    codes: (rows) => takeRows(atomRows("codes", rows), atomCount, deep),
    setCodes(r, values) {
      const to = f64(at("codes") + r * deep * 8, (values.length / atomCount) * deep);
      putRows(to, atomCount, deep, values);
    },
    reconstruct(rows, penalty) {
      module.reconstruct(rows, penalty);
      return {
        rows: takeRows(inputRows("reconstructions", rows), inputs, wide),
        losses: f64("losses", rows).slice(),
      };
    },
    learn(rows, keep, share) {
      module.remember(rows, keep, share);
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
