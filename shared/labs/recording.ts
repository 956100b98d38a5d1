/** What of a finished run is recorded, so that the page of a lab has something true to show before anything is run there. */
import type { Arrays, NDArray } from "../arrays.ts";
import type { Params, ParamValue } from "../experiment/fields.ts";
import { decodeCompact, type Fineness } from "../publication/compact.ts";
import { evenRows } from "../publication/even-rows.ts";
import { type Fold, foldFromArrays, under } from "./fold.ts";
import type { Task } from "./task.ts";

/** How an array is kept: not at all, or how finely, and how many leading rows and columns of it; or of a longer record so many rows, evenly spaced. */
export type Keep =
  | "none"
  | { readonly bits?: Fineness; readonly rows?: number; readonly columns?: number; readonly evenly?: number };

/** A small task that is asked of a lab, and what is given to it. Parameters that are undefined are left out (`knownParams`). */
export interface LabQuestion {
  readonly task: Omit<Task, "id" | "key" | "params"> & {
    readonly params: Readonly<Record<string, ParamValue | undefined>>;
  };
  readonly given: Arrays;
}

export function knownParams(params: LabQuestion["task"]["params"]): Params {
  return Object.fromEntries(
    Object.entries(params).filter((entry): entry is [string, ParamValue] => entry[1] !== undefined),
  );
}

export interface Recording {
  /**
   * How arrays are kept, by name: "records/<task>/<name>", "output/<task>/<name>", "snapshot/<task>/<name>" (what a view last drew of the task).
   * An asterisk stands for anything but a slash; the first name that fits counts. What matches no name is kept whole, except snapshots, which are dropped.
   */
  readonly keep?: Readonly<Record<string, Keep>>;
  /** Questions whose answers views need and cannot derive from what is kept, by the name under which they ask. Kept under "answer/<name>/<array>". */
  readonly answers?: Readonly<Record<string, LabQuestion>>;
  /** Answers are kept in a file of their own, which comes with the first question: for labs whose main view asks none. */
  readonly apart?: true;
}

/** What is read of the file of a recorded result: the fold that views draw, and the answers to their questions by name. */
export interface RecordedResult {
  readonly fold: Fold;
  readonly answers: Readonly<Record<string, Arrays>>;
  /** Of the whole run; files of earlier versions do not say them. */
  readonly metrics?: Readonly<Record<string, number>>;
}

/** Reads the file that a recording made of a run of `tasks`. Throws an ExperimentError for any other bytes. */
export function readRecorded(tasks: readonly Task[], bytes: Uint8Array): RecordedResult {
  const { arrays, metadata } = decodeCompact(bytes);
  return {
    fold: foldFromArrays(tasks, arrays, "recorded"),
    answers: answersIn(arrays),
    ...(metadata.metrics !== undefined && { metrics: JSON.parse(metadata.metrics) }),
  };
}

/** Reads the file of answers that are kept apart. Throws as `readRecorded`. */
export function readAnswers(bytes: Uint8Array): RecordedResult["answers"] {
  return answersIn(decodeCompact(bytes).arrays);
}

function answersIn(arrays: Arrays): RecordedResult["answers"] {
  const answered = under("answer/", arrays);
  const names = new Set(Object.keys(answered).map((name) => name.slice(0, name.indexOf("/"))));
  return Object.fromEntries([...names].map((name) => [name, under(`${name}/`, answered)]));
}

/** The arrays that a recording keeps of those of a run, and how finely. */
export function recordedArrays(
  { keep = {} }: Recording,
  arrays: Arrays,
): { readonly arrays: Arrays; bitsOf(name: string): Fineness | undefined } {
  const rules = Object.entries(keep).map(([pattern, rule]) => [patternOf(pattern), rule] as const);
  const ruleOf = (name: string): Keep =>
    rules.find(([pattern]) => pattern.test(name))?.[1] ?? (name.startsWith("snapshot/") ? "none" : {});
  const kept = Object.entries(arrays).flatMap(([name, array]): [string, NDArray][] => {
    const rule = ruleOf(name);
    if (rule === "none") return [];
    const { rows, columns, evenly = Number.POSITIVE_INFINITY } = rule;
    const thinned = (array.shape[0] ?? 0) > evenly ? evenRows(array, evenly) : array;
    return [[name, leadingPart(thinned, rows, columns)]];
  });
  return {
    arrays: Object.fromEntries(kept),
    bitsOf(name) {
      const rule = ruleOf(name);
      return rule === "none" ? undefined : rule.bits;
    },
  };
}

function patternOf(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[.\\+?^${}()|[\]]/g, "\\$&"));
  return new RegExp(`^${parts.join("[^/]*")}$`);
}

/** The first rows of an array, and of a matrix the first columns. */
function leadingPart(array: NDArray, rows = Number.POSITIVE_INFINITY, columns = Number.POSITIVE_INFINITY): NDArray {
  const [count = 1, width = 1, ...rest] = array.shape;
  const kept = Math.min(rows, count);
  const size = array.values.length / count;
  const values = array.values.slice(0, kept * size);
  if (array.shape.length !== 2 || columns >= width) return { shape: [kept, ...array.shape.slice(1)], values };
  return {
    shape: [kept, columns, ...rest],
    values: values.filter((_: number, i: number) => i % width < columns),
  };
}
