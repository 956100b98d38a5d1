/** Values that a message names. */
export type FaultValues = Readonly<Record<string, string | number>>;

/** What is wrong, at a character (UTF-16 unit, from 0) of the text that is being read. Turned into a DensityError by `located`. */
export class Fault extends Error {
  override readonly name: string = "Fault";
  readonly code: string;
  readonly at: number;
  readonly values: FaultValues;
  constructor(code: string, at: number, message: string, values: FaultValues = {}) {
    super(message);
    this.code = code;
    this.at = at;
    this.values = values;
  }
}

/** What is wrong with a density, where (`at` from 0; `line` and `column` from 1), and in `message` how to mend it. */
export class DensityError extends Error {
  override readonly name = "DensityError";
  readonly code: string;
  readonly at: number;
  readonly line: number;
  readonly column: number;
  /** With `line` and `column`. */
  readonly values: FaultValues;
  constructor(text: string, fault: Fault) {
    const before = text.slice(0, fault.at).split("\n");
    const line = before.length;
    const column = before[line - 1].length + 1;
    super(`${fault.message} (line ${line}, character ${column})`);
    this.code = `density-${fault.code}`;
    this.at = fault.at;
    this.line = line;
    this.column = column;
    this.values = { ...fault.values, line, column };
  }
}

/** The known word that is nearest to `name` (at most a third of its letters differ, and never all), for "did you mean". */
export function nearestOf(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.min(Math.max(1, Math.floor(name.length / 3)) + 1, name.length);
  for (const word of known) {
    const distance = editDistance(name.toLowerCase(), word.toLowerCase());
    if (distance < least) [best, least] = [word, distance];
  }
  return best;
}

/** Letters to insert, remove, replace or swap with their neighbour (optimal string alignment). Names are cut at 64 letters. */
function editDistance(a: string, b: string): number {
  const [p, q] = [a.slice(0, 64), b.slice(0, 64)];
  const rows = Array.from({ length: p.length + 1 }, (_, i) => {
    const row = new Int32Array(q.length + 1);
    row[0] = i;
    return row;
  });
  for (let j = 0; j <= q.length; j++) rows[0][j] = j;
  for (let i = 1; i <= p.length; i++) {
    for (let j = 1; j <= q.length; j++) {
      const same = p[i - 1] === q[j - 1] ? 0 : 1;
      let cost = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + same);
      const swapped = i > 1 && j > 1 && p[i - 1] === q[j - 2] && p[i - 2] === q[j - 1];
      if (swapped) cost = Math.min(cost, rows[i - 2][j - 2] + 1);
      rows[i][j] = cost;
    }
  }
  return rows[p.length][q.length];
}
