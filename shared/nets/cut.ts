/** Training with connections taken away: what is cut is 0 from before a step until the next cut, whatever an optimiser's momentum would make of it. */
import type { NetMachine } from "./machine.ts";
import type { ShardedStep } from "./sharded-step.ts";
import { sizeOf } from "./tensor.ts";

/** Parameters by name: their memory, to be read and set to 0. */
export type Cuttable = Readonly<Record<string, Float32Array>>;

/**
 * Before step `n`, from 0: may set parameters to 0, and says which are held there, by name (1: held). It follows from the parameters and `n` alone, so that a
 * training that was interrupted goes on with the same.
 */
export type Cut = (parameters: Cuttable, n: number) => Readonly<Record<string, Uint8Array>>;

export function cutOf(machine: NetMachine, cut: Cut) {
  let held: Readonly<Record<string, Uint8Array>> = {};
  const parts = (block: "parameters" | "first" | "second"): Cuttable => {
    const all = machine.block(block);
    return Object.fromEntries(
      machine.layout.parts.map(({ name, offset, tensor: { shape } }) => [
        name,
        all.subarray(offset, offset + sizeOf(shape)),
      ]),
    );
  };
  return {
    /** The gradient of a net of which connections have just been taken away. */
    before:
      (gradient: ShardedStep["gradient"]): ShardedStep["gradient"] =>
      (step, ...rest) => {
        held = cut(parts("parameters"), step);
        return gradient(step, ...rest);
      },
    /** Parameters that are held, and what the optimiser keeps of them, back to 0. */
    hold(): void {
      const [weights, first, second] = (["parameters", "first", "second"] as const).map(parts);
      for (const [name, mask] of Object.entries(held)) zero(mask, weights[name], first[name], second[name]);
    },
  };
}

/** In one pass: a mask is as long as all weights of a layer. */
function zero(mask: Uint8Array, weights: Float32Array, first: Float32Array, second: Float32Array): void {
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    weights[i] = 0;
    first[i] = 0;
    second[i] = 0;
  }
}
