import type { ChainParams } from "../../shared/kernels/mcmc/chain.ts";
import type { Model } from "../../shared/kernels/mcmc/model.ts";
import { ROW_EXTRAS } from "../../shared/kernels/mcmc/run.ts";
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
const ROUNDS = 5;

type Sample = (seed: number) => Promise<Sampled> | Sampled;

/** In a fresh instance for each chain, as the lab does. */
function ours(model: Model, changes: Partial<ChainParams> = {}): Sample {
  const settings = { ...params, ...changes };
  const names = model.target.names.length;
  const width = names + ROW_EXTRAS.length;
  return (seed) => {
    const before = process.threadCpuUsage();
    const rows = Array.from({ length: CHAINS }, (_, chain) => {
      const run = wasmRun(fresh("mcmc"), foldIn([seed, 1], chain), model, settings);
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

/** What is made of a measurement. */
type Rate = (ess: number, sampled: Sampled) => number;
const perSecond: Rate = (ess, { seconds }) => ess / seconds;
const perGradient: Rate = (ess, { leapfrogs }) => ess / leapfrogs;

/** Those of R that are here, and a note for each that is not. */
async function peersOf({ work, peers }: Compared, running: Peers | null) {
  const samplers: Record<string, Sample> = {};
  const notes: string[] = running === null ? [peersSkipped] : [];
  for (const [name, peer] of Object.entries(peers)) {
    if (running === null) continue;
    if (running.about[peer.peer] === undefined) {
      notes.push(skipped[peer.peer]);
      continue;
    }
    const sample = await running.open(`${work} ${name}`.replace(/\W+/g, "_"), peer);
    samplers[name] = (seed) => sample({ seed: seed + 1, chains: CHAINS, warmup: params.warmup, draws: DRAWS });
  }
  return { samplers, notes };
}

/** All in turn, `rounds` times after a first one, which is for the engine that still compiles and for the check. */
async function race(work: string, names: readonly string[], samplers: Readonly<Record<string, Sample>>, rate: Rate) {
  const rates: Record<string, number[]> = Object.fromEntries(Object.keys(samplers).map((name) => [name, []]));
  const first: Record<string, Sampled> = {};
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, sample] of Object.entries(samplers)) {
      const sampled = await sample(round);
      if (round === 0) first[name] = sampled;
      else rates[name].push(rate(leastEss(sampled, names.length), sampled));
    }
    if (round > 0) continue;
    for (const [name, sampled] of Object.entries(first)) checkMeans(`${work}, ${name}`, names, first.ours, sampled);
  }
  return rates;
}

/** Smallest bulk ESS of all parameters a second of one thread, warm-up included. */
async function compare(compared: Compared, running: Peers | null): Promise<Row> {
  const { work, model, goals } = compared;
  const { samplers, notes } = await peersOf(compared, running);
  const rates = await race(work, model.target.names, { ours: ours(model), ...samplers }, perSecond);
  const { ours: own, ...others } = rates;
  const unit = "min bulk ESS/s";
  return { work, unit, ours: own, peers: others, goals, notes: [...notes, ...comparisons(own, others)] };
}

/** What a metric is worth, whatever a step of it costs: with low rank here, and diagonal there and here. */
async function compareMetrics(compared: Compared, running: Peers | null): Promise<Row> {
  const { model } = compared;
  const { samplers, notes } = await peersOf(compared, running);
  const all = {
    ours: ours(model, { metric: "low-rank" }),
    "ours, dense": ours(model, { metric: "dense" }),
    "ours, diagonal": ours(model),
    ...samplers,
  };
  const work = "low-rank metric, 100-D Gaussian";
  const { ours: own, ...others } = await race(work, model.target.names, all, perGradient);
  return { work, unit: "min bulk ESS/gradient", ours: own, peers: others, goals: { Stan: 3 }, notes };
}

export const bench: Bench = {
  name: "mcmc",
  async run() {
    const peers = await startPeers();
    if (peers !== null)
      console.log(`  peers: ${Object.values(peers.about).join(", ")}, their own times of warm-up and sampling`);
    try {
      const rows: Row[] = [];
      for (const compared of [eightSchools, gaussian100, logistic("float64"), logistic("float32")])
        rows.push(await compare(compared, peers));
      rows.push(await compareMetrics(gaussian100, peers));
      return rows;
    } finally {
      peers?.close();
    }
  },
};
