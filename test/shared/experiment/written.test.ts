import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import { digestOf } from "../../../shared/experiment/digest.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { withoutLaterDefaults } from "../../../shared/experiment/schema.ts";
import type { Lab } from "../../../shared/labs/lab.ts";
import { setPath } from "../../../shared/labs/parse.ts";
import { parseExperiment } from "../../../shared/labs/parse-experiment.ts";
import { fullExperiment, writtenExperiment } from "../../../shared/labs/written.ts";
import { entriesOf, laterFields, toyFields, toyLab } from "./toys.ts";

/** The same lab before and after parameters were added to it. */
const before = toyLab(toyFields);
const after = toyLab(laterFields);

const read = async (lab: Lab, input: unknown) => (await parseExperiment(input, entriesOf(lab))).experiment;
const written = async (lab: Lab, input: unknown) => writtenExperiment(lab, await read(lab, input));
const digest = (experiment: Experiment) => digestOf(experiment, { loss: 1 }, {});

const old = { v: 1, lab: "toy", seed: 3, data: { generator: "digits", seed: 1 }, params: { size: 20 } };
const anyOld = fc.record(
  {
    v: fc.constant(1),
    lab: fc.constant("toy"),
    seed: fc.maxSafeNat(),
    params: fc.oneof(
      fc.record({ size: fc.integer({ min: 1, max: 100 }) }, { requiredKeys: [] }),
      fc.record(
        { method: fc.constant("lasso"), penalty: fc.double({ min: 0, max: 1, noNaN: true }) },
        { requiredKeys: ["method"] },
      ),
    ),
  },
  { requiredKeys: ["v", "lab", "seed"] },
);
const anyLater = fc.record(
  {
    decay: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1, noNaN: true })),
    widths: fc.oneof(fc.constant([3, 2]), fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 4 })),
  },
  { requiredKeys: [] },
);

describe("parameters that were added later", () => {
  test("change no digest and no canonical JSON of what was there before", async () => {
    await fc.assert(
      fc.asyncProperty(anyOld, async (input) => {
        const [then, now] = [await written(before, input), await written(after, input)];
        expect(canonicalJson(now)).toBe(canonicalJson(then));
        expect(await digest(now)).toBe(await digest(then));
      }),
    );
  });

  test("are there for the run", async () => {
    expect((await read(after, old)).params).toEqual({ method: "plain", size: 20, decay: 0, widths: [3, 2] });
    expect((await written(after, old)).params).toEqual({ method: "plain", size: 20 });
  });

  test("are written, and hashed, when they are not at their default", async () => {
    const changed = { ...old, params: { size: 20, decay: 0.1, widths: [3, 2] } };
    expect((await written(after, changed)).params).toEqual({ method: "plain", size: 20, decay: 0.1 });
    expect(await digest(await written(after, changed))).not.toBe(await digest(await written(after, old)));
    const fewer = { ...old, params: { widths: [2, 3] } };
    expect((await written(after, fewer)).params.widths).toEqual([2, 3]);
  });

  test("of a branch are left out with it, and at their default within it", async () => {
    const lasso = { ...old, params: { method: "lasso" } };
    expect((await read(after, lasso)).params.warm).toBe(false);
    expect((await written(after, lasso)).params).toEqual({ method: "lasso", size: 10, penalty: 0.5 });
    const warm = { ...old, params: { method: "lasso", warm: true } };
    expect((await written(after, warm)).params.warm).toBe(true);
  });

  test("round trip: what was written is read as it was", async () => {
    await fc.assert(
      fc.asyncProperty(anyOld, anyLater, async (input, later) => {
        const experiment = await read(after, { ...input, params: { ...input.params, ...later } });
        const text = canonicalJson(writtenExperiment(after, experiment));
        const again = await read(after, JSON.parse(text));
        expect(again).toEqual(experiment);
        expect(canonicalJson(writtenExperiment(after, again))).toBe(text);
      }),
    );
  });

  test("are filled in to what was kept without them, and the same is left out again", async () => {
    await fc.assert(
      fc.asyncProperty(anyOld, anyLater, async (input, later) => {
        const experiment = await read(after, { ...input, params: { ...input.params, ...later } });
        expect(fullExperiment(after, writtenExperiment(after, experiment))).toEqual(experiment);
        expect(fullExperiment(after, await read(before, input))).toEqual(await read(after, input));
      }),
    );
  });

  test("of a generator are left out like those of a lab", () => {
    const params = { method: "plain", size: 10, decay: 0, widths: [3, 2, 1] };
    expect(withoutLaterDefaults(laterFields, params)).toEqual({ method: "plain", size: 10, widths: [3, 2, 1] });
  });

  test("what nobody added to stays the same object", async () => {
    const experiment = await read(before, old);
    expect(writtenExperiment(before, experiment)).toBe(experiment);
    const fields = await read(after, old);
    expect(setPath(after, fields, "params.decay", "0")).toEqual(fields);
  });
});
