/** The file of a recorded result: what a lab keeps of a run, in as few bytes as what is drawn of it needs. */
import type { Arrays, NDArray } from "../../shared/arrays.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import { type Fold, resultArrays } from "../../shared/labs/fold.ts";
import { type Recording, recordedArrays } from "../../shared/labs/recording.ts";
import { compactArrays, encodeCompact, shortLength } from "../../shared/publication/compact.ts";
import { evenRows } from "../../shared/publication/even-rows.ts";
import { recordedBytes } from "../labs/recorded.ts";

export interface RecordedFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The file of answers, where they are kept apart. */
  readonly answers?: Uint8Array<ArrayBuffer>;
  /** Rows left of each record, where some had to be dropped. */
  readonly rows?: number;
}

/**
 * Arrays, last snapshots and answers as the lab's recording keeps them. Where all of it is too large, long records are thinned to as many even rows as fit, all alike; nothing else is.
 * Throws a RangeError where that is still too large; `name` says of what.
 */
export function recordedFile(
  name: string,
  recording: Recording,
  fold: Fold,
  answers: Readonly<Record<string, Arrays>>,
  experiment: Experiment,
  metrics?: Readonly<Record<string, number>>,
): RecordedFile {
  const snapshots = fold.tasks.map(({ id }) => named(`snapshot/${id}/`, fold.snapshot(id) ?? {}));
  const answered = Object.entries(answers).map(([name, answer]) => named(`answer/${name}/`, answer));
  const together = recordedArrays(recording, Object.assign(resultArrays(fold), ...snapshots, ...answered));
  const { bitsOf } = together;
  const [arrays, questions] = recording.apart ? withoutAnswers(together.arrays) : [together.arrays, {}];
  const about = {
    experiment: JSON.stringify(experiment),
    ...(metrics && { metrics: JSON.stringify(rounded(metrics)) }),
  };
  const isApart = Object.keys(questions).length > 0;
  const apart = isApart
    ? {
        answers: allowed(
          `answers of ${name}`,
          encodeCompact(compactArrays(questions, bitsOf), { experiment: about.experiment }),
        ),
      }
    : {};
  const encoded = (rows: number) => encodeCompact(compactArrays(thinned(arrays, rows), bitsOf), about);
  const longest = Math.max(
    0,
    ...Object.keys(arrays)
      .filter(isRecord)
      .map((name) => arrays[name].shape[0] ?? 0),
  );
  const whole = encoded(longest);
  if (whole.length <= recordedBytes.each || longest <= 2) return { bytes: allowed(name, whole), ...apart };
  let [low, high] = [2, longest];
  while (low + 1 < high) {
    const middle = Math.floor((low + high) / 2);
    if (encoded(middle).length <= recordedBytes.thinned) low = middle;
    else high = middle;
  }
  const bytes = encoded(low);
  // Thinning is useless where the records are not what takes the space.
  const isThinned = bytes.length <= recordedBytes.thinned;
  return { bytes: allowed(name, isThinned ? bytes : whole), ...(isThinned && { rows: low }), ...apart };
}

function withoutAnswers(arrays: Arrays): readonly [others: Arrays, answers: Arrays] {
  const entries = Object.entries(arrays);
  const isAnswer = ([name]: readonly [string, NDArray]) => name.startsWith("answer/");
  return [
    Object.fromEntries(entries.filter((entry) => !isAnswer(entry))),
    Object.fromEntries(entries.filter(isAnswer)),
  ];
}

function allowed(name: string, bytes: RecordedFile["bytes"]): RecordedFile["bytes"] {
  const { length } = bytes;
  if (length <= recordedBytes.each) return bytes;
  throw new RangeError(
    `${name} takes ${length} bytes (must be at most ${recordedBytes.each}: let the lab's recording keep less of it)`,
  );
}

/** For display, as the arrays are: the catalogue has all digits. Counts stay as they are. */
function rounded(metrics: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const digits = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(6)));
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, digits(value)]));
}

const isRecord = (name: string) => name.startsWith("records/");

function thinned(arrays: Arrays, rows: number): Arrays {
  const entries = Object.entries(arrays).map(([name, array]): [string, NDArray] => [
    name,
    isRecord(name) && isLong(array, rows) ? evenRows(array, rows) : array,
  ]);
  return Object.fromEntries(entries);
}

/** A record computed only now and then is already short: thinning would miss the steps it has. */
function isLong({ shape, values }: NDArray, rows: number): boolean {
  const [steps = 0, ...row] = shape;
  return (row.length === 0 ? Math.min(steps, shortLength(values)) : steps) > rows;
}

function named(prefix: string, arrays: Arrays): Arrays {
  return Object.fromEntries(Object.entries(arrays).map(([name, array]) => [prefix + name, array]));
}
