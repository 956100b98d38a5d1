import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import { type Reading, readingOptions } from "../../../shared/experiment/reading.ts";

const seeds = [
  "a,b\n1,2\n3,4\n",
  "sep=;\r\nfecha;importe\r\n01/02/2024;1.250,00 €\r\n13/02/2024;980,50 €\r\n;\r\n",
  '"x"\t"y"\n"1"\t1\t0.5\n"2"\tNA\t1.5\n',
  "# made by hand\n# a b\n1.5 2.5e-3\n3 4\n",
  "time|temp\nUTC|C\n2024-01-01T00:00:00Z|1.5\n2024-01-02T00:00:00Z|None\n",
  'country,1990,2000\nA,"1,250",2.5\nB,"3,750",#N/A\n',
  "\ufeffaño;ñu\n1'250;sí\n3’750;no\n",
];
const parts = fc.constantFrom(
  ..."\",;\t| \n\r.'-+%#€x0é\0\u00a0".split(""),
  "NA",
  "None",
  "1.250",
  "\r\n",
  '""',
  "sep=,\n",
  "1e999",
  "// ",
);
const edits = fc.array(
  fc.tuple(fc.nat({ max: 100 }), fc.nat({ max: 4 }), fc.oneof(parts, fc.string({ maxLength: 3 }))),
  {
    minLength: 1,
    maxLength: 5,
  },
);
const encodings = fc.constantFrom<BufferEncoding>("utf8", "latin1", "utf16le");
const chosen: fc.Arbitrary<Reading> = fc.record(
  Object.fromEntries(
    (["separator", "decimal", "thousands", "header", "encoding", "none", "units"] as const).map((choice) => [
      choice,
      fc.constantFrom(...readingOptions[choice].slice(1)),
    ]),
  ),
  { requiredKeys: [] },
);

/** Longer: CSV_MUTANTS=1000000. */
test("a mutant is a table of the size that it says, or an ExperimentError", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      edits,
      encodings,
      fc.option(chosen, { freq: 3 }),
      async (seed, changes, encoding, reading) => {
        let text = seed;
        for (const [at, cut, put] of changes) {
          const place = at % (text.length + 1);
          text = text.slice(0, place) + put + text.slice(place + cut);
        }
        const bytes = new Uint8Array(Buffer.from(text, encoding));
        try {
          const content = await decodeFile({ name: "t", bytes }, reading ?? {});
          if (content.kind !== "table") return;
          const { table, columns = [], understood } = content;
          expect(content.shape).toEqual([table.rows, table.columns]);
          expect([table.values.length, columns.length, table.names?.length]).toEqual([
            table.rows * table.columns,
            table.columns,
            table.columns,
          ]);
          expect(new Set(table.names).size).toBe(table.columns);
          expect(table.values.every(Number.isFinite)).toBe(true);
          if (table.mask)
            expect(
              table.values.every((value, i) => table.mask?.[i] === 1 || (table.mask?.[i] === 0 && value === 0)),
            ).toBe(true);
          for (const [c, { kind, missing, levels }] of columns.entries()) {
            if (kind === "number" || levels) {
              const gaps = Array.from({ length: table.rows }, (_, r) => table.mask?.[r * table.columns + c]).filter(
                (one) => one === 0,
              );
              expect(gaps.length).toBe(missing);
            }
            const most = Math.max(...Array.from({ length: table.rows }, (_, r) => table.values[r * table.columns + c]));
            if (levels) expect(most).toBeLessThan(levels.length);
          }
          expect(understood?.comments).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(error).toBeInstanceOf(ExperimentError);
        }
      },
    ),
    { numRuns: Number(process.env.CSV_MUTANTS ?? 4000) },
  );
}, 3_600_000);
