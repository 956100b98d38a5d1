/** A row as text, for looking at. */
export interface Row {
  /** From 1 as the file counts them: blank lines and comments too. */
  readonly row: number;
  readonly cells: readonly string[];
  readonly quoted: readonly boolean[];
}

/** A blank, where the row is too short. */
export const cellAt = ({ cells }: Row, c: number) => cells[c] ?? "";

/** Whether a cell of the first row is again in its column: a value, and hardly its name. */
export const recurs = ({ cells }: Row, rest: readonly Row[], c: number) =>
  rest.some((row) => row.cells[c] === cells[c]);
