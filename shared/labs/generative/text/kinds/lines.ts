/** The lines of a text that were written to their end: the last one, without a line feed behind it, was cut off. */
export const linesOf = (written: string): readonly string[] =>
  written
    .split("\n")
    .slice(0, -1)
    .filter((line) => line !== "");
