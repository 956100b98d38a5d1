/**
 * A training on a GPU: the same steps, records and checkpoints as in `training.ts`. The net on the processor beside it gives the weights to begin with, and
 * what views draw now, of weights that are read back for it.
 */
import { type Arrays, array } from "../arrays.ts";
import { gpuTrainer, type Progress } from "../nets/webgpu/trainer.ts";
import { loadWeights, weightsOf } from "../nets/weights.ts";
import type { Machine, Start } from "./process.ts";
import { eachStep } from "./records.ts";
import { STOPS } from "./stopped.ts";
import { heldOutName, heldOutOf, type OnGpu, type Opened, recordsOf, type Saved } from "./training-state.ts";

const DIVERGED = STOPS.indexOf("diverged");
const TARGET = STOPS.indexOf("target");

export async function trainingOnGpu(
  { gpu, beat }: OnGpu,
  { own, order, net }: Opened,
  { saved, step: begun }: Start<Saved>,
): Promise<Machine<Saved>> {
  if (own.watch) throw new Error(`a training that watches ${own.watch.records.join(", ")} (must run without a GPU)`);
  if (own.turns) throw new Error("a training of sides in turns (must run without a GPU)");
  const { every, tested } = heldOutOf(own);
  const { layout } = net.machine;
  const trainer = await gpuTrainer(gpu, { ...own, ...own.stop, layout, samplesOf: order, tested, every, beat });
  let done = begun;

  if (saved) {
    const { parameters, first, second, best, ...progress } = saved;
    const learnt = { second, first, parameters };
    for (const name of ["second", "first", "parameters"] as const)
      trainer.write(name, new Float32Array(learnt[name].buffer));
    trainer.write("best", best);
    trainer.begin(progress, new Float32Array(parameters.buffer).every(Number.isFinite));
  } else {
    const parameters = net.machine.block("parameters");
    if (own.initial) loadWeights(layout, parameters, own.initial);
    trainer.write("parameters", parameters);
    trainer.write("best", parameters);
    const loss = tested.length > 0 ? (await trainer.evaluate())[0] / tested.length : Number.POSITIVE_INFINITY;
    trainer.begin({ ...START, bestLoss: Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY }, true);
  }

  /** What training ended with is the best, unless it has reached its aim. */
  const goBack = async () => {
    const [best] = await trainer.read(["best"]);
    trainer.write("parameters", best);
  };

  const names = { own: net.measures, heldOut: net.tested };
  /** What step `n` says, of the sums that it left: nothing once training has ended. */
  const told = (n: number, sums: Float32Array, { stopped, reason }: Progress): Readonly<Record<string, number>> => {
    if (stopped >= 0 && n > stopped) return {};
    const isLast = n === stopped && reason === DIVERGED;
    const row: Record<string, number> = {};
    const put = (name: string, sum: number, samples: number) => {
      if (!isLast || Number.isFinite(sum)) row[name] = sum / samples;
    };
    for (const [m, name] of names.own.entries()) put(name, sums[m], order(n).length);
    if (n % every > 0 || tested.length === 0 || isLast) return row;
    for (const [m, name] of names.heldOut.entries()) put(heldOutName(name), sums[names.own.length + m], tested.length);
    return row;
  };

  return {
    async advance(from, steps) {
      const before = trainer.progress.stopped;
      done = from + steps;
      const sums = before < 0 ? await trainer.run(from, steps) : [];
      const { progress } = trainer;
      if (before < 0 && progress.stopped >= 0 && progress.reason !== TARGET) await goBack();
      const records = eachStep(recordsOf(net, tested.length > 0, own), (n, row) => {
        if (n - from < sums.length) Object.assign(row, told(n, sums[n - from], progress));
      });
      return records(from, steps);
    },
    async live() {
      const parameters = net.machine.block("parameters");
      parameters.set((await trainer.read(["parameters"]))[0]);
      return { ...weightsOf(layout, parameters), ...own.live?.(net) };
    },
    async save() {
      const [parameters, first, second, best] = await trainer.read(["parameters", "first", "second", "best"]);
      const bits = (values: Float32Array) => new Uint32Array(values.buffer);
      return { ...trainer.progress, best, parameters: bits(parameters), first: bits(first), second: bits(second) };
    },
    async output(): Promise<Arrays> {
      let [weights] = await trainer.read(["parameters"]);
      let { stopped, reason } = trainer.progress;
      // No step is left to find out what the last one did.
      if (stopped < 0 && !weights.every(Number.isFinite)) {
        [weights] = await trainer.read(["best"]);
        [stopped, reason] = [done, DIVERGED];
      }
      return { ...weightsOf(layout, weights), stopped: array(Float64Array.of(stopped, reason)) };
    },
  };
}

const START: Progress = { bestLoss: 0, bestStep: 0, waited: 0, stopped: -1, reason: 0 };
