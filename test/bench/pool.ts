import { runExperiment } from "../../client/run/driver.ts";
import { createNodePool } from "../../client/terminal/pool.ts";
import { mcmc } from "../../shared/labs/monte-carlo/mcmc/lab.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";
import { runDirect } from "../conformance/direct.ts";
import type { Short } from "../conformance/short.ts";
import type { Bench, Row } from "./bench.ts";

const repeats = 7;
const chains = 4;

/** Four chains, of a second or so together: a run as short as people make them. */
function secondOfWork(): Short {
  let experiment = presetExperiment(mcmc, "gaussian-100");
  experiment = setPath(mcmc, experiment, "params.chains", chains);
  experiment = setPath(mcmc, experiment, "params.draws", 1000);
  return { lab: mcmc, experiment, data: null };
}

/** Runs a second: without any pool, on one thread, and on two, in turn, so that the machine's moods strike all alike. */
async function measure(): Promise<Readonly<Record<"none" | "one" | "two", number[]>>> {
  const work = secondOfWork();
  // A run without a pool does not wait for code.
  await work.lab.ready?.(work.experiment.params);
  const pools = { one: createNodePool({ threads: 1 }), two: createNodePool({ threads: 2 }) };
  const rates = { none: [] as number[], one: [] as number[], two: [] as number[] };
  try {
    for (let i = 0; i <= repeats; i++) {
      const start = performance.now();
      runDirect(work, "wasm");
      const none = (performance.now() - start) / 1000;
      const { seconds: one } = await runExperiment({ ...work, pool: pools.one, device: "wasm" });
      const { seconds: two } = await runExperiment({ ...work, pool: pools.two, device: "wasm" });
      // The first round starts the threads and warms the engines up.
      if (i === 0) continue;
      rates.none.push(1 / none);
      rates.one.push(1 / one);
      rates.two.push(1 / two);
    }
  } finally {
    for (const pool of Object.values(pools)) pool.close();
  }
  return rates;
}

export const bench: Bench = {
  name: "pool",
  async run(): Promise<readonly Row[]> {
    const { none, one, two } = await measure();
    const unit = "runs/s";
    return [
      {
        work: `${chains} chains on one thread of the pool`,
        unit,
        ours: one,
        peers: { "without a pool": none },
        goals: { "without a pool": 0.98 },
      },
      {
        work: `${chains} chains on two threads of the pool`,
        unit,
        ours: two,
        peers: { "one thread": one },
        goals: { "one thread": 1.9 },
        notes: ["1.9 × is an efficiency of 0.95 a thread; it needs two cores with nothing else to do"],
      },
    ];
  },
};
