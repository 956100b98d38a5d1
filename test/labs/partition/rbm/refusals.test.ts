import { expect, test } from "vitest";
import { ofTables } from "../../../../client/i18n/errors/tables.ts";
import { errors } from "../../../../client/labs/partition/rbm/words.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { rbm } from "../../../../shared/labs/partition/rbm/lab.ts";
import { prepared } from "./prepared.ts";

const table = (rows: readonly (readonly number[])[], more: Partial<Table> = {}): Table => ({
  rows: rows.length,
  columns: rows[0].length,
  values: Float64Array.from(rows.flat()),
  ...more,
});

async function refusal(params: Record<string, string | number>, data: Table): Promise<ExperimentError> {
  const { experiment } = await prepared({ generator: "bars-and-stripes", params: {} }, params);
  try {
    rbm.check?.(experiment.params, data);
  } catch (error) {
    if (error instanceof ExperimentError) return error;
  }
  throw new Error("nothing was refused");
}

const gaussian = { visibleUnits: "gaussian" };
const cases: [string, Record<string, string | number>, Table, string, RegExp][] = [
  [
    "real values",
    {},
    table([
      [0.1, 0.2],
      [7.5, 1],
    ]),
    "not-a-probability",
    /7\.5.*Gaussian units, or standardise/,
  ],
  [
    "rows that are all the same",
    {},
    table([
      [0, 1],
      [0, 1],
    ]),
    "rbm-constant",
    /all 2 are the same/,
  ],
  [
    "pictures that were read as black, whatever the units",
    gaussian,
    table(
      [
        [0, 0],
        [0, 0],
      ],
      { image: { width: 2, height: 1, channels: 1 } },
    ),
    "rbm-constant",
    /all 2 are the same/,
  ],
  [
    "a constant column",
    gaussian,
    table(
      [
        [1, 2],
        [1, 3],
      ],
      { names: ["age", "height"] },
    ),
    "column-without-scale",
    /age/,
  ],
  [
    "huge values",
    gaussian,
    table([
      [1, 2],
      [1e200, 3],
    ]),
    "too-large-to-standardise",
    /1e\+200.*row 2, column 1.*1e\+30/,
  ],
  [
    "bias of a large machine",
    { track: "bias", hidden: 64 },
    table([
      [0, 1],
      [1, 0],
    ]),
    "too-many-to-count",
    /66 units.*18/,
  ],
  [
    "bias of real units",
    { ...gaussian, track: "bias" },
    table([
      [0, 1],
      [1, 0],
    ]),
    "bias-of-real-units",
    /binary units/,
  ],
  [
    "too many chains",
    { method: "tempering", temperatures: 50, batch: 1000 },
    table(Array.from({ length: 1000 }, (_, n) => [n % 2])),
    "too-many-tempered-chains",
    /50000.*10000/,
  ],
];

test.each(cases)("%s: says the value and the cure, in both languages", async (_, params, data, code, message) => {
  const error = await refusal(params, data);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(message);
  const words = ({ ...ofTables, ...errors } as Record<string, { es: string; en: string }>)[code];
  for (const text of [words.es, words.en])
    for (const [, name] of text.matchAll(/\{(\w+)\}/g)) expect(error.values, `${code} ${name}`).toHaveProperty(name);
});

test("pictures may have a border that never changes, tables of real values need no unit range", async () => {
  const { experiment } = await prepared({ generator: "bars-and-stripes", params: {} }, gaussian);
  const image = { width: 2, height: 2, channels: 1 } as const;
  for (const data of [
    table(
      [
        [0, 5, 9, 0],
        [0, 7, 3, 0],
      ],
      { image },
    ),
    table([
      [-3, 1000],
      [4, 2000],
    ]),
  ])
    expect(() => rbm.check?.(experiment.params, data)).not.toThrow();
});
