import { fillNormal32, fillUniform32, foldIn } from "../random/index.ts";
import type { Key } from "../random/key.ts";
import type { ActivationKind } from "./activations.ts";
import { asParameter, type Initial } from "./leaves.ts";
import type { ParameterLayout } from "./plan.ts";
import { sizeOf } from "./tensor.ts";

/** Glorot & Bengio 2010: uniform in ±√(6 / (inputs + outputs)). `gain` multiplies the variance: 2 before a ReLU. */
export function glorot(inputs: number, outputs: number, gain = 1): Initial {
  return { kind: "uniform", bound: Math.sqrt((6 * gain) / (inputs + outputs)) };
}

/** He et al. 2015: normal of variance 2 / inputs. */
export function he(inputs: number): Initial {
  return { kind: "normal", deviation: Math.sqrt(2 / inputs) };
}

/** LeCun et al. 1998: normal of variance 1 / inputs; what SELU asks for. */
export function lecun(inputs: number): Initial {
  return { kind: "normal", deviation: Math.sqrt(1 / inputs) };
}

/** How weights begin that lead from so many inputs to so many outputs. */
export type Initialiser = (inputs: number, outputs: number) => Initial;

const RECTIFYING: readonly ActivationKind[] = ["relu", "leaky-relu", "elu", "gelu", "gelu-tanh", "silu", "softplus"];

/** What suits the activation that follows: He's before those that let about half of their inputs through, LeCun's before SELU, Glorot's otherwise. */
export function initialiserBefore(activation: ActivationKind): Initialiser {
  if (RECTIFYING.includes(activation)) return he;
  return activation === "selu" ? lecun : glorot;
}

export const zeros: Initial = { kind: "constant", value: 0 };
export const ones: Initial = { kind: "constant", value: 1 };

/** Draws all parameters into their block; the l-th has the l-th stream of the key. */
export function initialise(layout: ParameterLayout, block: Float32Array, key: Key): void {
  for (const [l, { tensor, offset }] of layout.parts.entries()) {
    const own = asParameter(tensor);
    if (own === undefined) continue;
    const part = block.subarray(offset, offset + sizeOf(own.shape));
    const { initial } = own;
    if (initial.kind === "constant") part.fill(initial.value);
    else if (initial.kind === "parts") {
      const length = part.length / initial.values.length;
      for (let i = 0; i < part.length; i++) part[i] = initial.values[Math.floor(i / length)];
    } else if (initial.kind === "normal") {
      fillNormal32(foldIn(key, l), 0, part);
      const deviation = Math.fround(initial.deviation);
      for (let i = 0; i < part.length; i++) part[i] *= deviation;
    } else {
      fillUniform32(foldIn(key, l), 0, part);
      const bound = Math.fround(initial.bound);
      for (let i = 0; i < part.length; i++) part[i] = (2 * part[i] - 1) * bound;
    }
  }
}
