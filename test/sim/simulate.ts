import { createPool } from "../../client/compute/pool.ts";
import type { Arrays } from "../../shared/arrays.ts";
import { type OpenFold, openFold, resultArrays } from "../../shared/labs/fold.ts";
import { foldIn as foldKey, keyOfSeed } from "../../shared/random/index.ts";
import { SimClock } from "./clock.ts";
import { digest } from "./digest.ts";
import { drawScenario, type PageEvent, type Scenario } from "./faults.ts";
import { SimThread } from "./threads.ts";
import { SimWaits } from "./waits.ts";
import { walkLab } from "./walk.ts";

export interface Outcome {
  readonly end: "finished" | "rejected" | "idle" | "timeout";
  /** Of the run, or of both. */
  readonly digest?: string;
  readonly error?: unknown;
  /** Threads started. */
  readonly spawned: number;
  readonly faults: readonly string[];
  readonly answers: readonly (Arrays | Error)[];
  readonly milliseconds: number;
  /** How often a thread came to help another, and how many passes helpers made. */
  readonly joined: number;
  readonly passes: number;
}

const stopped = new Error("stopped by the person");
/** No scenario takes a day: whoever waits longer waits for ever. */
const day = 86_400_000;

/** The run that a seed describes, with its faults or as it would be without any. */
export async function simulate(seed: number, faults: "faults" | "none"): Promise<Outcome> {
  const key = foldKey(keyOfSeed(seed), 1);
  const scenario = faults === "faults" ? drawScenario(key) : healthy(drawScenario(key));
  const clock = new SimClock();
  if (scenario.frozen !== null) {
    const { from, to } = scenario.frozen;
    clock.pageTime = (time) => (time >= from && time < to ? to : time);
  }
  clock.timerTime = (time) => (time >= scenario.hiddenFrom ? Math.ceil(time / 60_000) * 60_000 : time);
  const met: string[] = [];
  let spawned = 0;
  const waits = scenario.isolated ? new SimWaits(clock) : null;
  const helped = { joined: 0, passes: 0 };
  const pool = createPool({
    threads: scenario.threads,
    clock,
    modules: async () => ({}),
    hashes: async () => ({}),
    spawn() {
      const fault = scenario.faultOf(spawned++);
      if (fault !== null) met.push(fault.kind);
      return new SimThread(clock, fault, { ...scenario, waits, helped });
    },
  });
  const { walks, steps, fits, secondAt } = scenario;
  const plans = [walkLab().plan({ walks, steps, fits }, null, key)];
  if (secondAt !== null) plans.push(walkLab().plan({ walks: 2, steps: 60, fits: 0 }, null, foldKey(key, 9)));
  const folds = plans.map((tasks) => openFold(tasks));
  const abort = new AbortController();
  const answers: (Arrays | Error)[] = [];
  let open = folds.length;
  let error: unknown;
  const ask = () => {
    open++;
    const task = { id: "question", kind: "walk", key, steps: 3, params: {} };
    const given = { start: { shape: [1], values: Float64Array.of(1) } };
    pool
      .ask({ lab: "walk", device: "scalar", data: null, task, given })
      .then(
        (answer) => answers.push(answer),
        (reason) => answers.push(reason),
      )
      .finally(() => open--);
  };
  for (const event of scenario.page) clock.at(clock.pageTime(event.at), () => act(event));
  function act(event: PageEvent) {
    if (event.kind === "pause") {
      pool.pause();
      clock.after(event.for, () => pool.resume());
    } else if (event.kind === "resize") pool.resize(event.threads);
    else if (event.kind === "question") ask();
    else abort.abort(stopped);
  }
  const { signal } = abort;
  const run = (fold: OpenFold) => {
    const { tasks } = fold;
    pool
      .run({ lab: "walk", device: "scalar", data: null, tasks, signal, onChunk: (chunk) => fold.add(chunk) })
      .catch((reason) => {
        error ??= reason;
      })
      .finally(() => open--);
  };
  run(folds[0]);
  if (secondAt !== null) clock.at(clock.pageTime(secondAt), () => run(folds[1]));
  const how = await clock.run(() => open === 0, day);
  const milliseconds = clock.now();
  pool.close();
  const facts = { spawned, faults: met, answers, milliseconds, ...helped };
  if (how !== "done") return { end: how, ...facts };
  if (error !== undefined) return { end: "rejected", error, ...facts };
  const digests = await Promise.all(folds.map((fold) => digest(resultArrays(fold))));
  return { end: "finished", digest: digests.join(" "), ...facts };
}

export const isAbort = (error: unknown) => error === stopped;

function healthy(scenario: Scenario): Scenario {
  return { ...scenario, faultOf: () => null, page: [], frozen: null, hiddenFrom: Infinity, threads: 1 };
}
