/** What threads are asked once chains are done, and what readies them for it: the answers of the reference, to the bit, whatever the thread did before. */
import { describe, expect, test } from "vitest";
import { type Arrays, array, type NDArray } from "../../../../shared/arrays.ts";
import type { OpenFold } from "../../../../shared/labs/fold.ts";
import { openFold } from "../../../../shared/labs/fold.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { rehearsalQuestion } from "../../../../shared/labs/monte-carlo/mcmc/rehearsal.ts";
import { summariesOf } from "../../../../shared/labs/monte-carlo/mcmc/summaries.ts";
import { presetExperiment, setPath } from "../../../../shared/labs/parse.ts";
import { knownParams } from "../../../../shared/labs/recording.ts";
import { foldIn, normal } from "../../../../shared/random/index.ts";
import { summarise } from "../../../../shared/stats/summary.ts";
import { openNow } from "../../../open-now.ts";
import { askLab } from "../../../run.ts";
import { fresh } from "../../../wasm.ts";

await mcmc.ready?.();

/** Chains of `rows` draws of `width` parameters; the third never moves. */
function chainsOf(count: number, rows: number, width: number): readonly NDArray[] {
  return Array.from({ length: count }, (_, c) => {
    const values = new Float64Array(rows * width);
    for (let i = 0; i < values.length; i++) {
      const before = i < width ? 0 : values[i - width];
      values[i] = i % width === 2 ? 7 : 0.3 * before + normal(foldIn([3, c], i % width), i);
    }
    return array(values, [rows, width]);
  });
}

const given = (chains: readonly NDArray[]): Arrays =>
  Object.fromEntries(chains.map((chain, c) => [`draw.${c}`, chain]));

/** By hand, and by the reference. */
function expected(chains: readonly NDArray[], first: number, steps: number, from: number, to: number) {
  return Array.from({ length: steps }, (_, k) => {
    const columns = chains.map(({ shape, values }) =>
      Float64Array.from({ length: to - from }, (_, i) => values[(from + i) * shape[1] + first + k]),
    );
    const finite = Object.entries(summarise(columns)).filter(([, value]) => Number.isFinite(value));
    return Object.fromEntries(finite);
  });
}

const asked = (chains: readonly NDArray[], first: number, steps: number, from: number, to: number) =>
  summariesOf(askLab(mcmc, null, { kind: "summaries", steps, params: { first, from, to } }, given(chains)));

const rehearsed = (chains: readonly NDArray[], params: Readonly<Record<string, number>>) =>
  askLab(mcmc, null, { kind: "rehearsal", steps: 1, params }, given(chains.slice(0, 1)));

describe("summaries of parameters that are picked out together", () => {
  test.each([
    ["eight", { count: 2, rows: 2100, from: 100 }, 1, 8],
    ["eight, of draws that fill no line", { count: 2, rows: 2102, from: 100 }, 3, 8],
    ["eight, of an odd number of draws", { count: 3, rows: 1407, from: 4 }, 0, 8],
    ["eight and a few", { count: 2, rows: 2100, from: 1 }, 0, 11],
    ["four", { count: 4, rows: 1050, from: 50 }, 2, 4],
    ["of one chain", { count: 1, rows: 4200, from: 100 }, 2, 8],
    ["of few draws", { count: 2, rows: 7, from: 0 }, 1, 8],
  ] as const)("%s", (_, { count, rows, from }, first, steps) => {
    const chains = chainsOf(count, rows, 12);
    expect(asked(chains, first, steps, from, rows)).toEqual(expected(chains, first, steps, from, rows));
  });
});

describe("a thread that has rehearsed answers as any other", () => {
  const chains = chainsOf(4, 2000, 9);
  test.each([
    ["what it has rehearsed", { chains: 4, draws: 2000, columns: 8 }],
    ["more at a time", { chains: 4, draws: 2000, columns: 2 }],
    ["as many numbers in other chains", { chains: 8, draws: 1000, columns: 8 }],
    ["what it has no module for", { chains: 4, draws: 2001, columns: 8 }],
  ])("%s", (_, size) => {
    expect(rehearsed(chains, { ...size, from: 0, to: 2000 })).toEqual({});
    expect(asked(chains, 0, 9, 0, 2000)).toEqual(expected(chains, 0, 9, 0, 2000));
    // One part after the other, and what was summarised before.
    rehearsed(chains, { ...size, from: 0, to: 2000 });
    expect(asked(chains, 1, 2, 0, 2000)).toEqual(expected(chains, 1, 2, 0, 2000));
    expect(asked(chains, 1, 4, 4, 1998)).toEqual(expected(chains, 1, 4, 4, 1998));
  });

  test("also where it rehearses while it answers", () => {
    const task = {
      id: "part",
      kind: "summaries",
      key: [0, 0] as const,
      steps: 8,
      params: { first: 0, from: 0, to: 2000 },
    };
    const context = { device: "wasm", data: null, wasm: fresh, inputs: { given: given(chains) } } as const;
    const process = openNow(mcmc, task, context);
    process.advance(3);
    rehearsed(chainsOf(3, 1600, 8), { chains: 4, draws: 2000, columns: 8, from: 0, to: 1600 });
    process.advance(5);
    expect(summariesOf(process.output())).toEqual(expected(chains, 0, 8, 0, 2000));
  });
});

describe("threads rehearse", () => {
  /** Of so many chains of the Gaussian, all but `left` are done. */
  function foldWith(count: number, left: number, draws = 100): OpenFold {
    const tasks = Array.from({ length: count }, (_, c) => ({
      ...{ id: `chain.${c}`, kind: "chain", key: [0, c] as const, steps: 50 + draws },
      params: { sampler: "nuts", warmup: 50 },
    }));
    const fold = openFold(tasks);
    const draw = array(new Float64Array((50 + draws) * 3), [50 + draws, 3]);
    for (const { id, steps } of tasks.slice(left))
      fold.add({ task: id, from: 0, to: steps, records: { draw }, output: { stepSize: array(Float64Array.of(1)) } });
    return fold;
  }

  test("what all chains will have, when few are left, and not once none is", () => {
    const question = rehearsalQuestion(foldWith(20, 3), "chain.7", 50, 8);
    expect(question?.task.params).toEqual({ chains: 20, draws: 100, columns: 8, from: 50, to: 150 });
    expect(question?.given["draw.0"].shape).toEqual([150, 3]);
    expect(rehearsalQuestion(foldWith(20, 9), "chain.17", 50, 8)).toBeUndefined();
    expect(rehearsalQuestion(foldWith(40, 9), "chain.17", 50, 8)).toBeDefined();
    expect(rehearsalQuestion(foldWith(20, 0), "chain.7", 50, 8)).toBeUndefined();
    expect(rehearsalQuestion(foldWith(20, 3), "chain.1", 50, 8)).toBeUndefined();
  });

  test("where the summaries take long, of chains", () => {
    const set = (path: string, value: unknown) => {
      experiment = setPath(mcmc, experiment, path, value);
    };
    let experiment = presetExperiment(mcmc, "gaussian-100");
    for (const [name, value] of [
      ["chains", 20],
      ["warmup", 50],
      ["draws", 100],
    ] as const)
      set(`params.${name}`, value);
    const of = (fold: OpenFold) => mcmc.rehearsal?.(fold, experiment, null, "chain.19");
    expect(of(foldWith(20, 3))).toBeUndefined();
    set("params.draws", 20_000);
    const { task } = of(foldWith(20, 3, 20_000)) ?? {};
    expect(task && knownParams(task.params)).toEqual({ chains: 20, draws: 20_000, columns: 26, from: 50, to: 20_050 });
    set("params.many", "crowd");
    expect(of(foldWith(20, 3, 20_000))).toBeUndefined();
  });
});
