/** What is built and what is trained. */
import { describe, expect, it } from "vitest";
import { outputAt, patternAt, regionsOf } from "../../../../shared/kernels/regions/index.ts";
import { piecesOf, reluNetOf } from "../../../../shared/labs/nets/linear-regions.ts";
import { presetExperiment, setPath } from "../../../../shared/labs/parse.ts";
import { depth } from "../../../../shared/labs/representation/depth/lab.ts";
import { COUNT_EVERY, WINDOW } from "../../../../shared/labs/representation/depth/lab-numbers.ts";
import { hiddenOfSide, parameterCount, SIDES } from "../../../../shared/labs/representation/depth/sides.ts";
import {
  targetAt,
  targetField,
  targetLine,
  testPoints,
  trainingPoints,
} from "../../../../shared/labs/representation/depth/target.ts";
import { runDirect } from "../../../conformance/direct.ts";

await depth.ready?.();

const experimentOf = (preset: string, set: Readonly<Record<string, number | string | readonly number[]>> = {}) => {
  const found = depth.presets.find(({ id }) => id === preset);
  if (!found) throw new Error(`no preset ${preset}`);
  return Object.entries(set).reduce(
    (experiment, [name, value]) => setPath(depth, experiment, `params.${name}`, value),
    presetExperiment(depth, found),
  );
};
const run = (...of: Parameters<typeof experimentOf>) => {
  const experiment = experimentOf(...of);
  const fold = runDirect({ lab: depth, experiment, data: null }, "wasm");
  return { fold, metrics: depth.measure(fold, experiment, null) };
};

describe("nets that are compared", () => {
  it("have as many parameters, as near as one layer can come", () => {
    for (const hidden of [
      [12, 12, 12],
      [2, 2],
      [40, 3, 17, 8],
      [1, 1],
    ])
      for (const target of ["sawtooth", "spirals"] as const) {
        const inputs = target === "sawtooth" ? 1 : 2;
        const [deep, shallow] = SIDES.map((side) => hiddenOfSide(side, { target, hidden }));
        expect(deep).toEqual(hidden);
        expect(shallow).toHaveLength(1);
        // One unit more or less is inputs + 2 parameters.
        const gap = Math.abs(parameterCount(inputs, shallow) - parameterCount(inputs, deep));
        expect(gap).toBeLessThanOrEqual((inputs + 2) / 2);
      }
  });

  it("are counted and tested as their weights say", () => {
    const set = { target: "checkerboard", detail: 3, hidden: [5, 4], seeds: 2, epochs: 30, samples: 160 } as const;
    const { fold, metrics } = run("spirals", set);
    const weights = depth.weights?.(fold) ?? {};
    expect(Object.keys(weights)).toContain("deep.1.layer2.bias");
    expect(Object.values(weights).filter(({ shape }) => shape.length === 2)).toHaveLength(2 * (3 + 2));
    const steps = 30 * 5;
    for (const side of SIDES) {
      const errors = [0, 1].map((s) => {
        const id = s === 0 ? side : `${side}.${s}`;
        const net = reluNetOf(fold.output(id));
        if (!net) throw new Error(`${id} is not whole`);
        // After the first step, and a hundred later.
        const told = Array.from(fold.records(id, "regions")?.values ?? []);
        expect(told).toHaveLength(steps);
        expect(told.flatMap((count, n) => (Number.isFinite(count) ? [n] : []))).toEqual([0, COUNT_EVERY]);
        const found = regionsOf(net, { window: WINDOW });
        const sampled = new Set<string>();
        for (let n = 0; n < 2500; n++)
          sampled.add(patternAt(net, [((n % 50) + 0.51) / 25 - 1, (Math.floor(n / 50) + 0.49) / 25 - 1]));
        expect(sampled.size).toBeLessThanOrEqual(found.length);
        // On 32 × 32 points, in the net's own rows.
        let sum = 0;
        for (let row = 0; row < 32; row++)
          for (let column = 0; column < 32; column++) {
            const x = [(2 * column + 1) / 32 - 1, (2 * row + 1) / 32 - 1];
            sum += (outputAt(net, x)[0] - targetAt("checkerboard", 3, x)) ** 2;
          }
        return sum / 1024;
      });
      expect(metrics[`testMse.${side}`]).toBeCloseTo((errors[0] + errors[1]) / 2, 12);
      expect(metrics[`sd.testMse.${side}`]).toBeCloseTo(Math.abs(errors[0] - errors[1]) / Math.SQRT2, 12);
    }
    expect(metrics.longestPath).toBe(3);
    expect(metrics["longestPath.shallow"]).toBe(2);
  });

  it("count the same, however the steps are cut, and learn something", () => {
    const experiment = experimentOf("sawtooth", { seeds: 2, epochs: 20 });
    const once = runDirect({ lab: depth, experiment, data: null }, "wasm");
    const cut = runDirect({ lab: depth, experiment, data: null }, "wasm", {
      slices: [1, 99, 7, 130],
      reopen: (s) => s % 3 === 1,
    });
    for (const record of ["regions", "testLoss", "loss"])
      expect(cut.records("deep", record)?.values).toEqual(once.records("deep", record)?.values);
    const known = Array.from(once.records("deep", "testLoss")?.values ?? []).filter(Number.isFinite);
    expect(known[known.length - 1]).toBeLessThan(known[0]);
  });
});

describe("functions to learn", () => {
  it("a sawtooth of detail k has 2^k straight pieces from −1 to 1", () => {
    const { x, y } = targetLine({ target: "sawtooth", detail: 3 }, 8 * 16 + 1);
    expect([y[0], y[16], y[32], y[128]]).toEqual([-1, 1, -1, -1]);
    // Within a piece second differences vanish; at its ends they do not.
    for (let i = 1; i < x.length - 1; i++) expect(Math.abs(y[i - 1] - 2 * y[i] + y[i + 1]) > 0.1).toBe(i % 16 === 0);
  });

  it("a checkerboard changes sign from square to square, a spiral is cos(angle − 2π·detail·radius)", () => {
    expect(targetAt("checkerboard", 2, [-0.5, -0.5])).toBe(1);
    expect(targetAt("checkerboard", 2, [0.5, -0.5])).toBe(-1);
    expect(targetAt("checkerboard", 3, [1, 1])).toBe(1);
    for (const [radius, angle] of [
      [0.3, 1],
      [0.9, -2],
    ]) {
      const x = [radius * Math.cos(angle), radius * Math.sin(angle)];
      expect(targetAt("spirals", 2, x)).toBeCloseTo(Math.cos(angle - 4 * Math.PI * radius), 12);
    }
    expect(targetAt("spirals", 2, [0, 0])).toBe(0);
    expect(targetField({ target: "checkerboard", detail: 2 }, 4)).toEqual(
      Float32Array.from([-1, -1, 1, 1, -1, -1, 1, 1, 1, 1, -1, -1, 1, 1, -1, -1]),
    );
  });

  it("is learnt at random points and tested on a grid, and both have its exact value", () => {
    for (const target of ["sawtooth", "spirals"] as const) {
      const [train, test] = [trainingPoints({ target, detail: 2, samples: 50 }), testPoints({ target, detail: 2 })];
      const width = target === "sawtooth" ? 1 : 2;
      for (const { inputs, targets, count } of [train, test])
        for (let n = 0; n < count; n++) {
          const x = Array.from(inputs.subarray(n * width, (n + 1) * width));
          expect(x.every((xi) => xi >= -1 && xi <= 1)).toBe(true);
          expect(targets[n]).toBe(Math.fround(targetAt(target, 2, x)));
        }
    }
  });
});

describe("nets that are built", () => {
  it.each([1, 3, 6])("by %d folds: 2^depth regions, as many after each layer", (folds) => {
    const { fold, metrics } = run("folding", { folds });
    expect(metrics.regions).toBe(2 ** folds);
    expect(metrics["regions.sampled"]).toBe(2 ** folds);
    expect(metrics["regions.oneLayer"]).toBe(2 * folds + 1);
    expect(Array.from(fold.output("regions")?.layers.values ?? [])).toEqual(
      Array.from({ length: folds }, (_, l) => 2 ** (l + 1)),
    );
    // Its pieces lie end to end, and the net is continuous.
    const { x, y } = piecesOf(fold.output("regions") ?? {});
    expect([x[0], x[x.length - 1]]).toEqual([0, 1]);
    for (let i = 2; i < x.length; i += 2) expect([x[i], y[i]]).toEqual([x[i - 1], y[i - 1]]);
  });

  it("at random: a grid never sees more than there are, and none has more than the bound", () => {
    const { metrics } = run("random");
    expect(metrics["regions.sampled"]).toBeLessThanOrEqual(metrics.regions);
    expect(metrics.regions).toBeLessThanOrEqual(metrics["regions.most"]);
  });

  it("are refused where they would have too many", () => {
    const experiment = experimentOf("folding", { inputs: 2, folds: 9 });
    expect(() => depth.check?.(experiment.params, null)).toThrow("must be at most 8 layers");
  });
});

describe("what is refused", () => {
  it.each([
    ["expression", "x +", "ends-early", "params.expression"],
    ["other", "2 x", "no-sign", "params.other"],
  ] as const)("%s: %s", (name, text, code, path) => {
    const { params } = experimentOf("logistic", { [name]: text });
    expect(() => depth.check?.(params, null)).toThrow(expect.objectContaining({ code, path }));
  });

  it("sizes beyond the source, and more concepts than can be enumerated, with what fits", () => {
    expect(() => depth.check?.(experimentOf("parity", { size: 7 }).params, null)).toThrow(
      "must be at most 6 for parity",
    );
    const tree = setPath(depth, experimentOf("face", { network: "tree" }), "params.levels", 5);
    expect(() => depth.check?.(tree.params, null)).toThrow("use 4 levels");
  });

  it("two forms that are not the same function are told apart by their difference", () => {
    expect(run("logistic", { expression: "(a+b)^2", other: "a^2 + 2*a*b + b^2" }).metrics.difference).toBeLessThan(
      1e-14,
    );
    expect(run("logistic", { expression: "(a+b)^2", other: "a^2 + b^2" }).metrics.difference).toBeGreaterThan(0.1);
  });

  it.each([
    ["log(x)", "log(x) + 0", { difference: 0 }],
    ["log(abs(x))", "log(-abs(x))", { oneSided: 64 }],
    ["sqrt(-1 - x^2)", "log(-1 - x^2)", {}],
    ["x/0", "-x/0", { oneSided: 64 }],
    ["x/0", "x/0 + 1", {}],
    ["x", "1/0", { oneSided: 64 }],
  ])("forms need not have a value everywhere: %s, %s", (expression, other, expected) => {
    const { difference, oneSided } = run("logistic", { expression, other }).metrics;
    if (difference !== undefined) expect(difference).toBeLessThan(1e-14);
    expect({ ...(difference !== undefined && { difference: 0 }), ...(oneSided && { oneSided }) }).toEqual(expected);
  });

  it("at points where one form alone has a value they are told apart; nothing a thread hands over is NaN", () => {
    const [positive, negative] = ["2*log(x)", "2*log(-x)"].map((expression) => {
      const { metrics, fold } = run("logistic", { expression, other: "log(x^2)" });
      const { values } = fold.output("graph") ?? {};
      expect(values && Array.from(values.values).some(Number.isNaN)).toBe(false);
      expect(metrics.difference).toBeLessThan(1e-14);
      return metrics.oneSided;
    });
    expect(positive).toBeGreaterThan(0);
    expect(negative).toBeGreaterThan(0);
    expect(positive + negative).toBe(64);
  });
});
