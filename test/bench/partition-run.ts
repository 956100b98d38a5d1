/** Forward annealing of the lab `rbm` on a pool of threads. As a program: a process of its own that anneals on one thread whenever it is told to. */

import { planOf } from "../../client/run/plan.ts";
import { createNodePool } from "../../client/terminal/pool.ts";
import type { Arrays } from "../../shared/arrays.ts";
import { digits } from "../../shared/data/generators/digits.ts";
import type { Task } from "../../shared/labs/lab.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";
import { rbm } from "../../shared/labs/partition/rbm/lab.ts";
import { runTasks } from "../run.ts";

const numberOf = (name: string, usual: number) => Number(process.env[name] ?? usual);
export const CHAINS = numberOf("AIS_CHAINS", 1000);
export const TEMPERATURES = numberOf("AIS_TEMPERATURES", 10_000);
export const ROUNDS = numberOf("AIS_ROUNDS", 3);

const data = digits.generate([1, 0], { count: 2000, classes: 10, variation: 1 });
export const WARM_UP = 100;

/** Training and forward annealing, at so many temperatures. */
function tasksOf(temperatures: number): readonly Task[] {
  const experiment = [
    ["aisChains", CHAINS],
    ["aisSteps", temperatures],
  ].reduce((one, [name, value]) => setPath(rbm, one, `params.${name}`, value), presetExperiment(rbm, "digits"));
  return planOf(rbm, experiment, data).filter(({ kind }) => kind === "train" || kind === "forward");
}

/** The trained machine, 784–64. */
export const trained = runTasks(
  rbm,
  tasksOf(TEMPERATURES).filter(({ kind }) => kind === "train"),
  { data },
).output("train") as Arrays;
export interface Annealed {
  /** Seconds of the clock, and of the processor in all threads of the process. */
  readonly wall: number;
  readonly cpu: number;
  readonly logs: readonly number[];
}

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** `run` anneals all chains; fewer temperatures start threads, and let engines compile. */
export function annealer(threads: number): { run(temperatures?: number): Promise<Annealed>; close(): void } {
  const pool = createNodePool({ threads });
  return {
    async run(temperatures = TEMPERATURES) {
      const tasks = tasksOf(temperatures);
      const logs: number[] = [];
      const [wall, cpu] = [performance.now(), cpuSeconds()];
      await pool.run({
        lab: rbm.id,
        device: "wasm",
        data,
        tasks,
        resume: { train: { step: tasks[0].steps, output: trained } },
        onChunk({ output }) {
          if (output?.logWeights) logs.push(...output.logWeights.values.map(Number));
        },
      });
      return { wall: (performance.now() - wall) / 1000, cpu: cpuSeconds() - cpu, logs };
    },
    close: () => pool.close(),
  };
}

if (import.meta.main) {
  const own = annealer(1);
  await own.run(WARM_UP);
  process.on("message", async () => process.send?.(await own.run()));
  process.on("disconnect", () => own.close());
  process.send?.("ready");
}
