/** Texts, compiled, against the same densities written by hand in AssemblyScript: gradients a second, and effective draws a second of NUTS. */
import { regressionTable } from "../../shared/data/generators/regression-table.ts";
import { type DensityTable, densityOf } from "../../shared/densities/index.ts";
import { compileProgram } from "../../shared/densities/wasm/compile.ts";
import { LIBRARY_END } from "../../shared/densities/wasm/link.ts";
import type { ChainParams } from "../../shared/kernels/mcmc/chain.ts";
import { type Model, modelOf } from "../../shared/kernels/mcmc/model.ts";
import { type ChainRun, ROW_EXTRAS } from "../../shared/kernels/mcmc/run.ts";
import { loadModel, wasmRun } from "../../shared/kernels/mcmc/wasm.ts";
import { FIXED_TEXTS, linearRegression, logisticRegression } from "../../shared/labs/monte-carlo/gallery/index.ts";
import { foldIn, normal } from "../../shared/random/index.ts";
import { essBulk } from "../../shared/stats/convergence.ts";
import { put } from "../../shared/wasm/room.ts";
import { fresh } from "../wasm.ts";
import type { Bench, Row } from "./bench.ts";
import { loadPeer, type Peer, peerModule } from "./peer/module.ts";
import { fixedModels, type HandWritten, linearRegressionModel, logisticRegressionModel } from "./peer/targets/index.ts";
import { linearModel } from "./peer/targets/linear-regression.ts";
import { logisticModel } from "./peer/targets/logistic-regression.ts";
import { processorTime } from "./processor.ts";

/** A text has to reach this share of the peer's speed. */
const GOAL = 1 / 1.3;
/** Turns, of which the fastest count: what else the machine does only takes time away, and leaves few long ones alone. */
const ROUNDS = 300;
const MILLISECONDS = 1;
const FASTEST = 7;
/** Before them: engines compile beside, on a busy machine late. */
const FIRST_SECONDS = 1;

interface Pair {
  readonly name: string;
  readonly model: Model;
  readonly byHand: HandWritten;
}

const textModel = (text: string, table: DensityTable = {}): Model => modelOf(densityOf(text, table));

/** 1,000 rows and 25 predictors. */
function regression(response: "binary" | "continuous") {
  const table = regressionTable.generate([1, 1], { rows: 1000, predictors: 25, response, noise: 1, correlation: 0.3 });
  const x = table.values.filter((_, i) => i % 26 !== 25) as Float64Array;
  const y = table.values.filter((_, i) => i % 26 === 25) as Float64Array;
  const data = { rows: 1000, predictors: 25, x, y };
  return { data, table: { predictors: { rows: 1000, columns: 25, values: x }, response: y } };
}

function pairs(): readonly Pair[] {
  const [binary, continuous] = [regression("binary"), regression("continuous")];
  return [
    ...Object.entries(FIXED_TEXTS).map(([name, text]) => ({
      name,
      model: textModel(text),
      byHand: fixedModels[name as keyof typeof fixedModels],
    })),
    {
      name: "linear regression 1000 × 25",
      model: textModel(linearRegression(true), continuous.table),
      byHand: linearRegressionModel(linearModel(continuous.data, true)),
    },
    {
      name: "logistic regression 1000 × 25",
      model: textModel(logisticRegression(true), binary.table),
      byHand: logisticRegressionModel(logisticModel(binary.data, true)),
    },
  ];
}

/** Gradients a second of both, measured in turns. */
function gradients({ name, model, byHand: written }: Pair, peer: () => Peer): Row {
  const { dimension } = model.target;
  const position = Float64Array.from({ length: dimension + 2 }, (_, i) =>
    i < dimension ? 0.3 * normal([3, 3], i) : 0,
  );
  const opened = <M extends Peer | ReturnType<typeof fresh<"mcmc">>>(module: M, load: (module: M) => void) => {
    load(module);
    const [from, to] = [put(module, position), module.alloc(8 * (dimension + 2))];
    return () => module.logDensity(from, to);
  };
  const runs = [
    opened(fresh("mcmc"), (module) => loadModel(module, model)),
    opened(peer(), (module) => loadPeer(module, written)),
  ];
  const rates: [number[], number[]] = [[], []];
  const milliseconds = (run: () => number, times: number) => {
    const start = performance.now();
    for (let i = 0; i < times; i++) run();
    return performance.now() - start;
  };
  let times = 100;
  const begin = performance.now();
  while (performance.now() - begin < 1000 * FIRST_SECONDS) {
    const [, byHand] = runs.map((run) => milliseconds(run, times));
    times = Math.max(1, Math.ceil((times * MILLISECONDS) / byHand));
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const [side, run] of runs.entries()) rates[side].push((times * 1000) / milliseconds(run, times));
  const [ours, byHand] = rates.map((all) => all.sort((a, b) => b - a).slice(0, FASTEST));
  return row(`gradient of ${name}`, "gradients/s", [ours, byHand]);
}

const row = (work: string, unit: string, [ours, byHand]: readonly [number[], number[]]): Row => ({
  work,
  unit,
  ours,
  peers: { "AssemblyScript by hand": byHand },
  goals: { "AssemblyScript by hand": GOAL },
});

const params: ChainParams = {
  ...{ sampler: "nuts", warmup: 1000, thin: 1, adapt: true, targetAccept: 0.8 },
  ...{ stepSize: 1, leapfrogs: 1, maxDepth: 10, initRadius: 2 },
};
const DRAWS = 1000;

/** Smallest bulk ESS of all parameters a second of one chain, warm-up included; reading and compiling the text is told apart. */
function effective(model: Model, open: () => ChainRun): number {
  const { result: rows, seconds } = processorTime(open, (run) => {
    run.draw(params.warmup);
    return run.draw(DRAWS);
  });
  const { names } = model.target;
  const width = names.length + ROW_EXTRAS.length;
  const column = (j: number) => Float64Array.from({ length: DRAWS }, (_, i) => rows[i * width + j]);
  return Math.min(...names.map((_, j) => essBulk([column(j)]) ?? 0)) / seconds;
}

/** Of a program that nobody has compiled yet. */
function compileMilliseconds({ program }: Model): number {
  const start = performance.now();
  new WebAssembly.Module(compileProgram(program, LIBRARY_END).bytes);
  return performance.now() - start;
}

function draws({ name, model, byHand }: Pair, peer: () => Peer): Row {
  const rates: [number[], number[]] = [[], []];
  for (let seed = 0; seed < 6; seed++) {
    const key = foldIn([seed, 1], 0);
    const fastest = (open: () => ChainRun) => Math.max(...[1, 2, 3].map(() => effective(model, open)));
    const text = fastest(() => wasmRun(fresh("mcmc"), key, model, params));
    const hand = fastest(() =>
      wasmRun(peer(), key, model, params, undefined, (module) => loadPeer(module as Peer, byHand)),
    );
    if (seed === 0) continue;
    rates[0].push(text);
    rates[1].push(hand);
  }
  const notes = [`compiled once a thread, in ${compileMilliseconds(model).toFixed(1)} ms`];
  return { ...row(`NUTS, ${name}`, "min bulk ESS/s", rates), notes };
}

export const bench: Bench = {
  name: "densities",
  async run() {
    const peer = await peerModule();
    return pairs().flatMap((pair) => [gradients(pair, peer), draws(pair, peer)]);
  },
};
