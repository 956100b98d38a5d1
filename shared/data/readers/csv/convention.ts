/**
 * What the signs in numbers mean, column by column and for the file.
 *
 * | in the column                          | decimals | `1.250` is |
 * | -------------------------------------- | -------- | ---------- |
 * | 0.5, 1.2345, 1.5e3, or 1,250,000       | point    | 1.25       |
 * | 0,5, 1,2345, 1,5e3, or 1.250.000       | comma    | 1250       |
 * | 1 250 or 1'250 beside it               | its sign | 1.25       |
 * | both of the first two                  | no numbers: the column is text, and the cell is named     |
 * | nothing but 1.250                      | as in the other columns of the file, if they agree        |
 *
 * Where no column says anything, a file whose cells are separated by commas has decimal points, for programs write it so (not beside both 950 and
 * 2.400: decimals have their zeros or have not); a comma in its quoted cells may be either. In all other files both readings remain: that is asked, never guessed. A choice settles it before all else.
 */
import { ExperimentError } from "../../../experiment/errors.ts";
import type { Reading } from "../../../experiment/reading.ts";
import { signs } from "./numbers.ts";
import { twoReadings } from "./readings.ts";

const {
  pointDecimal,
  commaDecimal,
  pointGroups,
  commaGroups,
  spaceGroups,
  apostropheGroups,
  pointOpen,
  commaOpen,
  whole,
  zeroEnd,
} = signs;
const SAYS_POINT = pointDecimal | commaGroups;
const SAYS_COMMA = commaDecimal | pointGroups;
const OTHER_GROUPS = spaceGroups | apostropheGroups;
const OPEN = pointOpen | commaOpen;

export interface Place {
  readonly row: number;
  readonly cell: string;
}

/** A column of nothing but numbers and gaps. */
export interface SignedColumn {
  readonly name: string;
  /** Bits of `signs` of all its cells. */
  readonly signs: number;
  /** The first cell of each bit. */
  place(bit: number): Place;
}

export interface Settled {
  /** Bits of `pointOpen` and `commaOpen` that are groups; or the cell that no number of this column can be. */
  readonly columns: readonly (number | Place)[];
  readonly decimal: "point" | "comma";
  readonly thousands: "none" | "point" | "comma" | "space" | "apostrophe";
}

type Decimal = "point" | "comma" | undefined;

/** Throws an ExperimentError: two readings, or one sign chosen for both. */
export function settle(columns: readonly SignedColumn[], reading: Reading, separator: string, path: string): Settled {
  checkChoices(reading, path);
  const given = givenDecimal(reading);
  const own = columns.map((column) => given ?? ownDecimal(column.signs, reading));
  const bad = columns.map((column) => misfit(column, reading));
  const ofFile = agreed(own.filter((_, c) => bad[c] === undefined && columns[c].signs !== 0));
  const hasCommas = columns.some((column) => column.signs & commaOpen);
  /** Decimals without a sign and with a last zero are not of one program: those may be groups. */
  const isOneWriting = (bits: number) => (bits & (whole | zeroEnd)) !== (whole | zeroEnd);
  const usual: Decimal = separator === "," && !hasCommas ? "point" : undefined;
  const groups = columns.map((column, c) => {
    const place = bad[c];
    if (place !== undefined) return place;
    const decimal = own[c] ?? ofFile ?? (isOneWriting(column.signs) ? usual : undefined);
    if ((column.signs & OPEN) === 0) return 0;
    if (decimal === undefined) throw asked(column, path);
    return openGroups(column, decimal, reading);
  });
  const decimal = given ?? ofFile ?? (own.find((one) => one !== undefined) || "point");
  return { columns: groups, decimal, thousands: reading.thousands ?? foundGroups(columns, groups) };
}

function checkChoices({ decimal, thousands }: Reading, path: string): void {
  if (decimal === undefined || decimal !== thousands) return;
  throw new ExperimentError(
    path,
    "same-sign",
    `the ${decimal} cannot be the sign of decimals and of thousands in ${path} (change one of the two)`,
    { value: decimal },
  );
}

function givenDecimal({ decimal, thousands }: Reading): Decimal {
  if (decimal !== undefined) return decimal;
  return thousands === "point" ? "comma" : thousands === "comma" ? "point" : undefined;
}

/** What the cells of a column say by themselves; nothing if they say both. */
function ownDecimal(bits: number, { thousands }: Reading): Decimal {
  const [point, comma] = [bits & SAYS_POINT, bits & SAYS_COMMA];
  if (point !== 0 || comma !== 0) return point !== 0 && comma !== 0 ? undefined : point !== 0 ? "point" : "comma";
  // Where groups have a sign of their own, or none, what is left is the decimal sign.
  if ((bits & OTHER_GROUPS) === 0 && thousands === undefined) return undefined;
  const open = bits & OPEN;
  return open === pointOpen ? "point" : open === commaOpen ? "comma" : undefined;
}

function agreed(decimals: readonly Decimal[]): Decimal {
  const said = new Set(decimals.filter((decimal) => decimal !== undefined));
  return said.size === 1 ? [...said][0] : undefined;
}

/** The first cell that does not go with the others of its column, or with what was chosen. */
function misfit(column: SignedColumn, reading: Reading): Place | undefined {
  const wrong = column.signs & refusedBits(reading);
  if (wrong !== 0) return firstOf(column, wrong);
  const [point, comma] = [column.signs & SAYS_POINT, column.signs & SAYS_COMMA];
  if (point === 0 || comma === 0) return undefined;
  const [a, b] = [firstOf(column, point), firstOf(column, comma)];
  return a.row > b.row ? a : b;
}

function refusedBits({ decimal, thousands }: Reading): number {
  const byDecimal = decimal === "point" ? SAYS_COMMA : decimal === "comma" ? SAYS_POINT : 0;
  const groups = pointGroups | commaGroups | OTHER_GROUPS;
  const kept = { none: 0, point: pointGroups, comma: commaGroups, space: spaceGroups, apostrophe: apostropheGroups };
  const byThousands = thousands === undefined ? 0 : groups & ~kept[thousands];
  const asGroups = thousands === "point" ? pointDecimal : thousands === "comma" ? commaDecimal : 0;
  return byDecimal | byThousands | asGroups;
}

function firstOf(column: SignedColumn, bits: number): Place {
  const places: Place[] = [];
  for (let bit = 1; bit <= bits; bit <<= 1) if (bits & bit) places.push(column.place(bit));
  return places.reduce((first, place) => (place.row < first.row ? place : first));
}

/** The open signs that are not the decimal sign are groups, where groups may have that sign. */
function openGroups(column: SignedColumn, decimal: "point" | "comma", { thousands }: Reading): number | Place {
  const open = column.signs & (decimal === "point" ? commaOpen : pointOpen);
  const sign = decimal === "point" ? "comma" : "point";
  const isRefused = open !== 0 && thousands !== undefined && thousands !== sign;
  return isRefused ? column.place(open) : open;
}

function foundGroups(columns: readonly SignedColumn[], groups: readonly (number | Place)[]): Settled["thousands"] {
  let bits = 0;
  for (const [c, own] of groups.entries()) if (typeof own === "number") bits |= (columns[c].signs & ~OPEN) | own;
  if (bits & (pointGroups | pointOpen)) return "point";
  if (bits & (commaGroups | commaOpen)) return "comma";
  return bits & apostropheGroups ? "apostrophe" : bits & spaceGroups ? "space" : "none";
}

function asked(column: SignedColumn, path: string): ExperimentError {
  const isPoint = (column.signs & pointOpen) !== 0;
  const { row, cell } = column.place(isPoint ? pointOpen : commaOpen);
  const digits = cell.replace(/[^\d.,+-]/g, "");
  const asDecimal = String(Number(digits.replace(",", ".")));
  const asGroups = digits.replace(/[.,]/, "");
  return twoReadings(path, {
    column: column.name,
    row,
    cell,
    choice: "decimal",
    first: "point",
    firstMeans: isPoint ? asDecimal : asGroups,
    second: "comma",
    secondMeans: isPoint ? asGroups : asDecimal,
  });
}
