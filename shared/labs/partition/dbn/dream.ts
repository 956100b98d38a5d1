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
  /** Class of each chain, whose label is held on, and how many classes there are: the last visible units of the top machine. */
  readonly held?: readonly number[];
  readonly classes?: number;
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
 * layer drawn given the one above. With `held` labels the chains are those of the model given their class. A step is a frame of `SWEEPS` sweeps. Output: "frames", [steps, count, visible]: probabilities of the pixels given
 * what was drawn above them; "states", [steps, count, visible]: the pixels drawn from them.
 */
export const dreaming = drive(
  (
    { count, depth, held, classes = 0, round = 0 }: DreamParams,
    context,
    { key, step: begun, steps, saved }: Start<Dreamt>,
  ) => {
    const arrays = givenMachines(context.inputs.given, depth);
    const machines = arrays.map((machine) => opened(context, machine, count));
    const top = machines[depth - 1];
    const labels = depth === 1 ? classes : 0;
    const visible = machines[0].visible - labels;
    const hold = () => {
      if (held) holdLabels(top, held, classes);
    };
    const own = foldIn(key, STREAM.round, round);
    const frames = saved?.frames ?? new Float32Array(steps * count * visible);
    const states = saved?.states ?? new Uint8Array(steps * count * visible);
    let done = begun;
    if (saved) top.setChains(saved.chains);
    else {
      top.setBase(arrays[depth - 1].visibleBias.values as Float32Array);
      for (let n = 0; n < count; n++) top.startAtBase(n, foldIn(own, STREAM.begin));
      hold();
    }
    // A single machine sees the labels beside the pixels.
    const seenBy = (pixels: Uint8Array, n: number) =>
      labels > 0 ? top.chains(count).subarray(n * top.visible, (n + 1) * top.visible) : pixels;
    const shaped = (values: Float32Array | Uint8Array, rows: number) =>
      array(values.slice(0, rows * count * visible), [rows, count, visible]);
    return {
      advance: eachStep([], (step) => {
        for (let s = 0; s < SWEEPS; s++) {
          top.negativePhase(count, 1, true, foldIn(own, STREAM.sweep, step * SWEEPS + s));
          hold();
        }
        const at = step * count * visible;
        const drawn = descend(machines, cutLabels(top, count, classes), count, foldIn(own, STREAM.down, step));
        states.set(drawn.pixels, at);
        for (let n = 0; n < count; n++) {
          const above = drawn.above?.subarray(n * machines[0].hidden, (n + 1) * machines[0].hidden);
          const pixels = drawn.pixels.subarray(n * visible, (n + 1) * visible);
          const all = downward(arrays[0], above ?? upward(arrays[0], seenBy(pixels, n)));
          frames.set(all.subarray(0, visible), at + n * visible);
        }
        done = step + 1;
      }),
      live: () => ({ frames: shaped(frames, done) }),
      save: () => ({ frames, states, chains: top.chains(count) }),
      output: () => ({ frames: shaped(frames, steps), states: shaped(states, steps) }),
    };
  },
);

/** Turns on the label of each chain's class, and the others off. */
function holdLabels(top: RbmMachine, held: readonly number[], classes: number): void {
  const states = top.chains(held.length);
  for (const [n, label] of held.entries()) {
    const end = (n + 1) * top.visible;
    states.fill(0, end - classes, end);
    states[end - classes + label] = 1;
  }
  top.setChains(states);
}

/** States of the chains without labels. */
function cutLabels(top: RbmMachine, count: number, classes: number): Uint8Array {
  const states = top.chains(count);
  const width = top.visible - classes;
  const out = new Uint8Array(count * width);
  for (let n = 0; n < count; n++) out.set(states.subarray(n * top.visible, n * top.visible + width), n * width);
  return out;
}

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
