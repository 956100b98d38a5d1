import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { array } from "../../../../shared/arrays.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import { drawsWriter } from "../../../../shared/labs/monte-carlo/mcmc/draws-files.ts";
import type { McmcParams } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { parameterNames } from "../../../../shared/labs/monte-carlo/mcmc/names.ts";
import { columnMajor, stanCsv, stanName } from "../../../../shared/labs/monte-carlo/mcmc/stan-csv.ts";
import { arrayOf, arvizReads, cmdstanpyReads, rstanReads, stanReads } from "../../../oracles/stan-csv.ts";
import { runLab } from "../../../run.ts";

await mcmc.ready?.();

const SHORT = { draws: 40, warmup: 60, chains: 2 };
const ways = [
  { name: "NUTS", params: {}, sampler: "NUTS(diag_e)" },
  { name: "NUTS without adaptation", params: { adapt: false, stepSize: 0.1 }, sampler: "NUTS(unit_e)" },
  { name: "NUTS without warm-up", params: { warmup: 0, stepSize: 0.1 }, sampler: "NUTS(unit_e)" },
  { name: "NUTS, dense metric", params: { metric: "dense" }, sampler: "NUTS(dense_e)" },
  { name: "NUTS, low-rank metric", params: { metric: "low-rank" }, sampler: "NUTS(dense_e)" },
  { name: "WALNUTS", params: { sampler: "walnuts" }, sampler: "NUTS(diag_e)" },
  { name: "HMC, dense metric", params: { sampler: "hmc", leapfrogs: 12, metric: "dense" }, sampler: "HMC" },
  { name: "HMC", params: { sampler: "hmc", leapfrogs: 12 }, sampler: "HMC" },
  { name: "Metropolis", params: { sampler: "metropolis", proposalScale: 0.3 }, sampler: "Metropolis" },
  { name: "thinned", params: { thin: 5 }, sampler: "NUTS(diag_e)" },
  { name: "thinned by more than divides the warm-up", params: { thin: 7 }, sampler: "NUTS(diag_e)" },
  { name: "thinned Metropolis", params: { sampler: "metropolis", thin: 7 }, sampler: "Metropolis" },
].flatMap((way) =>
  [false, true].map((saveWarmup) => ({
    ...way,
    saveWarmup,
    title: `${way.name}${saveWarmup ? ", with warm-up" : ""}`,
  })),
);

function made(changes: object) {
  const { fold, experiment } = runLab(mcmc, null, { ...SHORT, ...changes });
  const params = experiment.params as McmcParams;
  const run = { fold, experiment, data: null };
  const files = (saveWarmup: boolean) => drawsWriter.stanCsv(run, saveWarmup);
  return { fold, experiment: experiment as Experiment, params, names: parameterNames(params, null), files };
}

describe.each(ways)("$title", ({ params: changes, sampler, saveWarmup }) => {
  const { fold, params, names, files } = made(changes);
  const texts = files(saveWarmup);
  const { thin, warmup, draws } = params;
  const rowsOf = (chain: number, rows: readonly number[]) => {
    const { values = [] } = fold.records(`chain.${chain}`, "draw") ?? {};
    return rows.map((row) => names.map((_, column) => values[row * names.length + column]));
  };
  const warmupRows = saveWarmup ? Array.from({ length: Math.ceil(warmup / thin) }, (_, i) => i * thin) : [];

  test("opens in rstan, with the draws that the run kept, warm-up apart", () => {
    for (const [chain, text] of texts.entries()) {
      const opened = rstanReads(text);
      expect(opened).toMatchObject({ sampler, thin, warmup, iterations: warmup + draws * thin });
      expect(opened.maxDepth).toBe(10);
      expect(opened.parameters).toEqual(names.map(stanName));
      const values = (rows: typeof opened.kept) => rows.map((row) => opened.parameters.map((name) => row[name]));
      expect(values(opened.kept)).toEqual(
        rowsOf(
          chain,
          Array.from({ length: draws }, (_, i) => warmup + i),
        ),
      );
      expect(values(opened.warmupDraws)).toEqual(rowsOf(chain, warmupRows));
    }
  });

  test("opens in Stan's own library and in CmdStanPy, with step size and metric", () => {
    for (const [chain, text] of texts.entries()) {
      const { stepSize, inverseMetric } = fold.output(`chain.${chain}`) ?? {};
      const metric = /diag|dense|HMC/.test(sampler) ? [...(inverseMetric?.values ?? [])] : [];
      const { metric: kind = "diagonal" } = params;
      expect(inverseMetric?.shape).toEqual(kind === "diagonal" ? [10] : [10, 10]);
      expect(stanReads(text)).toEqual({ stepSize: stepSize.values[0], metric, rows: draws });
      const divergent = fold.records(`chain.${chain}`, "divergent")?.values.slice(warmup) ?? [];
      expect(cmdstanpyReads(text)).toEqual({
        warmup: warmupRows.length,
        draws,
        divergences: [...divergent].filter((flag) => flag === 1).length,
        deepest: 0,
      });
    }
  });
});

test("opens in ArviZ, which takes the last draw of warm-up for one of the run's where thinning does not divide warm-up", () => {
  const read = (changes: object, saveWarmup: boolean) => arvizReads(made(changes).files(saveWarmup)[0]);
  expect(read({ thin: 7 }, false)).toEqual({ warmup: 0, draws: 40 });
  expect(read({ thin: 5 }, true)).toEqual({ warmup: 12, draws: 40 });
  expect(read({ thin: 7 }, true)).toEqual({ warmup: 8, draws: 41 });
});

test("each sampler's columns, as recorded, and the numbers of the chains", () => {
  const columns = (changes: object) => {
    const { files, fold } = made(changes);
    const [, second] = files(false);
    const last = rstanReads(second).kept.at(-1) ?? {};
    const recorded = (name: string) => fold.records("chain.1", name)?.values.at(-1);
    expect(second).toContain("\n# id = 2\n");
    expect([last.lp__, last.accept_stat__]).toEqual([recorded("logDensity"), recorded("accept")]);
    return Object.keys(last).filter((name) => name.endsWith("__"));
  };
  const hamiltonian = ["accept_stat__", "stepsize__", "treedepth__", "n_leapfrog__", "divergent__", "energy__"];
  expect(columns({})).toEqual(["lp__", ...hamiltonian]);
  expect(columns({ sampler: "hmc", leapfrogs: 12 })).toEqual(["lp__", ...hamiltonian]);
  expect(columns({ sampler: "metropolis" })).toEqual([
    "lp__",
    "accept_stat__",
    "stepsize__",
    "treedepth__",
    "divergent__",
  ]);
});

test("what Stan has no word for is said in comments without a setting", () => {
  const remarks = (changes: object) =>
    made({ chains: 1, ...changes })
      .files(false)[0]
      .split("\n")
      .filter((line) => /WALNUTS|low rank/.test(line));
  expect(remarks({ metric: "dense" })).toEqual([]);
  const said = [...remarks({ sampler: "walnuts" }), ...remarks({ metric: "low-rank" })];
  expect(said.map((line) => line.slice(0, 18))).toEqual(["# drawn by WALNUTS", "# the metric is of"]);
  expect(said.join("")).not.toContain("=");
});

test("a static trajectory is as long as its steps", () => {
  const { files, fold } = made({ sampler: "hmc", leapfrogs: 12, chains: 1 });
  const [text] = files(false);
  const stepSize = fold.output("chain.0")?.stepSize.values[0] ?? 0;
  expect(text).toContain(`\n#             int_time = ${12 * stepSize}\n`);
});

test("a matrix is written column after column: readers go by places", () => {
  const names = ["mu", "b[1,1]", "b[1,2]", "b[1,3]", "b[2,1]", "b[2,2]", "b[2,3]", "theta[1]", "theta[2]"];
  const cells = [100, 11, 12, 13, 21, 22, 23, 1, 2];
  const { params, experiment } = made({ chains: 1 });
  const rows = 3;
  const column = (value: number) => array(new Float64Array(rows).fill(value));
  const extra = ["logDensity", "accept", "stepSize", "treeDepth", "leapfrogs", "divergent", "energy"];
  const records = {
    draw: array(Float64Array.from([...cells, ...cells, ...cells]), [rows, cells.length]),
    ...Object.fromEntries(extra.map((name) => [name, column(0.5)])),
  };
  const chain = { chain: 1, seed: experiment.seed, params: { ...params, warmup: 0 }, names, rows, records };
  const { parameters, kept } = rstanReads(stanCsv(chain, false));
  expect(parameters).toEqual(["mu", "b.1.1", "b.2.1", "b.1.2", "b.2.2", "b.1.3", "b.2.3", "theta.1", "theta.2"]);
  const { dim, at } = arrayOf(parameters, "b");
  expect(dim).toEqual([2, 3]);
  for (const i of [1, 2]) for (const j of [1, 2, 3]) expect(kept[0][at(i, j)]).toBe(10 * i + j);
});

test("names and order of elements", () => {
  expect(["mu", "theta[1]", "b[2,3]"].map(stanName)).toEqual(["mu", "theta.1", "b.2.3"]);
  expect(columnMajor(["x[10]", "x[9]", "y", "x[1]"])).toEqual([3, 1, 0, 2]);
});

test("the reader refuses what rstan refuses", () => {
  const [text] = made({ thin: 5, chains: 1 }).files(true);
  expect(() => rstanReads(text.replace(/.*engine = .*\n/, ""))).toThrow("argument is of length zero: engine");
  expect(() => rstanReads(text.replace(/.*metric = .*\n/, ""))).toThrow("argument is of length zero: metric");
  expect(() => rstanReads(text.replace("save_warmup = 1", "save_warmup = true"))).toThrow("NA introduced by coercion");
  expect(() => rstanReads(text.replace("num_samples = 200", "num_samples = 40"))).toThrow("do not match");
});

/** What rstan finds in the files of each folder: a line each of samplers, counts, dimensions and sums over the draws. */
const script = `
suppressWarnings(suppressMessages(library(rstan)))
for (folder in commandArgs(TRUE)) {
  fit <- suppressWarnings(read_stan_csv(list.files(folder, full.names = TRUE)))
  cat(sapply(fit@stan_args, function(a) a$sampler_t), "\\n")
  cat(fit@sim$warmup2, fit@sim$thin, fit@sim$warmup, fit@sim$iter, "\\n")
  draws <- extract(fit, permuted = FALSE, inc_warmup = FALSE)
  cat(dim(draws), "\\n")
  cat(format(apply(draws, c(2, 3), sum), digits = 15), "\\n")
}
`;
// It takes seconds to load: only whether it is there is asked.
const hasRstan = spawnSync("Rscript", ["-e", 'q(status = !nzchar(system.file(package = "rstan")))']).status === 0;

test.skipIf(!hasRstan)(
  "opens in rstan itself (skipped where there is no Rscript with rstan)",
  { timeout: 120_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), "latente-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const all = ways.map((way, i) => {
      const run = made(way.params);
      const path = join(folder, `${i}`);
      mkdirSync(path);
      for (const [chain, text] of run.files(way.saveWarmup).entries())
        writeFileSync(join(path, `draws_${chain + 1}.csv`), text);
      return { ...way, ...run, path };
    });
    const asked = spawnSync("Rscript", ["-e", script, ...all.map(({ path }) => path)], { encoding: "utf8" });
    expect(asked.stderr).toBe("");
    const lines = asked.stdout.split("\n").map((line) => line.trim().split(/ +/));
    for (const [i, { title, sampler, saveWarmup, params, names, fold }] of all.entries()) {
      const [samplers, counts, dim, sums] = lines.slice(4 * i, 4 * i + 4);
      const { thin, warmup, draws, chains } = params;
      const warmupRows = saveWarmup ? Math.ceil(warmup / thin) : 0;
      expect(samplers, title).toEqual([sampler, sampler]);
      expect(counts.map(Number), title).toEqual([warmupRows, warmupRows, thin, warmup, warmup + draws * thin]);
      // The last is lp__.
      expect(dim.map(Number), title).toEqual([draws, chains, names.length + 1]);
      for (const [column, name] of names.entries())
        for (let chain = 0; chain < chains; chain++) {
          const { values = [] } = fold.records(`chain.${chain}`, "draw") ?? {};
          let sum = 0;
          for (let row = warmup; row < warmup + draws; row++) sum += values[row * names.length + column];
          // 15 digits, and the order of the sum.
          const difference = Math.abs(Number(sums[column * chains + chain]) - sum);
          expect(difference / (1 + Math.abs(sum)), `${title}, ${name}`).toBeLessThan(1e-12);
        }
    }
  },
);
