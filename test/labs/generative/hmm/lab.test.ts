import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Table } from "../../../../shared/data/table.ts";
import { accuracyOf, agreement, bestMatch } from "../../../../shared/labs/generative/hmm/accuracy.ts";
import { hmmNotices } from "../../../../shared/labs/generative/hmm/check.ts";
import { sequencesIn } from "../../../../shared/labs/generative/hmm/data.ts";
import type { HmmParams } from "../../../../shared/labs/generative/hmm/fields.ts";
import { givenModel } from "../../../../shared/labs/generative/hmm/given.ts";

describe("the best match of states and classes", () => {
  it("is the best of all, by enumeration", () => {
    const sizes = fc.record({ states: fc.integer({ min: 1, max: 4 }), classes: fc.integer({ min: 1, max: 4 }) });
    const tables = sizes.chain(({ states, classes }) =>
      fc.record({
        ...{ states: fc.constant(states), classes: fc.constant(classes) },
        counts: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: states * classes, maxLength: states * classes }),
      }),
    );
    fc.assert(
      fc.property(tables, ({ states, classes, counts }) => {
        const match = bestMatch(Float64Array.from(counts), states, classes);
        const used = [...match].filter((c) => c >= 0);
        expect(new Set(used).size).toBe(used.length);
        expect(used.length).toBe(Math.min(states, classes));
        const total = (one: readonly number[]) =>
          one.reduce((sum, c, s) => sum + (c >= 0 ? counts[s * classes + c] : 0), 0);
        expect(total([...match])).toBe(Math.max(...matches(states, classes).map(total)));
      }),
      { numRuns: 300 },
    );
  });

  it("says how many rows are right, those without a class apart", () => {
    const found = Int32Array.of(0, 0, 1, 1, 1);
    const labels = Int32Array.of(1, 1, 0, 1, -1);
    const match = bestMatch(agreement(found, labels, 2, 2), 2, 2);
    expect([...match]).toEqual([1, 0]);
    expect(accuracyOf(found, labels, match)).toBe(0.75);
    expect(
      accuracyOf(
        found,
        labels.map(() => -1),
        match,
      ),
    ).toBeUndefined();
  });
});

/** Every way to give each state a class of its own, or none. */
function matches(states: number, classes: number): number[][] {
  if (states === 0) return [[]];
  return matches(states - 1, classes).flatMap((one) =>
    [-1, ...Array.from({ length: classes }, (_, c) => c).filter((c) => !one.includes(c))].map((c) => [...one, c]),
  );
}

it("a sound that is taken for any series is told from data without a model", () => {
  const params = { task: "given", emissions: "auto", sequence: [], transitions: {} } as unknown as HmmParams;
  const code = (table: Table) => {
    try {
      givenModel(params, undefined, sequencesIn(table, params));
    } catch (error) {
      return (error as { code: string }).code;
    }
    return null;
  };
  const table: Table = { rows: 3, columns: 1, values: Float64Array.of(0, 1, 0) };
  expect([code(table), code({ ...table, rate: 8000 })]).toEqual(["hmm-no-model", "hmm-sound"]);
  expect(hmmNotices(params, { ...table, rate: 8000 })).toEqual([{ code: "hmm-sound-series", values: {} }]);
});
