import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { regressionTable } from "../../shared/data/generators/regression-table.ts";
import { densityOf } from "../../shared/densities/index.ts";
import type { ChainParams } from "../../shared/kernels/mcmc/chain.ts";
import { type Model, modelOf } from "../../shared/kernels/mcmc/model.ts";
import type { ChainRun } from "../../shared/kernels/mcmc/run.ts";
import { ROW_EXTRAS, scalarRun } from "../../shared/kernels/mcmc/run.ts";
import { wasmRun } from "../../shared/kernels/mcmc/wasm.ts";
import { FIXED_TEXTS, logisticRegression } from "../../shared/labs/monte-carlo/gallery/index.ts";
import { foldIn } from "../../shared/random/index.ts";
import { essBulk } from "../../shared/stats/convergence.ts";
import { fresh } from "../wasm.ts";
import type { Bench, Row } from "./bench.ts";

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

type Open = (seed: number, chain: number, model: Model) => ChainRun;

/** Smallest bulk ESS of all parameters a second on one thread, warm-up included; one figure for each seed. */
function essRates(model: Model, open: Open, repeats: number): number[] {
  return Array.from({ length: repeats }, (_, seed) => {
    const start = performance.now();
    const rows = Array.from({ length: CHAINS }, (_, chain) => {
      const run = open(seed, chain, model);
      run.draw(params.warmup);
      return run.draw(DRAWS);
    });
    const seconds = (performance.now() - start) / 1000;
    const { names } = model.target;
    const width = names.length + ROW_EXTRAS.length;
    const sizes = names.map((_, column) =>
      essBulk(rows.map((row) => Float64Array.from({ length: DRAWS }, (_, i) => row[i * width + column]))),
    );
    return Math.min(...(sizes as number[])) / seconds;
  });
}

/** 1,000 rows and 25 predictors. */
function logistic(): Model {
  const table = regressionTable.generate([1, 1], {
    rows: 1000,
    predictors: 25,
    response: "binary",
    noise: 1,
    correlation: 0.3,
  });
  const x = table.values.filter((_, i) => i % 26 !== 25) as Float64Array;
  const y = table.values.filter((_, i) => i % 26 === 25) as Float64Array;
  const predictors = { rows: 1000, columns: 25, values: x };
  return modelOf(densityOf(logisticRegression(true), { predictors, response: y }));
}

/** Where CmdStan lies: $CMDSTAN, or ~/.cmdstan/cmdstan-*. */
function cmdstan(): string | undefined {
  const { CMDSTAN, HOME } = process.env;
  if (CMDSTAN !== undefined && existsSync(join(CMDSTAN, "makefile"))) return CMDSTAN;
  const home = join(HOME ?? "", ".cmdstan");
  const found = existsSync(home) ? readdirSync(home).find((name) => name.startsWith("cmdstan-")) : undefined;
  return found === undefined ? undefined : join(home, found);
}

/** Stan's rate for a model that was compiled beforehand as <CmdStan>/latente/<name> with its data as <name>.json. */
function stanRates(name: string, repeats: number): readonly number[] | string {
  const home = cmdstan();
  if (home === undefined) return "Stan: CmdStan is not on this machine (set $CMDSTAN)";
  const program = join(home, "latente", name);
  if (!existsSync(program)) return `Stan: ${program} is not compiled`;
  const rates = Array.from({ length: repeats }, (_, seed) => {
    const output = join(home, "latente", `${name}.csv`);
    const start = performance.now();
    const chains = Array.from({ length: CHAINS }, (_, id) => {
      spawnSync(program, [
        "sample",
        `id=${id + 1}`,
        "data",
        `file=${program}.json`,
        "random",
        `seed=${seed + 1}`,
        "output",
        `file=${output}`,
      ]);
      return readFileSync(output, "utf8");
    });
    const seconds = (performance.now() - start) / 1000;
    const tables = chains.map((text) => text.split("\n").filter((line) => line !== "" && !line.startsWith("#")));
    const columns = tables[0][0].split(",").flatMap((column, i) => (column.endsWith("__") ? [] : [i]));
    const sizes = columns.map((column) =>
      essBulk(tables.map((lines) => Float64Array.from(lines.slice(1), (line) => Number(line.split(",")[column])))),
    );
    return Math.min(...(sizes.filter((size) => size !== undefined) as number[])) / seconds;
  });
  return rates;
}

function compare(work: string, name: string, model: Model, goals: Record<string, number>): Row {
  const repeats = name === "logistic" ? 3 : 7;
  const wasm: Open = (seed, chain, m) => wasmRun(fresh("mcmc"), foldIn([seed, 1], chain), m, params);
  const scalar: Open = (seed, chain, m) => scalarRun(foldIn([seed, 1], chain), m, params);
  const stan = stanRates(name, repeats);
  return {
    work,
    unit: "min bulk ESS/s",
    ours: essRates(model, wasm, repeats),
    peers: {
      "plain JavaScript": essRates(model, scalar, name === "logistic" ? 1 : 3),
      ...(typeof stan === "string" ? {} : { Stan: stan }),
    },
    goals,
    ...(typeof stan === "string" ? { notes: [stan] } : {}),
  };
}

export const bench: Bench = {
  name: "mcmc",
  async run() {
    return [
      compare("NUTS eight schools", "eight-schools", modelOf(densityOf(FIXED_TEXTS["eight-schools-noncentered"])), {
        Stan: 10,
      }),
      compare("NUTS 100-D Gaussian", "gaussian-100", modelOf(densityOf(FIXED_TEXTS["gaussian-100"])), { Stan: 5 }),
      compare("NUTS logistic regression 1000 × 25", "logistic", logistic(), { Stan: 1.3 }),
    ];
  },
};
