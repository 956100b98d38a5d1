import { BASES } from "../../../../data/generators/dna.ts";
import type { Table } from "../../../../data/table.ts";
import { ExperimentError } from "../../../../experiment/errors.ts";
import type { Observations } from "../../../../kernels/hmm/index.ts";

/** Letters that stand for a base that is not known exactly (IUPAC-IUB, 1984), and gaps: nothing was observed. */
const UNKNOWN = "NRYKMSWBDHV-.?*";
/** Bases that are read at most. */
const LONGEST = 200_000;

/** Of a DNA: its bases as symbols (−1 where unknown), and the class of each where there is one. */
export interface Strand extends Observations {
  readonly symbols: Int32Array;
  readonly labels?: Int32Array;
}

const refuse = (code: string, message: string, values: Readonly<Record<string, string | number>> = {}) =>
  new ExperimentError("data", code, message, values);

/**
 * The bases of a table: of a column of letters, a letter per row, in one sequence; or of sequences, one per row; or of the lines of a FASTA file, where a line
 * with ">" begins a sequence. U is T. Throws an ExperimentError.
 */
export function strandOf(data: Table | null): Strand {
  const texts = data && lettersOf(data);
  if (!data || !texts)
    throw refuse(
      "no-letters",
      "data hold no column of letters (must be A, C, G, T: one per row, or a sequence per row)",
    );
  const areLetters = texts.every((text) => text.length <= 1);
  const isFasta =
    data.textsName?.startsWith(">") || data.names?.[0]?.startsWith(">") || texts.some((text) => text.startsWith(">"));
  const [symbols, starts]: [number[], number[]] = [[], []];
  for (const [row, text] of texts.entries()) {
    const begins = text.startsWith(">") || (!isFasta && !areLetters) || starts.length === 0;
    if (begins && starts.at(-1) !== symbols.length) starts.push(symbols.length);
    if (text.startsWith(">")) continue;
    for (const letter of text === "" ? "N" : text) symbols.push(symbolOf(letter, row));
  }
  if (symbols.length < 2)
    throw refuse("too-few-bases", `bases: ${symbols.length} (must be at least 2)`, { value: symbols.length });
  if (symbols.length > LONGEST)
    throw refuse("too-many-bases", `bases: ${symbols.length} (must be at most ${LONGEST}: use a part)`, {
      value: symbols.length,
      max: LONGEST,
    });
  const labels = areLetters ? regionLabels(data) : undefined;
  return {
    rows: symbols.length,
    starts: Int32Array.from(starts),
    symbols: Int32Array.from(symbols),
    ...(labels && { labels }),
  };
}

/** What each row of the first column of texts holds, "" where nothing. */
function lettersOf({ rows, columns, values, mask, levels, texts, textsName }: Table): readonly string[] | null {
  // A first line of bases is no name, though it stands where names do.
  if (texts) return textsName && /^[ACGTUN]{10,}$/i.test(textsName) ? [textsName, ...texts] : texts;
  const column = levels?.findIndex((list) => list !== undefined) ?? -1;
  const list = levels?.[column];
  if (!list) return null;
  return Array.from({ length: rows }, (_, row) => {
    const at = row * columns + column;
    return mask?.[at] === 0 ? "" : (list[values[at]] ?? "");
  });
}

function symbolOf(letter: string, row: number): number {
  const upper = letter.toUpperCase();
  const place = "ACGT".indexOf(upper === "U" ? "T" : upper);
  if (place >= 0) return place;
  if (UNKNOWN.includes(upper)) return -1;
  throw refuse(
    "unknown-base",
    `unknown letter ${JSON.stringify(letter)} in row ${row + 1} (must be one of ${BASES.join(", ")}, or N where the base is unknown)`,
    { value: letter, row: row + 1 },
  );
}

/** Classes that say whether a base lies in an island, where there are two: 1 for an island. */
export function regionLabels({ labels, classes }: Table): Int32Array | undefined {
  return labels && classes?.length === 2 ? labels : undefined;
}
