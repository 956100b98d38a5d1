/** The lab as a whole: published figures, enumeration, and what damping, codes and pictures are known for. */
import { describe, expect, test } from "vitest";
import { resolveData } from "../../../../shared/data/resolve.ts";
import type { GraphDocument } from "../../../../shared/experiment/document.ts";
import { factorGraph } from "../../../../shared/labs/graphs/factor-graph/lab.ts";

import { netOf, type ProbabilisticGraph } from "../../../../shared/labs/graphs/messages/net.ts";
import { hamming } from "../../../../shared/labs/graphs/nets/hamming.ts";
import { noisyPicture } from "../../../../shared/labs/graphs/nets/noisy-picture.ts";
import { presetExperiment, setPath } from "../../../../shared/labs/parse.ts";
import { runDirect } from "../../../conformance/direct.ts";
import { enumerate } from "../../../oracles/enumerate-model.ts";

await factorGraph.ready?.();

type Settings = Readonly<Record<string, number | string>>;

async function run(preset: string, set: Settings = {}, document?: GraphDocument) {
  const found = factorGraph.presets.find(({ id }) => id === preset);
  if (!found) throw new Error(`no preset ${preset}`);
  const plain = presetExperiment(factorGraph, found);
  const own = document ? { ...plain, data: { document } } : plain;
  const experiment = Object.entries(set).reduce(
    (changed, [name, value]) => setPath(factorGraph, changed, `params.${name}`, value),
    own,
  );
  const data = await resolveData(experiment.data, () => Promise.reject(new Error("no files")));
  factorGraph.check?.(experiment.params, data);
  const fold = runDirect({ lab: factorGraph, experiment, data }, "wasm");
  return { experiment, data, fold, metrics: factorGraph.measure(fold, experiment, data) };
}

function oracle({ experiment, data }: Awaited<ReturnType<typeof run>>) {
  const { model } = netOf(data?.document as ProbabilisticGraph, experiment.params as never);
  return enumerate(model, []);
}

describe("rain by an umbrella", () => {
  // Russell & Norvig, Artificial Intelligence, section 15.2: 0.818 after one day, 0.883 after two.
  test("has the filtered and smoothed probabilities that are published", async () => {
    const days = ["2", "3", "4", "5"].map((day) => [`evidence.umbrella ${day}`, ""]);
    const one = await run("umbrella", Object.fromEntries(days));
    expect(one.metrics["marginal.rain 1.yes"]).toBeCloseTo(0.818, 3);
    const two = await run("umbrella", Object.fromEntries(days.slice(1)));
    expect(two.metrics["marginal.rain 2.yes"]).toBeCloseTo(0.883, 3);
    expect(two.metrics["marginal.rain 1.yes"]).toBeCloseTo(0.883, 3);
  });

  test("is exact after one round, and known to be after a second", async () => {
    const ran = await run("umbrella");
    const { metrics, fold } = ran;
    expect(metrics.rounds).toBe(2);
    expect(metrics.converged).toBe(1);
    expect(metrics.error).toBeLessThan(1e-12);
    expect(metrics.betheFreeEnergy).toBeCloseTo(-metrics.logZ, 12);
    expect(metrics.logZ).toBeCloseTo(oracle(ran).logEvidence, 12);
    expect(Number(fold.records("messages", "error")?.values[0])).toBeLessThan(1e-12);
  });

  test("is as exact with any other root, towards which messages go first", async () => {
    const { metrics, fold, data } = await run("umbrella", { root: "rain 3" });
    expect(metrics.rounds).toBe(2);
    expect(metrics.error).toBeLessThan(1e-12);
    const { wiring } = netOf(data?.document as ProbabilisticGraph, { evidence: {}, root: "rain 3" });
    expect(wiring.nodes[0]).toBe(data?.document?.nodes.findIndex(({ name }) => name === "rain 3"));
    const plain = await run("umbrella");
    expect(fold.records("messages", "sent")?.values).not.toEqual(plain.fold.records("messages", "sent")?.values);
  });

  // Section 15.2.3, figure 15.5: true, true, false, true, true.
  test("has the most probable days that are published", async () => {
    const { metrics } = await run("viterbi");
    expect([1, 2, 3, 4, 5].map((day) => metrics[`state.rain ${day}`])).toEqual([1, 1, 0, 1, 1]);
    expect(metrics.shortfall).toBe(0);
    expect(metrics.ties).toBe(0);
  });
});

test("of Asia messages come near, not all the way", async () => {
  const ran = await run("asia");
  const { marginals, logEvidence } = oracle(ran);
  expect(ran.metrics.logZ).toBeCloseTo(logEvidence, 12);
  expect(ran.metrics.treewidth).toBe(2);
  const { exact } = ran.fold.output("messages") ?? {};
  expect(Math.max(...marginals.map((p, i) => Math.abs(p - Number(exact.values[i]))))).toBeLessThan(1e-10);
  expect(ran.metrics.converged).toBe(1);
  expect(ran.metrics.error).toBeGreaterThan(1e-6);
  expect(ran.metrics.error).toBeLessThan(0.05);
});

describe("neighbours that repel each other", () => {
  test("swing when messages are sent at once, and rest with damping", async () => {
    const swinging = await run("neighbours");
    expect(swinging.metrics.converged).toBe(0);
    expect(swinging.metrics.residual).toBeGreaterThan(0.1);
    const damped = await run("neighbours", { damping: 0.5 });
    expect(damped.metrics.converged).toBe(1);
    expect(damped.metrics.rounds).toBeLessThan(60);
    expect(damped.metrics.error).toBeLessThan(0.1);
  });

  test("are all in a tie: any two of them may be the red ones", async () => {
    const { metrics } = await run("neighbours", { algorithm: "max-product", damping: 0.5 });
    expect(metrics.logProbability).toBeCloseTo(4 * Math.log(4) + 2 * Math.log(1.1) + 2 * Math.log(0.9), 10);
    expect(metrics.ties).toBe(4);
  });
});

describe("the Hamming code", () => {
  const sent = [0, 1, 1, 0, 0, 1, 1];
  const decoded = async (wrong: number, set: Settings = {}) => {
    const received = sent.map((bit, i) => (i === wrong ? 1 - bit : bit));
    const factors = hamming.factors.map((factor, f) =>
      f < 3 ? factor : { ...factor, table: received[f - 3] === 0 ? [0.9, 0.1] : [0.1, 0.9] },
    );
    return run("hamming", set, { ...hamming, factors });
  };

  test("is corrected by messages, in the preset as with most single errors", async () => {
    const preset = await run("hamming");
    expect(sent.map((_, i) => preset.metrics[`state.b${i + 1}`])).toEqual(sent);
    expect(preset.metrics.converged).toBe(1);
    let corrected = 0;
    for (let wrong = -1; wrong < 7; wrong++) {
      const { metrics, fold, ...rest } = await decoded(wrong);
      const { logMost } = oracle({ metrics, fold, ...rest });
      // The word that was sent is the most probable one, whatever bit is wrong: the code has distance 3.
      expect(Array.from(fold.output("messages")?.best.values ?? [])).toEqual(sent);
      expect(metrics.logProbability).toBeLessThanOrEqual(logMost + 1e-12);
      corrected += Number(metrics.shortfall === 0);
    }
    expect(corrected).toBe(7);
  });

  test("has the exact sum of enumeration", async () => {
    const summed = await decoded(4, { algorithm: "sum-product" });
    expect(summed.metrics.logZ).toBeCloseTo(oracle(summed).logEvidence, 10);
  });
});

test("the noisy picture is cleaned: both pixels that noise turned over are turned back", async () => {
  const ran = await run("picture");
  const { marginals } = oracle(ran);
  const black = noisyPicture.nodes.map(({ name }) => ran.metrics[`marginal.${name}.black`]);
  expect(black.map((p) => (p > 0.5 ? "#" : ".")).join("")).toBe("##..".repeat(4));
  for (const [i, p] of black.entries()) expect(Math.abs(p - marginals[2 * i + 1])).toBeLessThan(0.1);
});

describe("the deterministic graph", () => {
  test.each([
    [0, 0, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ])("of XOR at %d, %d gives %d, level after level", async (a, b, xor) => {
    const set = { "values.x₁": String(a), "values.x₂": String(b) };
    const { metrics, fold } = await run("xor", set);
    expect(metrics["value.y"]).toBe(xor);
    expect(metrics.rounds).toBe(5);
    expect(Array.from(fold.records("values", "known")?.values.slice(0, 5) ?? [])).toEqual([4, 6, 8, 9, 10]);
    expect((await run("xor", { ...set, schedule: "sweeps" })).metrics.rounds).toBe(1);
    const early = await run("xor", { ...set, rounds: 2 });
    expect(early.metrics.converged).toBe(0);
    expect(early.metrics["value.y"]).toBeUndefined();
  });
});

test.each([
  [{ "evidence.rain 9": "yes" }, "no-such-node"],
  [{ "evidence.rain 1": "maybe" }, "no-such-state"],
  [{ root: "rain 9" }, "no-such-node"],
])("what is not there is refused: %o", async (set, code) => {
  await expect(run("umbrella", set)).rejects.toThrow(expect.objectContaining({ code }));
});

test("evidence that cannot be is refused, by its name", async () => {
  const none = { "evidence.asia": "", "evidence.dysp": "" };
  await expect(run("asia", { ...none, "evidence.lung": "yes", "evidence.either": "no" })).rejects.toThrow(
    expect.objectContaining({
      code: "impossible-evidence",
      path: "params.evidence",
      values: { value: "lung = yes, either = no" },
    }),
  );
});
