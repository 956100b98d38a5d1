/** A net with given weights, for what views and questions want to know of it: outputs of layers, slopes by its inputs. */
import type { Arrays } from "../arrays.ts";
import type { NetMachine, Program } from "./machine.ts";
import { type ParameterLayout, parametersOf } from "./plan.ts";
import type { Tensor } from "./tensor.ts";
import { loadWeights } from "./weights.ts";

export type MachineOf = (layout: ParameterLayout) => NetMachine;

/** A program of these outputs. `weights` may hold more than they need. Throws an ExperimentError for weights that are not those of the net. */
export function openNet(
  machineOf: MachineOf,
  outputs: Readonly<Record<string, Tensor>>,
  weights: Arrays,
): { readonly machine: NetMachine; readonly program: Program } {
  const machine = machineOf(parametersOf(Object.values(outputs)));
  loadWeights(machine.layout, machine.block("parameters"), weights);
  return { machine, program: machine.program({ outputs }) };
}
