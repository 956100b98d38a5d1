/** Lines "question=answer" as samples: each a window of its own, of which what follows the equals sign is learnt. */
import { ExperimentError } from "../../../experiment/errors.ts";
import { type Alphabet, encoded } from "../../../texts/alphabet.ts";

export const MARK = "=";
/** Characters of a window, a line end before the line and one behind it among them. */
const MOST = 128;

/** A line with a line end before and behind it, as codes, and where its answer begins. */
export interface Line {
  readonly codes: Uint8Array;
  readonly answer: number;
}

/** Lines of a text that have a question and an answer; the others say nothing. Throws an ExperimentError for fewer than ten, and for one that is too long. */
export function linesOf(text: string, alphabet: Alphabet): readonly Line[] {
  const whole = text.split("\n").filter((line) => /^[^=]+=[^=]+$/.test(line));
  if (whole.length < 10)
    throw new ExperimentError(
      "data",
      "no-pairs",
      `lines with a question, "=" and an answer: ${whole.length} (must be at least 10, or say that the text is prose)`,
      { value: whole.length, min: 10 },
    );
  return whole.map((line) => {
    const codes = encoded(`\n${line}\n`, alphabet);
    if (codes.length - 1 > MOST)
      throw new ExperimentError(
        "data",
        "long-pair",
        `line of ${codes.length - 2} characters: "${line.slice(0, 30)}…" (must be at most ${MOST - 1}: shorten it)`,
        { value: codes.length - 2, most: MOST - 1 },
      );
    return { codes, answer: [...line].indexOf(MARK) + 2 };
  });
}

/** Rows × context: characters, those that follow, and what each of these weighs in its line's loss; places behind a line weigh nothing. */
export function windowsOfLines(lines: readonly Line[], context: number) {
  const size = lines.length * context;
  const [x, y, weights] = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
  for (const [row, { codes, answer }] of lines.entries()) {
    x.set(codes.subarray(0, -1), row * context);
    y.set(codes.subarray(1), row * context);
    weights.fill(1 / (codes.length - answer), row * context + answer - 1, row * context + codes.length - 1);
  }
  return { x, y, weights };
}
