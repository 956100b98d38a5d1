import { beforeAll, describe, expect, test } from "vitest";
import { type Arrays, array, type NDArray } from "../../../../shared/arrays.ts";
import { generators } from "../../../../shared/data/generators/index.ts";
import { plantedCoefficient } from "../../../../shared/data/generators/regression-table.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import { type OpenFold, openFold } from "../../../../shared/labs/fold.ts";
import type { Context, Device } from "../../../../shared/labs/lab.ts";
import { metricMatches } from "../../../../shared/labs/metrics.ts";
import type { McmcParams } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { parameterNames } from "../../../../shared/labs/monte-carlo/mcmc/names.ts";
import { chainsGiven, diagnosisQuestion, summaryQuestion } from "../../../../shared/labs/monte-carlo/mcmc/questions.ts";
import { summariesIn, summariesOf } from "../../../../shared/labs/monte-carlo/mcmc/summaries.ts";
import { walkersIn } from "../../../../shared/labs/monte-carlo/mcmc/walkers.ts";
import { presetExperiment, setPath } from "../../../../shared/labs/parse.ts";
import { knownParams } from "../../../../shared/labs/recording.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { SUMMARY, type Summary, summarise } from "../../../../shared/stats/summary.ts";
import { openNow } from "../../../open-now.ts";
import { askLab, runTasks } from "../../../run.ts";
import { thorough } from "../../../thorough.ts";
import { fresh } from "../../../wasm.ts";

await mcmc.ready?.();

function experimentOf(preset: string, changes: Readonly<Record<string, unknown>> = {}): Experiment {
  return Object.entries(changes).reduce(
    (experiment, [path, value]) => setPath(mcmc, experiment, path, value),
    presetExperiment(mcmc, preset),
  );
}

function tableOf({ data }: Experiment): Table | null {
  if (data === null || !("generator" in data)) return null;
  const generator = generators.find(({ id }) => id === data.generator);
  return generator?.generate(keyOfSeed(data.seed), data.params) ?? null;
}

function contextOf(data: Table | null, device: Device, given: Arrays = {}): Context {
  return { device, data, inputs: { given }, wasm: fresh };
}

/** Runs the plan in slices of `slice` steps; each goes on from a checkpoint. */
function run(
  experiment: Experiment,
  { device = "wasm", slice = 97 }: { device?: Device; slice?: number } = {},
): OpenFold {
  const data = tableOf(experiment);
  const tasks = mcmc.plan(experiment.params, data, keyOfSeed(experiment.seed));
  return runTasks(mcmc, tasks, { data, device, cut: { slices: [slice], reopen: () => true } });
}

/** Which metrics a run has. */
function hasMetric({ target, sampler }: Params, name: string): boolean {
  const ofCalibration = ["calibrationP", "simulations"];
  if (target === "calibration" || ofCalibration.includes(name))
    return target === "calibration" && ofCalibration.includes(name);
  const usesGradient = ["nuts", "walnuts", "hmc", "mala"].includes(String(sampler));
  if (name === "ebfmi" || name === "divergences") return usesGradient;
  if (name === "gradients") return usesGradient || sampler === "metropolis";
  if (name === "evaluations") return !usesGradient && sampler !== "metropolis";
  return name === "swapRate" ? sampler === "tempering" : true;
}

/** What crowds tell is in `crowd/`. */
const chains = mcmc.presets.filter(({ params }) => params.many !== "crowd").map(({ id }) => id);
describe.each(chains)("preset %s", (id) => {
  const each = thorough ? 60 : 40;
  const experiment = experimentOf(id, { "params.draws": each, "params.warmup": each, "params.chains": 2 });
  const metrics = mcmc.measure(run(experiment), experiment, tableOf(experiment));

  test("gives every metric that it declares", () => {
    const own = mcmc.metrics.filter(({ applies }) => applies?.(experiment.params as never) ?? true);
    const declared = own.map(({ name }) => name.replace(/\.<.*>$/, "."));
    const given = Object.keys(metrics);
    for (const name of declared) {
      const found = given.some((key) => (name.endsWith(".") ? key.startsWith(name) : key === name));
      expect([name, found]).toEqual([name, hasMetric(experiment.params, name.replace(/\.$/, ""))]);
    }
    for (const key of given) {
      expect(mcmc.metrics.some(({ name }) => metricMatches(name, key))).toBe(true);
      expect(Number.isFinite(metrics[key])).toBe(true);
    }
  });

  test("sends only finite numbers", () => {
    const data = tableOf(experiment);
    const [task] = mcmc.plan(experiment.params, data, keyOfSeed(experiment.seed));
    const process = openNow(mcmc, task, contextOf(data, "wasm"));
    for (let i = 0; i < each / 5; i++) {
      for (const arrays of [process.advance(10), process.snapshot(), process.checkpoint(), process.output()]) {
        for (const { values } of Object.values(arrays)) expect(values.every(Number.isFinite)).toBe(true);
      }
    }
  });

  test("is the same on the reference device and for other chunks", () => {
    expect(mcmc.measure(run(experiment, { device: "scalar", slice: 13 }), experiment, tableOf(experiment))).toEqual(
      metrics,
    );
  });
});

test("the centred form diverges, the non-centred does not", () => {
  const centred = experimentOf("divergences");
  const noncentred = experimentOf("eight-schools");
  expect(mcmc.measure(run(centred), centred, null).divergences).toBeGreaterThan(0);
  const metrics = mcmc.measure(run(noncentred), noncentred, null);
  expect(metrics.divergences).toBe(0);
  expect(metrics.rhat).toBeLessThanOrEqual(1.01);
  expect(metrics.essBulk).toBeGreaterThan(400);
});

test("three modes: R-hat shows that the chains disagree", () => {
  const experiment = experimentOf("mixture-metropolis");
  expect(mcmc.measure(run(experiment), experiment, null).rhat).toBeGreaterThan(1.1);
});

test("three modes: each chain ends in one, and none keeps a draw of the third, which R-hat cannot know", () => {
  const fold = run(experimentOf("mixture-metropolis"));
  const modes = [
    [-2.5, -1.5],
    [2.5, -1.5],
    [0, 3],
  ];
  // Within three standard deviations (0.6 each) of a mode.
  const counts = fold.tasks.map(({ id }) => {
    const { values } = fold.records(id, "draw") as NDArray;
    return modes.map(([x, y]) => {
      const isIn = (n: number) => Math.hypot(values[2 * n] - x, values[2 * n + 1] - y) < 1.8;
      return Array.from({ length: 1000 }, (_, n) => 1000 + n).filter(isIn).length;
    });
  });
  const homes = counts.map((count) => count.indexOf(Math.max(...count)));
  expect(homes).toEqual([1, 1, 2, 1]);
  for (const count of counts) expect(count.toSorted((a, b) => a - b)).toEqual([0, 0, expect.toSatisfy((n) => n > 950)]);
});

test("on the same doughnut as many draws of HMC are worth many more than those of Metropolis", () => {
  const [metropolis, hmc] = ["donut-metropolis", "donut-hmc"].map((id) => {
    const experiment = experimentOf(id);
    expect(experiment.params).toMatchObject({ target: "donut", draws: 2000 });
    return mcmc.measure(run(experiment), experiment, null);
  });
  expect(hmc.essBulk).toBeGreaterThan(20 * metropolis.essBulk);
});

test("a far start raises R-hat until the way in is discarded: as warm-up, or as burn-in of the table", () => {
  const rhat = (changes: Record<string, number>) => {
    const experiment = experimentOf("far-start", changes);
    return mcmc.measure(run(experiment), experiment, null).rhat;
  };
  expect(rhat({})).toBeGreaterThan(1.05);
  expect(rhat({ "params.warmup": 1000 })).toBeLessThan(1.02);
  const fold = run(experimentOf("far-start"));
  const chains = (from: number) =>
    fold.tasks.map(({ id }) => {
      const { values } = fold.records(id, "draw") as NDArray;
      return Float64Array.from({ length: 4010 - from }, (_, n) => Number(values[2 * (from + n)]));
    });
  expect(summarise(chains(10)).rhat).toBeGreaterThan(1.05);
  expect(summarise(chains(1000)).rhat).toBeLessThan(1.03);
});

describe("chains that do not move", () => {
  const stuck = { "params.sampler": "metropolis", "params.proposalScale": 100, "params.draws": 40, "params.warmup": 0 };
  const measured = (changes: object) => {
    const experiment = experimentOf("gaussian-100", { ...stuck, ...changes });
    const fold = run(experiment);
    const metrics = mcmc.measure(fold, experiment, null);
    const { task, given } = summaryQuestion(fold, 0, 1, 0, 40);
    const [asked] = summariesOf(askLab(mcmc, null, { ...task, params: knownParams(task.params) }, given));
    const why = mcmc.metrics.find(({ name }) => name === "rhat")?.absent?.(metrics)?.en;
    expect(asked).toEqual(summariesIn(metrics, ["x[1]"])[0]);
    return { metrics, why };
  };
  test("at different places have no R-hat, and are said not to agree", () => {
    const { metrics, why } = measured({ "params.chains": 4 });
    expect([metrics.acceptance, metrics.rhat, metrics["rhat.x[1]"]]).toEqual([0, undefined, undefined]);
    // As posterior: halves of 20 draws, eight of them.
    expect(metrics.essBulk).toBeCloseTo(160 / (-1 + 2 * 16 + 1), 6);
    expect(why).toBe("the chains do not agree");
  });
  test.each([{ "params.initRadius": 0 }, { "params.chains": 1 }])(
    "at one place (%o) have nothing but a mean",
    (one) => {
      const { metrics, why } = measured(one);
      const known = Object.keys(metrics).map((name) => name.split(".")[0]);
      expect([...new Set(known)].sort()).toEqual([
        "acceptance",
        "divergences",
        "gradients",
        "mean",
        "q25",
        "q5",
        "q50",
        "q75",
        "q95",
        "sd",
      ]);
      expect(why).toBe("the chains did not move");
    },
  );
});

test("logistic regression finds the planted coefficients", () => {
  const experiment = experimentOf("logistic", { "params.standardised": false });
  const metrics = mcmc.measure(run(experiment), experiment, tableOf(experiment));
  for (let j = 0; j < 5; j++) {
    const error = Math.abs(metrics[`mean.beta[${j + 1}]`] - plantedCoefficient(j));
    // Posterior standard deviations; one in 16,000 lies beyond 4 by chance.
    expect(error / metrics[`sd.beta[${j + 1}]`]).toBeLessThan(4);
  }
});

test("live metrics of an unfinished run are a subset, and none before draws exist", () => {
  const experiment = experimentOf("eight-schools");
  const tasks = mcmc.plan(experiment.params, null, keyOfSeed(1));
  const fold = openFold(tasks);
  expect(mcmc.measure(fold, experiment, null)).toEqual({ gradients: 0 });
  for (const task of tasks) {
    const records = openNow(mcmc, task, contextOf(null, "wasm")).advance(1100);
    fold.add({ task: task.id, from: 0, to: 1100, records });
  }
  const metrics = mcmc.measure(fold, experiment, null);
  expect(metrics["rhat.mu"]).toBeGreaterThan(0.9);
  expect(metrics.gradients).toBeGreaterThan(4400);
});

describe("data that a regression cannot use", () => {
  const table: Table = {
    rows: 4,
    columns: 3,
    values: Float64Array.of(1, 0, 2, 2, 1, 2, 3, 1, 2, 4, 0, 2),
    names: ["a", "b", "c"],
  };
  const params = (changes: object) => ({
    ...experimentOf("logistic").params,
    response: ["b"],
    predictors: ["a"],
    ...changes,
  });
  test.each([
    [{ response: ["z"] }, table, 'unknown column: "z" (there are a, b, c)'],
    [{ predictors: ["a", "b"] }, table, '"b" is the response'],
    [{ response: ["a"], predictors: ["b"] }, table, "must be 0 or 1"],
    [{ predictors: ["c"] }, table, 'constant column: "c"'],
    [{}, { ...table, mask: Uint8Array.of(1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1) }, 'missing value: row 2 of column "a"'],
    [{}, null, "0 columns (must be 2 or more"],
  ] as const)("%o", (changes, data, message) => {
    expect(() => mcmc.check?.(params(changes), data)).toThrow(message);
  });
  test("columns that can be used", () => expect(() => mcmc.check?.(params({}), table)).not.toThrow());
});

describe("answers to the views", () => {
  let fold: OpenFold;
  const experiment = experimentOf("eight-schools", { "params.draws": 200 });
  beforeAll(() => {
    fold = run(experiment);
  });
  const answer = (task: Parameters<typeof askLab>[2], given: Arrays) => askLab(mcmc, null, task, given);
  const given = () => chainsGiven(fold);

  test("summaries: of every parameter what its metrics are, to the bit, in parts or at once", () => {
    const metrics = mcmc.measure(fold, experiment, null);
    const names = parameterNames(experiment.params as McmcParams, null);
    const summaries = summariesOf(
      answer({ kind: "summaries", steps: 10, params: { first: 0, from: 1000, to: 1200 } }, given()),
    );
    expect(summaries).toEqual(summariesIn(metrics, names));
    expect(Object.keys(summaries[8])).toEqual([...SUMMARY]);
    const { q5, q25, q50, q75, q95 } = summaries[8] as Summary;
    expect([q5, q25, q50, q75, q95]).toEqual([q5, q25, q50, q75, q95].sort((a = 0, b = 0) => a - b));
    const parts = (mcmc.parts?.(fold, experiment, null) ?? []).map(({ task, given: chains }) =>
      answer({ ...task, params: knownParams(task.params) }, chains),
    );
    expect(mcmc.measure(fold, experiment, null, parts)).toEqual(metrics);
    expect(summariesIn(metrics, ["alpha"])).toEqual([]);
  });

  test("diagnose: autocorrelation starts at 1, ranks count every draw, densities integrate to about 1", () => {
    const { task } = diagnosisQuestion(fold, 8, 1000, 1200);
    const { autocorrelation, ranks, grid, density, ess, running } = answer(
      { ...task, params: knownParams(task.params) },
      given(),
    );
    expect(autocorrelation.values[0]).toBe(1);
    expect([...ranks.values].reduce((a, b) => a + b, 0)).toBe(800);
    const width = grid.values[1] - grid.values[0];
    const mass = [...density.values.subarray(0, grid.values.length)].reduce((a, b) => a + b, 0) * width;
    expect(Math.abs(mass - 1)).toBeLessThan(0.05);
    const metrics = mcmc.measure(fold, experiment, null);
    expect([...ess.values.slice(-3)]).toEqual([800, metrics["essBulk.mu"], metrics["essTail.mu"]]);
    expect([...running.values.slice(-3)]).toEqual([800, metrics["mean.mu"], metrics["mcse.mu"]]);
  });

  test("chains that never moved have answers too, finite ones", () => {
    const still = array(new Float64Array(20).fill(3), [20, 1]);
    for (const task of [
      { kind: "summaries", steps: 1, params: { first: 0, from: 0, to: 20 } },
      { kind: "diagnose", steps: 1, params: { column: 0, from: 0, to: 20 } },
    ]) {
      const answers = answer(task, { "draw.0": still, "draw.1": still });
      for (const { values } of Object.values(answers)) expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  test("replay: a trajectory that leaves the numbers is cut there", () => {
    const wild = experimentOf("banana-hmc", { "params.draws": 30, "params.warmup": 0, "params.stepSize": 10 });
    const params = { ...wild.params, chain: 0, from: 0 };
    const { path } = answer({ kind: "replay", steps: 30, params }, {});
    expect(path.values.every(Number.isFinite)).toBe(true);
  });

  test("replay: the paths of the draws that the run made", () => {
    const banana = experimentOf("banana-hmc", { "params.draws": 30, "params.warmup": 200 });
    const records = run(banana).records("chain.2", "draw")?.values ?? [];
    const params = { ...banana.params, chain: 2, from: 210 };
    const { path, ends, draw } = answer({ kind: "replay", key: keyOfSeed(banana.seed), steps: 230, params }, {});
    expect([...draw.values]).toEqual([...records.slice(420)]);
    // 12 leapfrog steps a draw; an accepted one ends where the draw is.
    expect([...ends.values]).toEqual(Array.from({ length: 20 }, (_, i) => 12 * (i + 1)));
    const moved = [...ends.values].filter(
      (end, i) => i > 0 && draw.values[2 * i] !== draw.values[2 * i - 2] && end > 0,
    );
    expect(moved.length).toBeGreaterThan(5);
    for (const end of moved) {
      const i = end / 12 - 1;
      expect([path.values[4 * end - 4], path.values[4 * end - 3]]).toEqual([
        draw.values[2 * i],
        draw.values[2 * i + 1],
      ]);
    }
  });

  test("answers go on from a checkpoint in another thread", () => {
    const { params } = experimentOf("banana-hmc", { "params.warmup": 0 });
    const corners = { xMin: -1, xMax: 1, yMin: -1, yMax: 1, columns: 3 };
    for (const [kind, asked] of [
      ["density", { ...params, ...corners }],
      ["replay", { ...params, chain: 1, from: 2 }],
      ["summaries", { first: 0, from: 1000, to: 1200 }],
    ] as const) {
      const task = { kind, steps: 10, params: asked };
      const moved = askLab(mcmc, null, task, given(), { cut: { slices: [6], reopen: () => true } });
      expect(moved, kind).toEqual(answer(task, given()));
    }
  });

  test("density: the grid holds the log density of the target", () => {
    const params = { ...experimentOf("banana-hmc").params, xMin: -1, xMax: 1, yMin: -1, yMax: 1, columns: 3 };
    const { logDensity } = answer({ kind: "density", steps: 3, params }, {});
    expect(logDensity.shape).toEqual([3, 3]);
    // At (1, 0): on the ridge.
    expect(logDensity.values[5]).toBe(-0.5);
  });
});

test("an ensemble is worth no more than its walkers are: slow ones do not count as independent draws", () => {
  const experiment = experimentOf("banana-ensemble", { "params.walkers": 32, "params.thin": 1, "params.warmup": 640 });
  const metrics = mcmc.measure(run(experiment), experiment, null);
  // Taken as they come, the 12,800 draws seem nearly independent; a walker of the stretch move takes some twenty moves to forget.
  expect(metrics.essBulk).toBeLessThan(3000);
  expect(metrics.essBulk).toBeGreaterThan(50);
});

test("thinning that keeps one walker alone is told, with one that keeps all of them", () => {
  const short = { "params.walkers": 16, "params.warmup": 0, "params.draws": 160, "params.chains": 1 };
  const thinned = (thin: number) => experimentOf("banana-ensemble", { ...short, "params.thin": thin });
  const told = (thin: number) => mcmc.notices?.(thinned(thin).params as McmcParams, null);
  const kept = (thin: number) => walkersIn(run(thinned(thin)), 0, 160);
  for (const thin of [16, 96]) {
    expect(told(thin)).toEqual([{ code: "one-walker", values: { thin, walkers: 16, fits: thin - 1 } }]);
    expect([kept(thin), kept(thin - 1)]).toEqual([1, 16]);
  }
  for (const thin of [1, 15, 24, 99]) expect(told(thin)).toEqual([]);
  expect(mcmc.notices?.(experimentOf("banana-hmc", { "params.thin": 32 }).params as McmcParams, null)).toEqual([]);
});
