/** Forward–backward of hidden Markov models of 16 states: what is believed of every step. */
import { type Hmm, type Observations, openHmm, sample, smoothedOf } from "../../shared/kernels/hmm/index.ts";
import { foldIn, type Key, uniform } from "../../shared/random/index.ts";
import { fresh } from "../wasm.ts";
import type { Row } from "./bench.ts";
import { hmmTf, nodehmm, type Posterior, skipped } from "./hmm-peers.ts";
import { checkEqual, comparisons, race } from "./race.ts";

const STATES = 16;
const SYMBOLS = 8;
const KEY: Key = [7, 11];
const GOAL = 20;
const machine = openHmm({ device: "wasm", wasm: fresh });

/** Rows of probabilities, none of them small. */
function drawnRows(key: Key, rows: number, width: number): Float64Array {
  const out = Float64Array.from({ length: rows * width }, (_, i) => 0.1 + uniform(key, i));
  for (let from = 0; from < out.length; from += width) {
    const sum = out.subarray(from, from + width).reduce((a, b) => a + b, 0);
    for (let i = from; i < from + width; i++) out[i] /= sum;
  }
  return out;
}

const chain = { initial: drawnRows(foldIn(KEY, 0), 1, STATES), transitions: drawnRows(foldIn(KEY, 1), STATES, STATES) };
const discrete: Hmm = {
  ...chain,
  emissions: { kind: "discrete", symbols: SYMBOLS, table: drawnRows(foldIn(KEY, 2), STATES, SYMBOLS) },
};
const gaussian: Hmm = {
  ...chain,
  emissions: {
    ...{ kind: "diagonal", dimensions: 1 },
    means: Float64Array.from({ length: STATES }, (_, s) => s / 2),
    covariances: new Float64Array(STATES).fill(1),
  },
};

async function measured(
  work: string,
  model: Hmm,
  data: Observations,
  name: string,
  peer: Posterior | undefined,
  within: number,
): Promise<Row> {
  const ours = () => void smoothedOf(model, data, { counts: false, machine });
  if (!peer) {
    const rates = await race({ ours }, data.rows);
    return { work, unit: "steps/s", ours: rates.ours, peers: {}, notes: [skipped(name)] };
  }
  checkEqual(work, smoothedOf(model, data, { machine }).posterior, await peer(), within);
  const rates = await race({ ours, peer: async () => void (await peer()) }, data.rows);
  const peers = { [name]: rates.peer };
  return {
    work,
    unit: "steps/s",
    ours: rates.ours,
    peers,
    goals: { [name]: GOAL },
    notes: comparisons(rates.ours, peers),
  };
}

export async function hmmRows(): Promise<readonly Row[]> {
  const length = 100_000;
  const whole = sample(foldIn(KEY, 3), discrete, length).observations;
  const short = { ...whole, starts: Int32Array.from({ length: 1000 }, (_, i) => (i * length) / 1000) };
  const numbers = sample(foldIn(KEY, 4), gaussian, 1000).observations;
  const long = await race({ ours: () => void smoothedOf(discrete, whole, { counts: false, machine }) }, length);
  return [
    { work: "HMM, 16 states, one sequence of 10^5 symbols", unit: "steps/s", ours: long.ours, peers: {} },
    await measured(
      "HMM, 16 states, 1,000 sequences of 100 symbols",
      discrete,
      short,
      "nodehmm",
      nodehmm(discrete, short),
      1e-9,
    ),
    // float32 keeps about four digits over a thousand steps.
    await measured(
      "HMM, 16 states, 1,000 numbers",
      gaussian,
      numbers,
      "hidden-markov-model-tf",
      await hmmTf(gaussian, numbers),
      1e-3,
    ),
  ];
}
