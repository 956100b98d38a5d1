import type { ChainParams } from "../../shared/kernels/mcmc/chain.ts";
import type { Model } from "../../shared/kernels/mcmc/model.ts";
import { ROW_EXTRAS } from "../../shared/kernels/mcmc/run.ts";
import { wasmRun } from "../../shared/kernels/mcmc/wasm.ts";
import { foldIn } from "../../shared/random/index.ts";
import { essBulk, mcseMean } from "../../shared/stats/convergence.ts";
import { mean } from "../../shared/stats/moments.ts";
import { fresh } from "../wasm.ts";
import { type Bench, median, type Row } from "./bench.ts";
import { type Compared, eightSchools, gaussian100, logistic } from "./mcmc-models.ts";
import { type Peers, peersSkipped, type Sampled, skipped, startPeers } from "./mcmc-peers.ts";
import { processorTime } from "./processor.ts";
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
const ROUNDS = 11;
/** The least time of the first round, in which engines still compile. */
const FIRST_SECONDS = 1;
/** The whole bench takes some minutes, after the models of Stan were compiled once. */
const SECONDS = 60;
const LEAST_ROUNDS = 2;

type Sample = (seed: number) => Promise<Sampled> | Sampled;

/**
 * In a fresh instance for each chain, as the lab does. What Stan's own times leave out counts apart: making the instances, first states, first step sizes.
 */
function ours(model: Model, changes: Partial<ChainParams> = {}): Sample {
  const settings = { ...params, ...changes };
  const names = model.target.names.length;
  const width = names + ROW_EXTRAS.length;
  return (seed) => {
    const open = () =>
      Array.from({ length: CHAINS }, (_, chain) => wasmRun(fresh("mcmc"), foldIn([seed, 1], chain), model, settings));
    const { result: rows, ...times } = processorTime(open, (runs) =>
      runs.map((run) => {
        run.draw(params.warmup);
        return run.draw(DRAWS);
      }),
    );
    const each = (row: Float64Array, from: number, to: number) =>
      row.filter((_, i) => i % width >= from && i % width < to);
    const steps = names + ROW_EXTRAS.indexOf("leapfrogs");
    const leapfrogs = rows.reduce((sum, row) => sum + each(row, steps, steps + 1).reduce((a, b) => a + b, 0), 0);
    return {
      chains: rows.map((row) => each(row, 0, names) as Float64Array),
      leapfrogs,
      ...times,
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

/** What a run of some chains came to. */
interface Run {
  /** The smallest bulk ESS of all parameters. */
  readonly ess: number;
  readonly seconds: number;
  readonly leapfrogs: number;
  readonly opening: number;
}

type Runs = Readonly<Record<string, readonly Run[]>>;

/** What is made of a run. */
const perSecond = ({ ess, seconds }: Run) => ess / seconds;
/** A note of what opening a chain takes besides. */
const openings = (runs: readonly Run[]) =>
  `opening a chain takes ${median(runs.map(({ opening }) => (1e6 * opening) / CHAINS)).toFixed(0)} µs besides`;
const perGradient = ({ ess, leapfrogs }: Run) => ess / leapfrogs;

/** Those of R that are here, and a note for each that is not. */
async function peersOf({ work, peers }: Pick<Compared, "work" | "peers">, running: Peers | null) {
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

/**
 * All in turn, `ROUNDS` times after a first one, which is for engines that still compile (again and again for `FIRST_SECONDS`) and for the check; fewer
 * where they take longer than `SECONDS`, but never less than `LEAST_ROUNDS`.
 */
async function race(work: string, names: readonly string[], samplers: Readonly<Record<string, Sample>>): Promise<Runs> {
  const runs: Record<string, Run[]> = Object.fromEntries(Object.keys(samplers).map((name) => [name, []]));
  const first: Record<string, Sampled> = {};
  const start = performance.now();
  const isOver = () => performance.now() - start > 1000 * SECONDS;
  for (let round = 0; round <= ROUNDS && (round <= LEAST_ROUNDS || !isOver()); round++) {
    for (const [name, sample] of Object.entries(samplers)) {
      const begin = performance.now();
      let sampled = await sample(round);
      while (round === 0 && performance.now() - begin < 1000 * FIRST_SECONDS) sampled = await sample(round);
      const { seconds, leapfrogs, opening = 0 } = sampled;
      if (round === 0) first[name] = sampled;
      else runs[name].push({ ess: leastEss(sampled, names.length), seconds, leapfrogs, opening });
    }
    if (round > 0) continue;
    for (const [name, sampled] of Object.entries(first)) checkMeans(`${work}, ${name}`, names, first.ours, sampled);
  }
  return runs;
}

/** The samplers of `options`, the first of which is called "ours", and the peers. */
async function raceAll(
  { work, model, peers }: Compared,
  options: Readonly<Record<string, Sample>>,
  running: Peers | null,
) {
  const { samplers, notes } = await peersOf({ work, peers }, running);
  return { runs: await race(work, model.target.names, { ...options, ...samplers }), notes };
}

/** A row of one of our samplers beside the peers, and beside "ours" where that gets another name. */
function row(
  { work, peers, goals }: Pick<Compared, "work" | "peers" | "goals">,
  { runs, notes }: { readonly runs: Runs; readonly notes: readonly string[] },
  { of = "ours", beside = undefined as string | undefined, rate = perSecond, unit = "min bulk ESS/s" } = {},
): Row {
  const rates = (name: string) => runs[name].map(rate);
  const others = Object.keys(peers).filter((name) => name in runs);
  const compared = {
    ...(beside !== undefined && { [beside]: rates("ours") }),
    ...Object.fromEntries(others.map((name) => [name, rates(name)])),
  };
  return {
    work,
    unit,
    ours: rates(of),
    peers: compared,
    goals,
    notes: [...notes, ...comparisons(rates(of), compared), openings(runs[of])],
  };
}

/** Smallest bulk ESS of all parameters a second of one thread, warm-up included. */
async function schools(running: Peers | null): Promise<readonly Row[]> {
  return [row(eightSchools, await raceAll(eightSchools, { ours: ours(eightSchools.model) }, running))];
}

/** Besides what a metric of low rank is worth, whatever a step of it costs. */
async function gaussian(running: Peers | null): Promise<readonly Row[]> {
  const { model, peers } = gaussian100;
  const lowRank = "ours, low rank";
  const options = { ours: ours(model), [lowRank]: ours(model, { metric: "low-rank" }) };
  const all = await raceAll(gaussian100, options, running);
  const metrics = { work: "low-rank metric, 100-D Gaussian", peers, goals: { Stan: 3 } };
  return [
    row(gaussian100, all),
    row(metrics, all, { of: lowRank, beside: "ours, diagonal", rate: perGradient, unit: "min bulk ESS/gradient" }),
  ];
}

/** In float64, and with passes over the rows in float32. */
async function regression(running: Peers | null): Promise<readonly Row[]> {
  const [double, single] = [logistic("float64"), logistic("float32")];
  const inSingle = "ours, float32";
  const all = await raceAll(double, { ours: ours(double.model), [inSingle]: ours(single.model) }, running);
  return [row(double, all), row(single, all, { of: inSingle, beside: "ours, float64" })];
}

export const bench: Bench = {
  name: "mcmc",
  async run() {
    const peers = await startPeers();
    if (peers !== null)
      console.log(`  peers: ${Object.values(peers.about).join(", ")}, their own times of warm-up and sampling`);
    try {
      const rows: Row[] = [];
      for (const rowsOf of [schools, gaussian, regression]) rows.push(...(await rowsOf(peers)));
      return rows;
    } finally {
      peers?.close();
    }
  },
};
