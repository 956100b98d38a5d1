import type { Arrays } from "../../shared/arrays.ts";
import { andThen, type Later } from "../../shared/later.ts";
import { NotFiniteError } from "../../shared/not-finite.ts";

/** A slice of work takes 20–60 ms: short enough to answer the person, long enough that messages cost nothing. */
const shortest = 20;
const target = 40;
const longest = 60;

/** Steps of the next slice, after one of `steps` steps took `milliseconds`. It grows at most fourfold: the first steps say little. */
export function nextSlice(steps: number, milliseconds: number): number {
  if (milliseconds >= shortest && milliseconds <= longest) return steps;
  const factor = milliseconds > 0 ? Math.min(4, target / milliseconds) : 4;
  return Math.max(1, Math.round(steps * factor));
}

/**
 * Makes something that costs time and is not needed at every slice (a checkpoint, a snapshot): after `interval` ms, and seldom enough
 * that it takes at most a fortieth of the time.
 */
export function pacer<T>(
  interval: number,
  now: () => number,
  make: () => Later<T>,
): (always: boolean) => Later<T | undefined> {
  let next = now() + interval;
  return (always) => {
    const began = now();
    if (!always && began < next) return undefined;
    return andThen(make(), (made) => {
      const ended = now();
      next = ended + Math.max(interval, 40 * (ended - began));
      return made;
    });
  };
}

/** The buffers of all arrays, each once: what a message hands over instead of copying. */
export function transferables(...groups: readonly (Arrays | undefined)[]): ArrayBuffer[] {
  const buffers = new Set<ArrayBuffer>();
  for (const arrays of groups) {
    for (const { values } of Object.values(arrays ?? {})) {
      if (values.buffer instanceof ArrayBuffer) buffers.add(values.buffer);
    }
  }
  return [...buffers];
}

/** Throws a NotFiniteError that names the first array with a NaN. Infinities pass: the log of zero is one. */
export function refuseNaN(task: string, what: string, arrays: Arrays | undefined): void {
  for (const [name, { values }] of Object.entries(arrays ?? {})) {
    if (!(values instanceof Float32Array || values instanceof Float64Array)) continue;
    for (let i = 0; i < values.length; i++) {
      if (Number.isNaN(values[i])) throw new NotFiniteError(`NaN in ${what} "${name}" of task ${task} at index ${i}`);
    }
  }
}
