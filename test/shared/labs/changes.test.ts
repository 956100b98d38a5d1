import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../shared/experiment/canonical.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import { withVersion } from "../../../shared/experiment/version.ts";
import { applyChanges, changesOf } from "../../../shared/labs/changes.ts";
import { labs } from "../../../shared/labs/index.ts";
import { presetExperiment, setPath } from "../../../shared/labs/parse.ts";
import { rbm } from "../../../shared/labs/partition/rbm/lab.ts";
import { editedExperiments } from "../../client/edited.ts";

const file = (name: string) => ({ sha256: name.padEnd(64, "0"), format: "csv", shape: [4, 2], name }) as const;
const reading = fc.option(
  fc.record({ decimal: fc.constantFrom("comma", "point"), header: fc.constantFrom("yes", "no") } as const, {
    requiredKeys: ["header"],
  }),
  { nil: undefined },
);
/** Experiments as above, some of them on the reader's own files. */
const withFiles = (experiments: fc.Arbitrary<Experiment>): fc.Arbitrary<Experiment> =>
  fc.tuple(experiments, fc.constantFrom("none", "a", "b"), reading).map(([experiment, own, how]) => {
    if (own === "none") return experiment;
    return withVersion({ ...experiment, data: { files: [file(own)], ...(how && { reading: how }) } });
  });

describe.each(labs)("what changed in $id", ({ load }) => {
  test("leads from the one experiment to the other, and names each place once", async () => {
    const lab = await load();
    const one = withFiles(editedExperiments(lab));
    fc.assert(
      fc.property(one, one, (a, b) => {
        const changes = changesOf(lab, a, b);
        expect(canonicalJson(applyChanges(a, changes))).toBe(canonicalJson(b));
        expect(new Set(changes.map(({ path }) => path)).size).toBe(changes.length);
        for (const { before, after } of changes)
          expect(canonicalJson(before ?? "absent")).not.toBe(canonicalJson(after ?? "absent"));
        expect(changesOf(lab, a, a)).toEqual([]);
      }),
    );
  });
});

test("one edit is one change", () => {
  const start = presetExperiment(rbm);
  const paths = (experiment: Experiment) => changesOf(rbm, start, experiment).map(({ path }) => path);
  expect(paths(setPath(rbm, start, "params.hidden", 17))).toEqual(["params.hidden"]);
  expect(paths(setPath(rbm, start, "seed", 99))).toEqual(["seed"]);
  expect(paths(setPath(rbm, start, "data.seed", 99))).toEqual(["data.seed"]);
});
