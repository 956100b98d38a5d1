import { spawnSync } from "node:child_process";
import { compileReports, newRoom } from "../../shared/densities/wasm/points.ts";
import type { Component } from "../../shared/kernels/importance/proposal.ts";
import { drawBatch } from "../../shared/labs/monte-carlo/importance/estimate/batch.ts";
import { BATCH } from "../../shared/labs/monte-carlo/importance/estimate/batch-size.ts";
import { openProblem } from "../../shared/labs/monte-carlo/importance/estimate/compiled.ts";
import type { EstimateParams } from "../../shared/labs/monte-carlo/importance/estimate/fields.ts";
import { componentsOf, type Problem, problemOf } from "../../shared/labs/monte-carlo/importance/estimate/model.ts";
import { importance } from "../../shared/labs/monte-carlo/importance/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import type { Bench, Row } from "./bench.ts";
import { checkEqual } from "./race.ts";

const DRAWS = 100_000;
const TIMES = 7;

/** A banana in two parameters, as the preset has it, and what the lab does with it on each device. */
const preset = presetExperiment(importance, "bent").params;
await importance.prepareFor?.(preset);
const params = preset as unknown as EstimateParams;
const compiled = openProblem(params, { data: null, device: "wasm" });
const interpreted = problemOf(params, null);
const components = componentsOf(params, compiled.target);

/** Millions a second, by the seconds that this thread had a core. */
function rateOf(count: number, work: () => void): number {
  const start = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(start);
  return count / (user + system);
}

const columns = Float64Array.from({ length: 2 * BATCH }, (_, i) => Math.sin(i));

/** As often as takes long enough to be timed. */
const values = ({ evaluate }: Problem, times: number) =>
  rateOf(times * DRAWS, () => {
    for (let n = 0; n < (times * DRAWS) / BATCH; n++) evaluate(columns);
  });

const weighted = (problem: Problem, parts: readonly Component[], seed: number) =>
  rateOf(DRAWS, () => {
    for (let n = 0; n < DRAWS / BATCH; n++) drawBatch(problem, parts, [seed, 0], n);
  });

/** What numpy does of the same, once, with its log densities at ten points; a sentence where it is not there. */
function peer(seed: number): readonly [number, number, readonly number[]] | string {
  const script = new URL("./importance.py", import.meta.url).pathname;
  const env = { ...process.env, OPENBLAS_NUM_THREADS: "1", OMP_NUM_THREADS: "1" };
  for (const python of ["/usr/bin/python3", "python3"]) {
    const { status, stdout } = spawnSync(python, [script, String(DRAWS), String(seed)], { encoding: "utf8", env });
    if (status === 0) return JSON.parse(stdout);
  }
  return "numpy is not on this machine";
}

/** Log densities up to their constant, from the first on. */
function ourDensities(): Float64Array {
  const own = compiled.target.own;
  if (own === undefined) throw new Error("the preset has no density of its own");
  const { positions, found, evaluate } = compileReports(own.program, BATCH, newRoom());
  const at = positions();
  for (let i = 0; i < 10; i++) {
    at[i] = i / 4 - 1;
    at[BATCH + i] = i / 4 - 0.5;
  }
  evaluate();
  return found().slice(0, 10);
}

const relative = (values: ArrayLike<number>) => Array.from(values, (value) => value - values[0]);

export const bench: Bench = {
  name: "importance",
  async run(): Promise<readonly Row[]> {
    const rates = { values: [] as number[], interpreted: [] as number[], numpy: [] as number[] };
    const draws = { compiled: [] as number[], interpreted: [] as number[], numpy: [] as number[] };
    let note: string | undefined;
    for (const problem of [compiled, interpreted]) weighted(problem, components, 0);
    // In turns, so that what else the machine does falls on all.
    for (let seed = 1; seed <= TIMES; seed++) {
      rates.values.push(values(compiled, 50));
      rates.interpreted.push(values(interpreted, 3));
      draws.compiled.push(weighted(compiled, components, seed));
      draws.interpreted.push(weighted(interpreted, components, seed));
      const found = peer(seed);
      if (typeof found === "string") note = found;
      else {
        rates.numpy.push(found[0]);
        draws.numpy.push(found[1]);
        checkEqual("the log density", relative(ourDensities()), relative(found[2]), 1e-9);
      }
    }
    const notes = note === undefined ? {} : { notes: [note] };
    const peers = (interpreted: readonly number[], numpy: readonly number[]) => ({
      interpreted,
      ...(numpy.length > 0 && { numpy }),
    });
    return [
      {
        work: "p and f of a written density of two parameters",
        unit: "million draws/s",
        ours: rates.values,
        peers: peers(rates.interpreted, rates.numpy),
        ...notes,
      },
      {
        work: "weighted draws of it from a Student's t",
        unit: "million draws/s",
        ours: draws.compiled,
        peers: peers(draws.interpreted, draws.numpy),
        ...notes,
      },
    ];
  },
};
