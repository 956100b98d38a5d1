/** Numbers that follow from what the tasks recorded; views draw by the same functions. */
import type { Fold } from "../../fold.ts";
import type { Method } from "./names.ts";
import { PARTS, studiesOf, WIDTH } from "./sizes.ts";

/** An estimate of log Z in nats; limits are ∞ away where there is none. */
export interface Found {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** The exact log Z, once it is known. */
export function exactOf(fold: Fold): number | undefined {
  const value = fold.output("model")?.logZ?.values[0];
  return value === undefined ? undefined : Number(value);
}

/** What a method found in the repeats that are known, in their order: [repeat][level]. */
export function foundBy(fold: Fold, method: Method): readonly (readonly Found[])[] {
  const parts = studiesOf(method).map((task) => foundIn(fold, task, method));
  const most = Math.max(...parts.map(({ length }) => length));
  return Array.from({ length: PARTS * most }, (_, n) => parts[n % PARTS][Math.floor(n / PARTS)]).filter(
    (found) => found !== undefined,
  );
}

function foundIn(fold: Fold, task: string, method: Method): readonly (readonly Found[])[] {
  const record = fold.records(task, method);
  if (!record) return [];
  const [rows, width] = record.shape;
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: width / WIDTH }, (_, level): Found => {
      const [estimate, low, high] = record.values.subarray(
        row * width + WIDTH * level,
        row * width + WIDTH * level + WIDTH,
      );
      // A gap is ∞ on either side.
      return { estimate, low: low === Number.POSITIVE_INFINITY ? Number.NEGATIVE_INFINITY : low, high };
    }),
  );
}

/** Whether the estimate lies outside its own limits, which come from other draws, or from the same by another way. */
export function isOutside({ estimate, low, high }: Found): boolean {
  return estimate < low || estimate > high;
}

export function holds({ low, high }: Found, exact: number): boolean {
  return low <= exact && exact <= high;
}

/** Over repeats at one level: root mean squared error, share of intervals that hold the exact value (%), and the median width (∞ where there is no finite one). */
export interface Summary {
  readonly rmse: number;
  readonly coverage: number;
  readonly width: number;
}

export function summaryAt(all: readonly (readonly Found[])[], level: number, exact: number): Summary | undefined {
  const found = all.flatMap((levels) => (level < levels.length ? [levels[level]] : []));
  if (found.length === 0) return undefined;
  const squares = found.reduce((sum, { estimate }) => sum + (estimate - exact) * (estimate - exact), 0);
  const widths = found.map(({ low, high }) => high - low).sort((a, b) => a - b);
  const half = widths.length / 2;
  return {
    rmse: Math.sqrt(squares / found.length),
    coverage: (100 * found.filter((one) => holds(one, exact)).length) / found.length,
    width: (widths[Math.ceil(half) - 1] + widths[Math.floor(half)]) / 2,
  };
}
