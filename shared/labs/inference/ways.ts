/** One net as the devices of a thread compute it: a batch of samples in, probabilities out. */
import type { Arrays } from "../../arrays.ts";
import type { Chain } from "../../nets/chain.ts";
import type { NetMachine } from "../../nets/machine.ts";
import { parametersOf } from "../../nets/plan.ts";
import { scalarMachine } from "../../nets/scalar.ts";
import { wasmMachine } from "../../nets/wasm.ts";
import { loadWeights } from "../../nets/weights.ts";
import {
  dequantised,
  type GraphEngine,
  type QuantGraph,
  scalarGraphs,
  valueNamed,
  valuesOf,
  wasmGraphs,
} from "../../quant/graph/index.ts";
import type { Context } from "../lab.ts";
import type { RunDevice } from "./devices.ts";
import { classifierTensors } from "./model.ts";

/** Rows × numbers in, rows × classes out; a pass is all of that. */
export type Way = (rows: Float32Array) => Float32Array;

export interface Subject {
  readonly chain: Chain;
  readonly weights: Arrays;
  readonly graph: QuantGraph;
}

/** The floats of a machine of our own: a program for each size of batch, over the same weights. */
export function floatWay(
  { chain, weights }: Pick<Subject, "chain" | "weights">,
  machine: NetMachine,
  batch: number,
): Way {
  const { probabilities } = classifierTensors(chain, batch);
  loadWeights(machine.layout, machine.block("parameters"), weights);
  const program = machine.program({ outputs: { probabilities } });
  return (rows) => {
    program.input("x").set(rows);
    program.run();
    return program.output("probabilities").slice();
  };
}

export const layoutOf = ({ chain }: Pick<Subject, "chain">) =>
  parametersOf([classifierTensors(chain, 1).probabilities]);

export function integerWay({ graph }: Pick<Subject, "graph">, engine: GraphEngine): Way {
  const [output] = graph.outputs;
  const { code } = valueNamed(valuesOf(graph), output);
  return (rows) => dequantised(code, engine.run(graph, rows)[output]);
}

/** Opens the ways of a run: of a device and a size of batch. */
export function openWays(subject: Subject, { wasm }: Pick<Context, "wasm">): (device: RunDevice, batch: number) => Way {
  const layout = layoutOf(subject);
  const scalar = scalarMachine(layout);
  const machine = wasmMachine(wasm("tensors"), layout);
  const integers = integerWay(
    subject,
    wasmGraphs(() => wasm("quant")),
  );
  const plain = integerWay(subject, scalarGraphs);
  return (device, batch) => {
    switch (device) {
      case "scalar":
        return floatWay(subject, scalar, batch);
      case "wasm":
        return floatWay(subject, machine, batch);
      case "int8-scalar":
        return plain;
      case "int8":
        return integers;
      default:
        return device satisfies never;
    }
  };
}
