import fc from "fast-check";
import { expect, test } from "vitest";
import type { FileContent, TableContent } from "../../../shared/data/readers/content.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";
import { ExperimentError } from "../../../shared/experiment/errors.ts";
import type { Reading, ReadingChoice } from "../../../shared/experiment/reading.ts";
import { areTakenForNames, mayBeAsked, type WrittenTable } from "./csv-questions.ts";

/** How one table is written: everything that a program or a country decides. */
interface Convention {
  readonly separator: "comma" | "semicolon" | "tab" | "space" | "pipe";
  readonly decimal: "point" | "comma";
  readonly thousands: "none" | "other" | "space" | "narrow" | "apostrophe";
  readonly quotes: "where needed" | "texts" | "all";
  readonly header: boolean;
  readonly gap: string;
  readonly lineEnd: "\n" | "\r\n" | "\r";
  readonly encoding: "utf-8" | "bom" | "utf-16le" | "utf-16be" | "utf-16le bom" | "windows-1252";
  readonly extras: readonly ("sep" | "blank lines" | "separators alone" | "trailing" | "minus")[];
}

/** A number as its digits: `whole` and `decimals`, so that what is written and what it means have one source. */
interface Digits {
  readonly isNegative: boolean;
  readonly whole: string;
  readonly decimals: string;
}

const signOf = { comma: ",", semicolon: ";", tab: "\t", space: " ", pipe: "|", point: "." } as const;
const names = ["año", "peso", "T_max", "n"];

const digits: fc.Arbitrary<Digits> = fc.record({
  isNegative: fc.boolean(),
  // Counts and years are what may be taken for names.
  whole: fc
    .oneof(fc.nat({ max: 999 }), fc.nat({ max: 9_999_999 }), fc.constantFrom(0, 1, 2, 3, 1990, 2000, 2010))
    .map(String),
  // Three digits are what may be taken for a group.
  decimals: fc.oneof(fc.constant(""), fc.stringMatching(/^\d{3}$/), fc.stringMatching(/^\d{1,5}$/)),
});

interface Written {
  readonly rows: readonly (readonly (Digits | null)[])[];
  /** A first column of text. */
  readonly labels: readonly string[] | null;
}

const tables: fc.Arbitrary<Written> = fc
  .record({ rows: fc.integer({ min: 2, max: 6 }), columns: fc.integer({ min: 1, max: 4 }), labelled: fc.boolean() })
  .chain(({ rows, columns, labelled }) =>
    fc.record({
      rows: fc.array(fc.array(fc.option(digits, { freq: 4 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      labels: labelled
        ? fc.array(fc.constantFrom("rojo", "azul", "verde"), { minLength: rows, maxLength: rows })
        : fc.constant(null),
    }),
  )
  // A column of gaps alone is no column, and a row of them no sample.
  .filter(
    ({ rows, labels }) =>
      rows[0].every((_, c) => rows.some((row) => row[c] !== null)) &&
      (labels !== null || rows.every((row) => row.some((cell) => cell !== null))),
  );

/** Between commas, a point is taken for the decimal sign: nothing but points between groups there would be read as decimals, as it should be. */
const isUsual = ({ separator, decimal, thousands }: Convention) =>
  separator !== "comma" || decimal !== "comma" || thousands !== "other";

const conventions: fc.Arbitrary<Convention> = fc
  .record({
    separator: fc.constantFrom("comma", "semicolon", "tab", "space", "pipe"),
    decimal: fc.constantFrom("point", "comma"),
    thousands: fc.constantFrom("none", "other", "space", "narrow", "apostrophe"),
    quotes: fc.constantFrom("where needed", "texts", "all"),
    header: fc.boolean(),
    gap: fc.constantFrom("", "NA", "#N/A", ".", "-", "nan", "None", "#DIV/0!", "s/d"),
    lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
    encoding: fc.constantFrom("utf-8", "bom", "utf-16le", "utf-16be", "utf-16le bom", "windows-1252"),
    extras: fc.uniqueArray(fc.constantFrom("sep", "blank lines", "separators alone", "trailing", "minus")),
  })
  .filter(isUsual);

function numberText({ isNegative, whole, decimals }: Digits, how: Convention): string {
  const between = {
    none: "",
    other: how.decimal === "point" ? "," : ".",
    space: " ",
    narrow: "\u202f",
    apostrophe: "'",
  };
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, between[how.thousands]);
  const minus = how.extras.includes("minus") && how.encoding !== "windows-1252" ? "\u2212" : "-";
  return `${isNegative ? minus : ""}${grouped}${decimals && `${signOf[how.decimal]}${decimals}`}`;
}

const gapOf = ({ separator, gap }: Convention) => (separator === "space" && gap === "" ? "NA" : gap);

/** The lines of samples. */
function sampleLines({ rows, labels }: Written, how: Convention): readonly string[] {
  return rows.map((cells, r) =>
    lineOf(
      [
        ...(labels ? [quoted(labels[r], true, how)] : []),
        ...cells.map((cell) => quoted(cell ? numberText(cell, how) : gapOf(how), false, how)),
      ],
      how,
    ),
  );
}

const isTrailing = ({ extras, separator }: Convention) => extras.includes("trailing") && separator !== "space";
const lineOf = (cells: readonly string[], how: Convention) =>
  cells.join(signOf[how.separator]) + (isTrailing(how) ? signOf[how.separator] : "");

function quoted(cell: string, isText: boolean, { separator, quotes }: Convention): string {
  const isNeeded = cell.includes(signOf[separator]) || (separator === "space" && cell === "");
  return isNeeded || quotes === "all" || (quotes === "texts" && isText) ? `"${cell}"` : cell;
}

function tableText(table: Written, how: Convention): string {
  const sign = signOf[how.separator];
  const width = table.rows[0].length + (table.labels ? 1 : 0);
  const head = [...(table.labels ? ["clase"] : []), ...names].slice(0, width).map((name) => quoted(name, true, how));
  const all = [...(how.header ? [lineOf(head, how)] : []), ...sampleLines(table, how)];
  if (how.extras.includes("blank lines")) all.splice(-1, 0, "", "");
  if (how.extras.includes("separators alone") && how.separator !== "space")
    all.push(sign.repeat(width - 1 + Number(isTrailing(how))));
  if (how.extras.includes("sep") && how.separator !== "space") all.unshift(`sep=${sign}`);
  return all.join(how.lineEnd) + how.lineEnd;
}

/** Between spaces, a line of words is a text: most lines hold a number, or "NA". */
function isText({ rows, labels }: Written, how: Convention): boolean {
  if (labels === null || how.separator !== "space" || gapOf(how) === "NA") return false;
  const below = how.header ? rows : rows.slice(1);
  return below.filter((cells) => cells.some((cell) => cell !== null)).length <= below.length / 2;
}

/** What of a table and the way it is written decides which questions are open. */
function asWritten(table: Written, how: Convention): WrittenTable {
  return {
    hasHeader: how.header,
    gap: gapOf(how),
    labels: table.labels,
    rows: table.rows.map((cells) => cells.map((cell) => (cell ? numberText(cell, how) : null))),
    lines: sampleLines(table, how),
  };
}

function bytesOf(text: string, encoding: Convention["encoding"]): Uint8Array<ArrayBuffer> {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  if (encoding === "bom") return new TextEncoder().encode(`\ufeff${text}`);
  if (encoding === "windows-1252") return new Uint8Array(Buffer.from(text.replaceAll("\u202f", "\u00a0"), "latin1"));
  const wide = Buffer.from(encoding.endsWith("bom") ? `\ufeff${text}` : text, "utf16le");
  return new Uint8Array(encoding === "utf-16be" ? wide.swap16() : wide);
}

/** Whoever wrote the table answers each question as it was written. */
function answer(choice: string, how: Convention): Reading {
  const groups = {
    none: "none",
    other: how.decimal === "point" ? "comma" : "point",
    space: "space",
    narrow: "space",
    apostrophe: "apostrophe",
  } as const;
  if (choice === "decimal") return { decimal: how.decimal };
  if (choice === "thousands") return { thousands: groups[how.thousands] };
  if (choice === "header") return { header: how.header ? "yes" : "no" };
  if (choice === "separator") return { separator: how.separator };
  throw new Error(`unexpected question: ${choice}`);
}

async function readAnswering(table: Written, how: Convention): Promise<TableContent> {
  const bytes = bytesOf(tableText(table, how), how.encoding);
  const written = asWritten(table, how);
  let reading: Reading = {};
  for (let questions = 0; questions < 3; questions++) {
    const content: FileContent | ExperimentError = await decodeFile({ name: "t", bytes }, reading).catch(
      (error: unknown) => {
        if (error instanceof ExperimentError && error.code === "two-readings") return error;
        throw error;
      },
    );
    if (!(content instanceof ExperimentError)) {
      if (content.kind !== "table") throw new Error(content.kind);
      return content;
    }
    const choice = String(content.values.choice) as ReadingChoice;
    if (!mayBeAsked(choice, written)) throw new Error(`needless question: ${content.message}`);
    reading = { ...reading, ...answer(choice, how) };
  }
  throw new Error("asked again and again");
}

const meant = ({ isNegative, whole, decimals }: Digits) =>
  Number(`${isNegative ? "-" : ""}${whole}.${decimals || "0"}`);

test("a table written by any convention reads back to its numbers, or asks what only its writer knows", async () => {
  await fc.assert(
    fc.asyncProperty(tables, conventions, async (table, how) => {
      fc.pre(!areTakenForNames(asWritten(table, how)) && !isText(table, how));
      const { table: read } = await readAnswering(table, how);
      const offset = table.labels ? 1 : 0;
      const width = table.rows[0].length + offset;
      expect([read.rows, read.columns]).toEqual([table.rows.length, width]);
      const at = (r: number, c: number) => r * width + c + offset;
      const cells = table.rows.map((cells, r) =>
        cells.map((_, c) => (read.mask?.[at(r, c)] === 0 ? null : read.values[at(r, c)] + 0)),
      );
      expect(cells).toEqual(table.rows.map((cells) => cells.map((cell) => (cell ? meant(cell) + 0 : null))));
      if (how.header) expect(read.names).toEqual([...(offset ? ["clase"] : []), ...names].slice(0, width));
    }),
    { numRuns: Number(process.env.CSV_RUNS ?? 3000) },
  );
}, 600_000);
