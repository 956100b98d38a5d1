import { canonicalJson } from "./canonical.ts";
import { ExperimentError } from "./errors.ts";
import type { ParamValue } from "./fields.ts";
import { limits } from "./limits.ts";
import { show } from "./show.ts";

/**
 * A grid: for each path its values, in the order in which they run. The paths are those of `setPath` that hold a value: "seed", "data.seed",
 * "params.<name>", "data.params.<name>". A run for every combination; where a value does not apply (its field exists only for some value of another), the
 * combination runs without it, and equal runs run once. What the experiment itself says at a path counts for the form alone.
 */
export type Sweep = Readonly<Record<string, readonly ParamValue[]>>;

/** What reads the value at a path, or throws an ExperimentError at `place`. */
export type ReaderAt = (path: string) => ((value: unknown, place: string) => ParamValue) | undefined;

/**
 * A valid sweep, as a new object. `readerAt` gives what reads the values at a path, undefined where there is none.
 * Throws an ExperimentError at "sweep.<path>".
 */
export function parseSweep(input: unknown, readerAt: ReaderAt): Sweep {
  if (typeof input !== "object" || input === null || Array.isArray(input))
    throw wrong("sweep", "wrong-type", show(input), "an object of lists of values");
  const { axes, values: most, runs } = limits.sweep;
  const entries = Object.entries(input).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0 || entries.length > axes)
    throw wrong("sweep", "sweep-axes", entries.length, `1 to ${axes} parameters`, { min: 1, max: axes });
  const sweep = entries.map(([path, list]): [string, readonly ParamValue[]] => {
    const place = `sweep.${path.slice(0, 128)}`;
    const read = readerAt(path);
    if (read === undefined)
      throw wrong(place, "unknown-path", path.slice(0, 128), "seed, params.<name>, data.seed or data.params.<name>");
    if (!Array.isArray(list) || list.length === 0 || list.length > most)
      throw wrong(place, "sweep-values", show(list), `a list of 1 to ${most} values`, { min: 1, max: most });
    const values = list.map((value: unknown) => read(value, place));
    const texts = values.map((value) => canonicalJson(value));
    const again = texts.findIndex((text, i) => texts.indexOf(text) !== i);
    if (again >= 0) throw wrong(place, "repeated", texts[again], "different values");
    return [path, values];
  });
  const count = sweep.reduce((product, [, values]) => product * values.length, 1);
  if (count > runs)
    throw wrong("sweep", "sweep-runs", count, `at most ${runs} runs: fewer values`, { min: 1, max: runs });
  return Object.fromEntries(sweep);
}

function wrong(
  path: string,
  code: string,
  value: string | number,
  allowed: string,
  bounds: Readonly<Record<string, number>> = {},
): ExperimentError {
  const message = `invalid ${path}: ${value} (must be ${allowed})`;
  return new ExperimentError(path, code, message, { value, allowed, ...bounds });
}
