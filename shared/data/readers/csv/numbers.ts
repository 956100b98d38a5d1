/**
 * Numbers as people write them: signs of the decimals and between groups of three digits, minus signs, percent and currency.
 *
 * A cell alone settles what its signs mean, but for one kind: one to three digits, one sign, three digits ("1.250") is 1.25 or 1250. Such a
 * cell is *open*; `convention.ts` decides by its column and by the file.
 */

/** What the signs of a cell say, as bits: those of a whole column are joined by "or". */
export const signs = {
  pointDecimal: 1,
  commaDecimal: 2,
  pointGroups: 4,
  commaGroups: 8,
  spaceGroups: 16,
  apostropheGroups: 32,
  /** The point may be either. */
  pointOpen: 64,
  commaOpen: 128,
  /** A number without any sign, and an open one that ends in 0: a program that writes one of them as decimals does not write the other. */
  whole: 256,
  zeroEnd: 512,
} as const;

/** A cell that is a number. An open one has its value as a decimal; as a group it is 1000 times that. */
export interface NumberCell {
  readonly value: number;
  /** Bits of `signs`. */
  readonly signs: number;
  /** "%" or the sign of a currency; "" without. The number is as written: 12.5 % is 12.5. */
  readonly unit: string;
}

/** Longer cells are no numbers. */
const LONGEST = 1000;

const AFFIXED =
  /^([+-]?)\s?(?:(\p{Sc})\s?)?([+-]?)(\d[\d.,'’\s]*(?:[eE][+-]?\d+\s*)?|[.,]\d+(?:[eE][+-]?\d+)?\s*)(%|\p{Sc}|)$/u;
const PLAIN = /^(\d*)(?:([.,])(\d*))?([eE][+-]?\d+)?$/;
const GROUPED = /^([1-9]\d{0,2})(?:([ \u00a0\u202f\u2009]|['’.,])\d{3})(?:\2\d{3})*(?:([.,])(\d*))?$/;

/** The number that a trimmed cell holds, null for any other text. */
export function numberIn(cell: string): NumberCell | null {
  if (cell.length > LONGEST || !mayBeNumber(cell)) return null;
  const affixed = AFFIXED.exec(cell.includes("\u2212") ? cell.replaceAll("\u2212", "-") : cell);
  if (affixed === null) return null;
  const [, outer, before = "", inner, digits, after] = affixed;
  // One minus, one unit.
  if ((outer !== "" && inner !== "") || (before === "" && inner !== "") || (before !== "" && after !== "")) return null;
  const body = digits.trimEnd();
  const size = plainSize(body) ?? groupedSize(body);
  if (size === null) return null;
  return { value: outer === "-" || inner === "-" ? -size.value : size.value, signs: size.signs, unit: before + after };
}

/** Begins with a digit, a sign, a decimal sign or a currency: most texts are told from numbers by their first character. */
function mayBeNumber(cell: string): boolean {
  const code = cell.charCodeAt(0);
  if (code < 0x80) return (code >= 43 && code <= 57 && code !== 47) || code === 36;
  return code === 0x2212 || /^\p{Sc}/u.test(cell);
}

type Size = Pick<NumberCell, "value" | "signs">;

function plainSize(body: string): Size | null {
  const plain = PLAIN.exec(body);
  if (plain === null) return null;
  const [, whole, sign, decimals = "", exponent = ""] = plain;
  if (whole + decimals === "") return null;
  const value = Number(`${whole || "0"}.${decimals || "0"}${exponent}`);
  if (sign === undefined) return { value, signs: exponent === "" ? signs.whole : 0 };
  const isOpen = exponent === "" && decimals.length === 3 && isFirstGroup(whole);
  return { value, signs: decimalBits(sign === ".", isOpen, decimals.endsWith("0")) };
}

const isFirstGroup = (whole: string) => whole.length >= 1 && whole.length <= 3 && whole[0] !== "0";

/** Of a number with one sign. */
export function decimalBits(isPoint: boolean, isOpen: boolean, endsInZero: boolean): number {
  if (!isOpen) return isPoint ? signs.pointDecimal : signs.commaDecimal;
  return (isPoint ? signs.pointOpen : signs.commaOpen) | (endsInZero ? signs.zeroEnd : 0);
}

const groupBits: Readonly<Record<string, number>> = {
  ".": signs.pointGroups,
  ",": signs.commaGroups,
  "'": signs.apostropheGroups,
  "’": signs.apostropheGroups,
};

function groupedSize(body: string): Size | null {
  const grouped = GROUPED.exec(body);
  if (grouped === null) return null;
  const [, , between, sign, decimals = ""] = grouped;
  if (sign === between) return null;
  const whole = (sign === undefined ? body : body.slice(0, body.lastIndexOf(sign))).replaceAll(between, "");
  const bits = groupBits[between] ?? signs.spaceGroups;
  const decimal = sign === undefined ? 0 : sign === "." ? signs.pointDecimal : signs.commaDecimal;
  return { value: Number(`${whole}.${decimals || "0"}`), signs: bits | decimal };
}
