import { type Arrays, array } from "../../../arrays.ts";
import type { RbmMachine } from "../../../kernels/rbm/machine.ts";
import { fold } from "../../../random/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Context, Process, Task } from "../../lab.ts";
import { machineOn, parametersFrom } from "./train.ts";

/** Sweeps that one frame averages over: grey says how sure the machine is. */
const SWEEPS = 10;
const STREAM = { begin: 0, sweep: 1, round: 2 } as const;

/**
 * Answers of a given machine (given: weights, visibleBias, hiddenBias).
 * "hidden": probabilities of the hidden units of each row of `states` (0 or 1, rows × visible), in one step.
 * "sample": `params.count` chains from a machine without weights; "complete": one chain (given: picture and clamped, visible numbers each), whose
 * clamped pixels are set to the picture before every sweep. A step is a frame of ten sweeps; the output holds the frames, each
 * steps × chains × visible, means of states over the sweeps. Each `params.round` (default 0) has random numbers of its own.
 */
export function openQuestion(task: Task, context: Context, checkpoint?: Arrays): Process {
  const given = context.inputs.given;
  if (task.kind === "hidden") return openHidden(context, given);
  const [visible, hidden] = given.weights.shape;
  const completing = task.kind === "complete";
  const chains = completing ? 1 : (task.params.count as number);
  const key = fold(task.key, STREAM.round, Number(task.params.round ?? 0));
  const machine = machineOn(context, visible, hidden, chains);
  machine.setParameters(parametersFrom(given));
  const frames = new Float32Array(task.steps * chains * visible);
  let step = 0;
  if (checkpoint) {
    step = checkpoint.step.values[0];
    frames.set(checkpoint.frames.values as Float32Array);
    machine.setChains(checkpoint.chains.values as Uint8Array);
  } else begin(machine, given, key, chains, completing);
  const sweep = (at: number) => {
    machine.negativePhase(chains, 1, true, fold(key, STREAM.sweep, at));
    if (completing) clamp(machine, given);
    return machine.chains(chains);
  };
  return {
    get step() {
      return step;
    },
    advance(steps) {
      for (const end = step + steps; step < end; step++) {
        const frame = frames.subarray(step * chains * visible, (step + 1) * chains * visible);
        for (let s = 0; s < SWEEPS; s++) {
          const states = sweep(step * SWEEPS + s);
          for (let i = 0; i < frame.length; i++) frame[i] += states[i] / SWEEPS;
        }
      }
      return {};
    },
    snapshot: () => ({ frames: array(frames.slice(0, step * chains * visible), [step, chains, visible]) }),
    checkpoint: () => ({
      step: array(Float64Array.of(step)),
      frames: array(frames.slice()),
      chains: array(machine.chains(chains), [chains, visible]),
    }),
    output: () => ({ frames: array(frames.slice(), [task.steps, chains, visible]) }),
  };
}

function begin(machine: RbmMachine, given: Arrays, key: Key, chains: number, completing: boolean): void {
  machine.setBase(given.visibleBias.values as Float32Array);
  for (let n = 0; n < chains; n++) machine.startAtBase(n, fold(key, STREAM.begin));
  if (completing) clamp(machine, given);
}

function clamp(machine: RbmMachine, { picture, clamped }: Arrays): void {
  const states = machine.chains(1);
  for (let i = 0; i < states.length; i++) if (clamped.values[i]) states[i] = picture.values[i] >= 0.5 ? 1 : 0;
  machine.setChains(states);
}

function openHidden(context: Context, given: Arrays): Process {
  const [visible, hidden] = given.weights.shape;
  const [rows] = given.states.shape;
  const machine = machineOn(context, visible, hidden, rows);
  machine.setParameters(parametersFrom(given));
  let step = 0;
  return {
    get step() {
      return step;
    },
    advance(steps) {
      step += steps;
      return {};
    },
    snapshot: () => ({}),
    checkpoint: () => ({}),
    output() {
      machine.setChains(given.states.values as Uint8Array);
      // No sweep: only the probabilities that the given states imply.
      machine.negativePhase(rows, 0, true, [0, 0]);
      return { hidden: array(machine.hiddenProbabilities("negative", rows), [rows, hidden]) };
    },
  };
}
