import type { ChainParams } from "../../shared/kernels/mcmc/chain.ts";
import type { Model } from "../../shared/kernels/mcmc/model.ts";
import type { ChainRun } from "../../shared/kernels/mcmc/run.ts";
import { ROW_EXTRAS, scalarRun } from "../../shared/kernels/mcmc/run.ts";
import { wasmRun } from "../../shared/kernels/mcmc/wasm.ts";
import { foldIn } from "../../shared/random/index.ts";
import { essBulk, mcseMean } from "../../shared/stats/convergence.ts";
import { mean } from "../../shared/stats/moments.ts";
import { fresh } from "../wasm.ts";
import type { Bench, Row } from "./bench.ts";
import { type Compared, eightSchools, gaussian100, logistic } from "./mcmc-models.ts";
import { type Peers, peersSkipped, type Sampled, skipped, startPeers } from "./mcmc-peers.ts";
import { comparisons } from "./race.ts";

const params: ChainParams = {
  sampler: "nuts",
  warmup: 1000,
  thin: 1,
  adapt: true,
  targetAccept: 0.8,
  stepSize: 1,
  leapfrogs: 1,
  maxDepth: 10,
  initRadius: 2,
};
const CHAINS = 4;
const DRAWS = 1000;
const ROUNDS = 7;
/** Ours are shorter than the clock is fine: so many runs make one measurement. */
const RUNS = 5;

type Sample = (seed: number) => Promise<Sampled> | Sampled;
type Open = (seed: number, chain: number, model: Model) => ChainRun;

function ours(model: Model, open: Open): Sample {
  const names = model.target.names.length;
  const width = names + ROW_EXTRAS.length;
  return (seed) => {
    const before = process.threadCpuUsage();
    const rows = Array.from({ length: CHAINS }, (_, chain) => {
      const run = open(seed, chain, model);
      run.draw(params.warmup);
      return run.draw(DRAWS);
    });
    const { user, system } = process.threadCpuUsage(before);
    const each = (row: Float64Array, from: number, to: number) =>
      row.filter((_, i) => i % width >= from && i % width < to);
    const steps = names + ROW_EXTRAS.indexOf("leapfrogs");
    const leapfrogs = rows.reduce((sum, row) => sum + each(row, steps, steps + 1).reduce((a, b) => a + b, 0), 0);
    return {
      chains: rows.map((row) => each(row, 0, names) as Float64Array),
      seconds: (user + system) / 1e6,
      leapfrogs,
    };
  };
}

/** The draws of each parameter, by chain. */
function columnsOf({ chains }: Sampled, names: number): readonly (readonly Float64Array[])[] {
  return Array.from({ length: names }, (_, column) =>
    chains.map((chain) => chain.filter((_, i) => i % names === column) as Float64Array),
  );
}

const leastEss = (sampled: Sampled, names: number) =>
  Math.min(...columnsOf(sampled, names).map((column) => essBulk(column) ?? 0));

/** What samples from something else is no peer: means of a first run within 5 Monte Carlo errors. */
function checkMeans(work: string, names: readonly string[], ours: Sampled, theirs: Sampled): void {
  const [own, other] = [ours, theirs].map((sampled) => columnsOf(sampled, names.length));
  names.forEach((name, i) => {
    const error = Math.hypot(...[own[i], other[i]].map((chains) => mcseMean(chains) ?? 0));
    const [a, b] = [own[i], other[i]].map((chains) => mean(Float64Array.from(chains.flatMap((chain) => [...chain]))));
    if (!(Math.abs(a - b) < 5 * error))
      throw new Error(`${work}: mean of ${name} is ${a} here and ${b} there (± ${error})`);
  });
}

async function compare({ work, model, peers, goals }: Compared, peersHere: Peers | null): Promise<Row> {
  const { names } = model.target;
  const samplers: Record<string, Sample> = {
    ours: ours(model, (seed, chain, m) => wasmRun(fresh("mcmc"), foldIn([seed, 1], chain), m, params)),
    "plain JavaScript": ours(model, (seed, chain, m) => scalarRun(foldIn([seed, 1], chain), m, params)),
  };
  const notes: string[] = peersHere === null ? [peersSkipped] : [];
  for (const [name, peer] of Object.entries(peers)) {
    if (peersHere === null) continue;
    if (peersHere.about[peer.peer] === undefined) {
      notes.push(skipped[peer.peer]);
      continue;
    }
    const sample = await peersHere.open(`${work} ${name}`.replace(/\W+/g, "_"), peer);
    samplers[name] = (seed) => sample({ seed: seed + 1, chains: CHAINS, warmup: params.warmup, draws: DRAWS });
  }
  const rates: Record<string, number[]> = Object.fromEntries(Object.keys(samplers).map((name) => [name, []]));
  // The first round is for the engine that still compiles, and for the check.
  const first: Record<string, Sampled> = {};
  for (let round = -1; round < ROUNDS; round++) {
    for (const [name, sample] of Object.entries(samplers)) {
      const runs = name === "ours" ? RUNS : 1;
      let ess = 0;
      let seconds = 0;
      for (let run = 0; run < runs; run++) {
        const sampled = await sample((round + 1) * RUNS + run);
        ess += leastEss(sampled, names.length);
        seconds += sampled.seconds;
        if (round < 0) first[name] = sampled;
      }
      if (round >= 0) rates[name].push(ess / seconds);
    }
    if (round < 0)
      for (const name of Object.keys(samplers)) checkMeans(`${work}, ${name}`, names, first.ours, first[name]);
  }
  const { ours: own, ...others } = rates;
  return {
    work,
    unit: "min bulk ESS/s",
    ours: own,
    peers: others,
    goals,
    notes: [...notes, ...comparisons(own, others)],
  };
}

export const bench: Bench = {
  name: "mcmc",
  async run() {
    const peers = await startPeers();
    if (peers !== null)
      console.log(`  peers: ${Object.values(peers.about).join(", ")}, their own times of warm-up and sampling`);
    try {
      const rows: Row[] = [];
      for (const compared of [eightSchools, gaussian100, logistic()]) rows.push(await compare(compared, peers));
      return rows;
    } finally {
      peers?.close();
    }
  },
};
