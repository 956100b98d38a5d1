import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseArrays, plainArrays } from "../../../client/terminal/result-file.ts";
import type { Arrays, NDArray, TypedArray } from "../../../shared/arrays.ts";
import { encodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import type { Lab, Metric, Task } from "../../../shared/labs/lab.ts";
import { isMeasuredArray } from "../../../shared/labs/measured.ts";
import { type Claimed, claimedOf, WHOLE_NETS } from "../../../shared/publication/claimed.ts";
import { compareClaim, type Here } from "../../../shared/publication/compare.ts";
import type { Claim } from "../../../shared/publication/publication.ts";
import { thinArrays } from "../../../shared/publication/thin.ts";

const meaning = { es: "", en: "" };
const metrics: readonly Metric[] = [
  { name: "loss", unit: "", meaning, kind: "exact" },
  { name: "mean.<x>", unit: "", meaning, kind: "exact" },
  { name: "latency.<place>", unit: "ms", meaning, kind: "measured" },
];
const tasks: readonly Task[] = [{ id: "fit", kind: "fit", key: [1, 2], steps: 40, params: {} }];
const open = () => {
  throw new Error("nothing is opened here");
};
const lab: Pick<Lab, "metrics" | "processes"> = { metrics, processes: { fit: { open, measured: ["took"] } } };
const isExact = (name: string) => !isMeasuredArray(lab, tasks, name);

const kinds = [Float32Array, Float64Array, Int8Array, Int32Array, Uint8Array, Uint32Array] as const;
const number = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 100 }).map((n) => n / 4) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0) },
);
const arrayOf = (rows: fc.Arbitrary<number>): fc.Arbitrary<NDArray> =>
  fc
    .tuple(rows, fc.integer({ min: 1, max: 3 }), fc.constantFrom(...kinds))
    .chain(([count, width, Kind]) =>
      fc
        .array(number, { minLength: count * width, maxLength: count * width })
        .map((values) => ({ shape: [count, width], values: Kind.from(values) })),
    );

/** A run that was made here: what it gives is what an honest claim says. */
interface Run {
  readonly here: Here;
  readonly model: Uint8Array | undefined;
}
const run: fc.Arbitrary<Run> = fc
  .record({
    loss: arrayOf(fc.constant(40)),
    took: arrayOf(fc.constant(40)),
    path: arrayOf(fc.constant(40)),
    weights: arrayOf(fc.integer({ min: 1, max: 6 })),
    codes: arrayOf(fc.integer({ min: 1, max: 60 })),
    numbers: fc.dictionary(fc.constantFrom("loss", "mean.a", "mean.b"), fc.double({ noNaN: true }), { minKeys: 1 }),
    model: fc.option(fc.uint8Array({ minLength: 1, maxLength: 40 }), { nil: undefined }),
    data: fc.option(fc.constant(1), { nil: undefined }),
  })
  .map(({ numbers, model, data, loss, took, path, weights, codes }) => ({
    model,
    here: {
      tasks,
      model: () => model?.slice(),
      result: {
        experiment: { v: 1, lab: "toy", seed: 1, data: null, params: {} },
        engine: {
          wasm: { math: "a".repeat(64), rbm: "b".repeat(64) },
          random: "1",
          revision: 2,
          ...(data ? { data } : {}),
        },
        device: "wasm" as const,
        digest: "d".repeat(64),
        metrics: { ...numbers, "latency.edge": 7 },
        seconds: 1,
        arrays: {
          "records/fit/loss": loss,
          "records/fit/path": path,
          "records/fit/took": took,
          "output/fit/codes": codes,
          "output/fit/weights": weights,
        },
      },
    },
  }));

/** How a claim comes: as a publication whose arrays are thinned or not, or as a result file. */
const forms = fc.oneof(fc.constant("json" as const), fc.constantFrom(100, 900, 1500, 2500, 4000, 1_000_000));
type Form = number | "json";

/** Parts of a claim before they are written down. */
interface Draft {
  readonly claim: Claim;
  readonly arrays: Arrays;
  readonly model: Uint8Array | undefined;
}
function honest({ here: { result }, model }: Run, form: Form): Draft {
  const { engine, device, digest } = result;
  // Times differ each time, and count for nothing.
  const claim = { engine, device, digest, seconds: 99, metrics: { ...result.metrics, "latency.edge": 8 } };
  const { took, ...others } = { took: result.arrays["records/fit/took"], ...result.arrays };
  const again = { ...others, "records/fit/took": { ...took, values: took.values.slice().fill(3) } };
  return { claim, arrays: form === "json" ? again : thinArrays(again, form).arrays, model };
}
/** Written down, and read again as page and terminal read it. */
function written({ claim, arrays, model }: Draft, form: Form): Claimed {
  if (form === "json") return { claim, arrays: parseArrays(JSON.parse(JSON.stringify(plainArrays(arrays)))) };
  return claimedOf(claim, encodeSafetensors(arrays, { tasks: JSON.stringify(tasks), room: String(form) }), model);
}
const verdict = (draft: Draft, form: Form, { here }: Run) => compareClaim(written(draft, form), here, lab);

/** A value that is not the one there, even as JSON. */
function otherValue(values: TypedArray, at: number, pick: number): TypedArray {
  const changed = values.slice();
  const isFloat = changed instanceof Float32Array || changed instanceof Float64Array;
  const old = values[at];
  const choices = isFloat ? [old + 0.25, 0, 1, -old, Number.NaN] : [old + 1, old ^ 1];
  const fit = choices.filter((value) => {
    changed[at] = value;
    const now = changed[at];
    return !(now === old || (!Number.isFinite(now) && !Number.isFinite(old)));
  });
  changed[at] = fit[pick % fit.length];
  return changed;
}

type Alteration = (draft: Draft, pick: number) => Draft | null;
const withMetrics = (draft: Draft, change: Record<string, number>): Draft => ({
  ...draft,
  claim: { ...draft.claim, metrics: { ...draft.claim.metrics, ...change } },
});
const exactNames = (names: object) => Object.keys(names).filter((name) => !name.startsWith("latency."));
const without = <T>(all: Readonly<Record<string, T>>, name: string): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([one]) => one !== name));
/** Changes one exact array; null where there is none, or it cannot be changed so. */
const onArray =
  (change: (array: NDArray, pick: number) => NDArray | null): Alteration =>
  (draft, pick) => {
    const names = Object.keys(draft.arrays).filter(isExact);
    const name = names[pick % names.length];
    const changed = name === undefined ? null : change(draft.arrays[name], pick);
    return changed && { ...draft, arrays: { ...draft.arrays, [name]: changed } };
  };
const alterations: Readonly<Record<string, Alteration>> = {
  digest: (draft) => ({ ...draft, claim: { ...draft.claim, digest: "e".repeat(64) } }),
  "a metric's value": (draft, pick) => {
    const names = exactNames(draft.claim.metrics);
    const name = names[pick % names.length];
    const old = draft.claim.metrics[name];
    // A result file says null of each number that is not finite.
    const canBeTold = (value: number) => value !== old && (Number.isFinite(old) || Number.isFinite(value));
    const values = [old + 1, old * (1 + 2 ** -50), Number.NaN, -old, 0].filter(canBeTold);
    return withMetrics(draft, { [name]: values[pick % values.length] });
  },
  "a metric more": (draft, pick) => withMetrics(draft, { [["made", "mean.z", "latency"][pick % 3]]: pick }),
  "a metric less": (draft, pick) => {
    const names = exactNames(draft.claim.metrics);
    return { ...draft, claim: { ...draft.claim, metrics: without(draft.claim.metrics, names[pick % names.length]) } };
  },
  "an array's value": onArray(({ shape, values }, pick) => {
    return { shape, values: otherValue(values, pick % values.length, pick >> 4) };
  }),
  "all of an array": onArray(({ shape, values }) => {
    return values.some((value: number) => value !== 0) ? { shape, values: values.slice().fill(0) } : null;
  }),
  "an array's shape": onArray(({ shape, values }) => ({ shape: [...shape, 1], values })),
  "the order of its axes": onArray(({ shape: [rows, width], values }) => {
    return rows === width ? null : { shape: [width, rows], values };
  }),
  "an array's type": onArray(({ shape, values }, pick) => {
    const others = kinds.filter((Kind) => !(values instanceof Kind));
    return { shape, values: others[pick % others.length].from(values) };
  }),
  "a row less": onArray(({ shape: [rows, width], values }) => {
    return rows < 2 ? null : { shape: [rows - 1, width], values: values.slice(0, (rows - 1) * width) };
  }),
  "an array's name": (draft, pick) => {
    const names = Object.keys(draft.arrays).filter(isExact);
    const name = names[pick % names.length];
    if (name === undefined) return null;
    return { ...draft, arrays: { ...without(draft.arrays, name), [`${name}2`]: draft.arrays[name] } };
  },
  "an array less": (draft, pick) => {
    const names = Object.keys(draft.arrays).filter(isExact);
    return names.length === 0 ? null : { ...draft, arrays: without(draft.arrays, names[pick % names.length]) };
  },
  "an array more": (draft) => ({
    ...draft,
    arrays: { ...draft.arrays, "output/fit/more": { shape: [1], values: Float64Array.of(1) } },
  }),
  "a byte of the model": (draft, pick) => {
    if (draft.model === undefined) return null;
    const { length } = draft.model;
    return { ...draft, model: draft.model.map((byte, i) => (i === pick % length ? byte ^ 1 : byte)) };
  },
  "the model's length": (draft) => (draft.model ? { ...draft, model: draft.model.slice(1) } : null),
  "a model that there is not": (draft) => (draft.model ? null : { ...draft, model: Uint8Array.of(1) }),
};
const engines: Readonly<Record<string, Alteration>> = Object.fromEntries(
  Object.entries({
    "a module": { wasm: { math: "a".repeat(64), rbm: "c".repeat(64) } },
    "a module less": { wasm: { math: "a".repeat(64) } },
    "random numbers": { random: "2" },
    revision: { revision: 3 },
    "file readers": { data: 2 },
  }).map(([name, change]): [string, Alteration] => [
    name,
    (draft) => ({ ...draft, claim: { ...draft.claim, engine: { ...draft.claim.engine, ...change } } }),
  ]),
);

const pick = fc.nat(2 ** 20);

describe("1,000 drawn claims", () => {
  test("all pass as the same when nothing is altered, thinned or not", () => {
    fc.assert(
      fc.property(run, forms, (made, form) => {
        expect(verdict(honest(made, form), form, made)).toEqual({ kind: "same" });
      }),
      { numRuns: 1000 },
    );
  });

  test.each(Object.keys(alterations))("none passes when altered: %s", (name) => {
    // A result file has no model.
    const fitting = name.includes("model") ? forms.filter((form) => form !== "json") : forms;
    fc.assert(
      fc.property(run, fitting, pick, (made, form, at) => {
        const altered = alterations[name](honest(made, form), at);
        fc.pre(altered !== null);
        expect(verdict(altered, form, made).kind).toBe("different");
      }),
      { numRuns: Math.ceil(1000 / Object.keys(alterations).length) },
    );
  });

  test("nor when what computed it is altered, alone or with something else: it is of another engine", () => {
    const names = fc.constantFrom(...Object.keys(engines));
    const more = fc.constantFrom(null, ...Object.keys(alterations));
    fc.assert(
      fc.property(run, forms, names, more, pick, (made, form, name, other, at) => {
        const changed = engines[name](honest(made, form), at) as Draft;
        const altered = other === null || form === "json" ? changed : alterations[other](changed, at);
        fc.pre(altered !== null);
        const found = verdict(altered, form, made);
        expect(found.kind).toBe("other");
        if (altered !== changed) expect(found).not.toMatchObject({ agreement: "equal" });
      }),
      { numRuns: 1000 },
    );
  });
});

test("−0 and NaN count as in the digest, and cannot be told apart from 0 and null in a result file", () => {
  const [made] = fc.sample(run, { numRuns: 1, seed: 1 });
  const values = Float64Array.of(-0, Number.NaN, 1);
  const one: Run = {
    ...made,
    here: { ...made.here, result: { ...made.here.result, arrays: { "output/fit/w": { shape: [3], values } } } },
  };
  const zero = { "output/fit/w": { shape: [3], values: Float64Array.of(0, Number.NaN, 1) } };
  const room = 1_000_000;
  const claim = { ...made.here.result };
  const { engine, device, digest, seconds } = claim;
  const draft = { claim: { engine, device, digest, seconds, metrics: claim.metrics }, arrays: zero, model: undefined };
  expect(verdict(draft, room, one)).toMatchObject({ kind: "different", arrays: ["output/fit/w"] });
  expect(verdict(draft, "json", one).kind).toBe("same");
});

test("arrays that cannot be read are what no run gives; of those that were never published nothing is claimed", () => {
  const [made] = fc.sample(run, { numRuns: 1, seed: 1 });
  const { claim } = honest(made, 1000);
  const damaged = claimedOf(claim, new Uint8Array(40), undefined);
  expect(compareClaim(damaged, made.here, lab)).toMatchObject({ kind: "different", differs: ["arrays"] });
  expect(compareClaim({ claim }, made.here, lab)).toEqual({ kind: "same" });
});

test("arrays from before their room was written down were thinned to what two mebibytes leave beside the plan", () => {
  const [made] = fc.sample(run, { numRuns: 1, seed: 1 });
  const values = Float64Array.from({ length: 300_000 }, (_, i) => i);
  const arrays = { "records/fit/loss": { shape: [300_000], values } };
  const long: Here = { ...made.here, result: { ...made.here.result, arrays } };
  const plan = JSON.stringify(tasks);
  const kept = thinArrays(arrays, 2 * 1024 * 1024 - 3 * plan.length - 4096).arrays;
  expect(kept["records/fit/loss"].shape[0]).toBeLessThan(300_000);
  const { claim } = honest(made, 1000);
  const claimed = claimedOf(claim, encodeSafetensors(kept, { tasks: plan }), undefined);
  expect(compareClaim(claimed, long, lab)).toEqual({ kind: "same" });
});

test("a net whose widest layer does not fit is compared as it was published: without that layer before, without all since", () => {
  const [made] = fc.sample(run, { numRuns: 1, seed: 1 });
  const weights = (count: number) => ({ shape: [count], values: new Float32Array(count).fill(0.5) });
  const arrays = { "output/fit/layer0.weights": weights(2000), "output/fit/layer0.bias": weights(10) };
  const wide: Here = { ...made.here, result: { ...made.here.result, arrays } };
  const { claim } = honest(made, 1000);
  const claimed = (wholeNets: boolean, metadata: Readonly<Record<string, string>>) =>
    claimedOf(
      claim,
      encodeSafetensors(thinArrays(arrays, 4000, { wholeNets }).arrays, { room: "4000", ...metadata }),
      undefined,
    );
  expect(compareClaim(claimed(false, {}), wide, lab)).toEqual({ kind: "same" });
  expect(compareClaim(claimed(true, { nets: WHOLE_NETS }), wide, lab)).toEqual({ kind: "same" });
  // Neither passes for the other.
  expect(compareClaim(claimed(true, {}), wide, lab)).toMatchObject({ kind: "different", differs: ["arrays"] });
  expect(compareClaim(claimed(false, { nets: WHOLE_NETS }), wide, lab)).toMatchObject({ kind: "different" });
});
