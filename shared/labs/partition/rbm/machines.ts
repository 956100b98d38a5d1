import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { Kind, Parameters, RbmMachine, States } from "../../../kernels/rbm/machine.ts";
import { scalarMachine } from "../../../kernels/rbm/scalar.ts";
import { wasmMachine } from "../../../kernels/rbm/wasm.ts";
import type { Context } from "../../lab.ts";
import type { BaseRates } from "./data.ts";

// Machines of a device, and their numbers as arrays of tasks.

export function machineOn(
  context: Pick<Context, "device" | "wasm">,
  visible: number,
  hidden: number,
  batch: number,
  kind: Kind = {},
): RbmMachine<States> {
  return context.device !== "scalar"
    ? wasmMachine(context.wasm("rbm"), visible, hidden, batch, kind)
    : scalarMachine(visible, hidden, batch, kind);
}

/** A machine with the parameters that are given, of the kind that they are of: Gaussian units have variances. */
export function givenMachine(context: Context, given: Arrays, batch: number): RbmMachine<States> {
  const [visible, hidden] = given.weights.shape;
  const machine = machineOn(context, visible, hidden, batch, { gaussian: isGaussian(given) });
  machine.setParameters(parametersFrom(given));
  return machine;
}

export function isGaussian(given: Arrays): boolean {
  return given.logVariance !== undefined;
}

export function parametersFrom({ weights, visibleBias, hiddenBias, logVariance }: Arrays): Parameters {
  return {
    weights: weights.values as Float32Array,
    visibleBias: visibleBias.values as Float32Array,
    hiddenBias: hiddenBias.values as Float32Array,
    ...(logVariance && { logVariance: logVariance.values as Float32Array }),
  };
}

export function parameterArrays({
  weights,
  visibleBias,
  hiddenBias,
  logVariance,
}: Parameters): Record<string, NDArray> {
  return {
    weights: array(weights, [visibleBias.length, hiddenBias.length]),
    visibleBias: array(visibleBias),
    hiddenBias: array(hiddenBias),
    ...(logVariance && { logVariance: array(logVariance) }),
  };
}

/** Names of the base-rate machine's arrays among the outputs of training. */
export function baseArrays({ visibleBias, logVariance }: BaseRates): Record<string, NDArray> {
  return { baseBias: array(visibleBias), ...(logVariance && { baseLogVariance: array(logVariance) }) };
}

function setBase(machine: RbmMachine<States>, { baseBias, baseLogVariance }: Arrays): void {
  machine.setBase(baseBias.values as Float32Array, baseLogVariance?.values as Float32Array | undefined);
}

/** The machine that was trained, with the base-rate machine that annealing begins at. `batch`: chains, or rows. */
export function trainedMachine(context: Context, batch: number): RbmMachine<States> {
  const machine = givenMachine(context, context.inputs.train, batch);
  setBase(machine, context.inputs.train);
  return machine;
}
