import { it } from "vitest";
import { zeros } from "../../../shared/nets/initial.ts";
import { parameter } from "../../../shared/nets/leaves.ts";
import { parametersOf } from "../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../shared/nets/scalar.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { fresh } from "../../wasm.ts";
import { awkward, expectSame } from "./kernels/instance.ts";

/** More than two stretches of what WebAssembly copies at a time. */
const count = 9001;
const layout = parametersOf([parameter("weights", [count], zeros)]);
const machines = [
  ["scalar", () => scalarMachine(layout)],
  ["wasm", () => wasmMachine(fresh("tensors"), layout)],
] as const;

it.each(machines)(
  "gradients of another thread are added in the range alone, each rounded once (%s)",
  (_, machineOf) => {
    const [own, other] = [awkward(layout.count, 1), awkward(layout.count, 2, 5)];
    for (const [from, to] of [
      [0, layout.count],
      [4, 4104],
      [4096, 8192],
      [8996, layout.count],
      [128, 128],
    ]) {
      const machine = machineOf();
      machine.block("gradients").set(own);
      machine.addGradients(from, to, other);
      const expected = own.map((x, p) => (p >= from && p < to ? x + other[p] : x));
      expectSame(machine.block("gradients"), expected, `[${from}, ${to})`);
    }
  },
);
