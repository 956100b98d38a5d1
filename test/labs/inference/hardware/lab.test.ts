/** The whole lab: what becomes of the times that a run takes, whatever they are, and that nothing of them is in the digest. */
import { describe, expect, test } from "vitest";
import { logScale } from "../../../../client/labs/inference/hardware/scale.ts";
import { stageTimes } from "../../../../client/labs/inference/hardware/state.ts";
import { generateHere } from "../../../../shared/data/generate.ts";
import { resultArrays } from "../../../../shared/labs/fold.ts";
import { DEVICES } from "../../../../shared/labs/inference/devices.ts";
import { batchesOf, cellOf } from "../../../../shared/labs/inference/hardware/batches.ts";
import { hardware } from "../../../../shared/labs/inference/hardware/lab.ts";
import { isMeasuredArray } from "../../../../shared/labs/measured.ts";
import { exactMetrics } from "../../../../shared/labs/metrics.ts";
import { parseGraph } from "../../../../shared/quant/graph/index.ts";
import { runLab } from "../../../run.ts";
import { failure } from "../../../shared/data/files.ts";

await hardware.ready?.();

const digits = generateHere({ generator: "digits", seed: 3, params: { count: 120, classes: 4, variation: 1 } });
const small = { channels: [3, 4], rounds: 5, epochs: 1 };

describe("a run", () => {
  const { fold, metrics, experiment } = runLab(hardware, digits, small, { clock: () => performance.now() });
  const other = runLab(hardware, digits, small);

  test("takes the percentiles of its rounds", () => {
    for (const device of DEVICES) {
      const rounds = [...(fold.records("latency", cellOf(device, 1))?.values ?? [])].map(Number).sort((a, b) => a - b);
      expect(rounds).toHaveLength(5);
      expect(metrics[`latency.${device}.p50`]).toBe(rounds[2]);
      // Between the fourth and the fifth: 0.95 · 4 = 3.8.
      expect(metrics[`latency.${device}.p95`]).toBeCloseTo(rounds[3] + 0.8 * (rounds[4] - rounds[3]), 12);
      const rates = batchesOf(device, metrics.macs).map((batch) => {
        const all = [...(fold.records("latency", cellOf(device, batch))?.values ?? [])]
          .map(Number)
          .sort((a, b) => a - b);
        return (1000 * batch) / all[2];
      });
      expect(metrics[`throughput.${device}`]).toBe(Math.max(...rates));
    }
  });

  test("measures each stage alone, and says what holds it up", () => {
    const chain = hardware.chain?.(fold, experiment.params, digits) ?? expect.fail();
    const times = stageTimes({ fold }, chain, 1);
    expect(times.map(({ stage, format }) => `${stage.kind} ${format}`)).toEqual(
      ["convolution", "pooling", "convolution", "pooling", "dense", "softmax"].flatMap((kind) => [
        `${kind} float32`,
        `${kind} int8`,
      ]),
    );
    for (const { stage, verdict, work, milliseconds } of times) {
      expect(verdict === null).toBe(stage.kind === "pooling" || stage.kind === "softmax");
      if (verdict) expect(verdict.speed).toBeCloseTo((1000 * work.multiplyAdds) / milliseconds, 3);
    }
  });

  test("has nothing of the times in its digest, and all else", () => {
    const { tasks } = fold;
    const measured = Object.keys(resultArrays(fold)).filter((name) => isMeasuredArray(hardware, tasks, name));
    const timed = Object.keys(resultArrays(fold)).filter((name) => /\/(ms|rate|difference)\./.test(name));
    expect(measured).toEqual(timed);
    expect(timed.length).toBeGreaterThan(40);
    const exact = exactMetrics(hardware, metrics);
    expect(Object.keys(exact).filter((name) => /latency|throughput|peak|bandwidth/.test(name))).toEqual([]);
    expect(exact).toEqual(exactMetrics(hardware, other.metrics));
    for (const name of Object.keys(other.metrics)) expect(name).not.toMatch(/latency|throughput|peak|bandwidth/);
  });

  test("compares what the devices answer", () => {
    const {
      "difference.scalar": same,
      "difference.int8": a,
      "difference.int8-scalar": b,
    } = fold.output("latency") ?? {};
    expect(same.values[0]).toBe(0);
    expect(a.values[0]).toBe(b.values[0]);
    expect(a.values[0]).toBeLessThan(0.3);
  });

  test("makes a model that is read back, with the bytes that it says", () => {
    const { file, "bytes.int8": bytes } = fold.output("quantise") ?? expect.fail();
    const graph = parseGraph(file.values as Uint8Array);
    const held = Object.values(graph.tensors).reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(bytes.values[0]).toBe(held);
  });
});

describe("refused before the run", () => {
  const refused = (change: object) => failure(() => hardware.check?.({ ...defaultsOf(), ...change } as never, digits));
  const defaultsOf = () => runLab(hardware, digits, { ...small }).experiment.params;

  test("a net beyond what a published model may have", async () => {
    expect(await refused({ channels: [], dense: [1024, 1024] })).toMatchObject({
      path: "params.dense",
      code: "too-many-weights",
      values: { most: 1_000_000 },
    });
  });

  test("data without pictures", async () => {
    const table = { rows: 4, columns: 2, values: new Float64Array(8) };
    expect(await failure(() => hardware.check?.(defaultsOf() as never, table))).toMatchObject({
      code: expect.any(String),
    });
  });
});

test("axes go from a power of ten to another, and nothing leaves them", () => {
  const scale = logScale(0.02, 30, 0, 400);
  expect(scale.ticks.map((tick) => Math.round(Math.log10(tick)))).toEqual([-2, -1, 0, 1, 2]);
  expect([0.001, 0.01, 1, 100, 1e9].map((value) => Math.round(scale.at(value)))).toEqual([0, 0, 200, 400, 400]);
});
