import { type Arrays, array } from "../../../arrays.ts";
import type { RbmMachine } from "../../../kernels/rbm/machine.ts";
import { foldIn } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context } from "../../lab.ts";
import { drive, type Start } from "../../process.ts";
import { eachStep } from "../../records.ts";
import { machineOn } from "./layer.ts";
import { SWEEPS } from "./numbers.ts";
import { downward, givenMachines, parametersFrom, upward } from "./stack.ts";

const STREAM = { begin: 0, sweep: 1, round: 2, down: 3 } as const;

export interface DreamParams {
  readonly count: number;
  /** Layers of the stack that dream: the machine of the last one is the top. */
  readonly depth: number;
  /** Each round has random numbers of its own. */
  readonly round?: number;
}

interface Dreamt {
  readonly frames: Float32Array;
  readonly states: Uint8Array;
  readonly chains: Uint8Array;
}

/**
 * `count` samples of the deep belief network of the first `depth` layers (Hinton, Osindero & Teh 2006, §4): block Gibbs in the top machine, then one pass down, each
 * layer drawn given the one above. A step is a frame of `SWEEPS` sweeps. Output: "frames", [steps, count, visible]: probabilities of the pixels given
 * what was drawn above them; "states", [steps, count, visible]: the pixels drawn from them.
 */
export const dreaming = drive(
  ({ count, depth, round = 0 }: DreamParams, context, { key, step: begun, steps, saved }: Start<Dreamt>) => {
    const arrays = givenMachines(context.inputs.given, depth);
    const machines = arrays.map((machine) => opened(context, machine, count));
    const top = machines[depth - 1];
    const visible = machines[0].visible;
    const own = foldIn(key, STREAM.round, round);
    const frames = saved?.frames ?? new Float32Array(steps * count * visible);
    const states = saved?.states ?? new Uint8Array(steps * count * visible);
    let done = begun;
    if (saved) top.setChains(saved.chains);
    else {
      top.setBase(arrays[depth - 1].visibleBias.values as Float32Array);
      for (let n = 0; n < count; n++) top.startAtBase(n, foldIn(own, STREAM.begin));
    }
    const shaped = (values: Float32Array | Uint8Array, rows: number) =>
      array(values.slice(0, rows * count * visible), [rows, count, visible]);
    return {
      advance: eachStep([], (step) => {
        for (let s = 0; s < SWEEPS; s++)
          top.negativePhase(count, 1, true, foldIn(own, STREAM.sweep, step * SWEEPS + s));
        const at = step * count * visible;
        const drawn = descend(machines, top.chains(count), count, foldIn(own, STREAM.down, step));
        states.set(drawn.pixels, at);
        for (let n = 0; n < count; n++) {
          const above = drawn.above?.subarray(n * machines[0].hidden, (n + 1) * machines[0].hidden);
          const pixels = drawn.pixels.subarray(n * visible, (n + 1) * visible);
          frames.set(downward(arrays[0], above ?? upward(arrays[0], pixels)), at + n * visible);
        }
        done = step + 1;
      }),
      live: () => ({ frames: shaped(frames, done) }),
      save: () => ({ frames, states, chains: top.chains(count) }),
      output: () => ({ frames: shaped(frames, steps), states: shaped(states, steps) }),
    };
  },
);

function opened(context: Context, machine: Arrays, count: number): RbmMachine {
  const [visible, hidden] = machine.weights.shape;
  const own = machineOn(context, visible, hidden, count);
  own.setParameters(parametersFrom(machine));
  return own;
}

/** Draws the layers below the top machine, given the states of its visible units. `above`: states of the first hidden layer; undefined where one machine is all. */
export function descend(
  machines: readonly RbmMachine[],
  states: Uint8Array,
  count: number,
  key: Key,
): { readonly pixels: Uint8Array; readonly above: Uint8Array | undefined } {
  let above: Uint8Array | undefined;
  let now = states;
  for (let l = machines.length - 2; l >= 0; l--) {
    above = now;
    const { hidden } = machines[l];
    for (let n = 0; n < count; n++)
      machines[l].drawVisible(n, above.subarray(n * hidden, (n + 1) * hidden), foldIn(key, l));
    now = machines[l].chains(count);
  }
  return { pixels: now, above };
}
