/**
 * How fast a run goes and how long it still takes. A step of one kind of task may cost a thousand steps of another, so each kind is timed by
 * itself: the time between two reports belongs to the kind of task that has come further in it.
 */
import type { Fold } from "../../shared/labs/fold.ts";

export interface Pace {
  /** Recent steps per second. */
  readonly rate: number;
  /** Seconds remaining. */
  readonly left: number;
  /** Some kind of task has not begun and nothing is known about it: the run takes longer than `left`. */
  readonly isLeast: boolean;
}

/** Seconds of work before an estimate is given. */
const silence = 1;
/** Seconds after which what was measured counts half: a machine gets busy, and frees up again. */
const halfLife = 8;

interface Timed {
  seconds: number;
  steps: number;
}

export class PaceMeter {
  /** Seconds that the whole run takes, where earlier runs have shown it. */
  readonly #expected: number | null;
  readonly #kinds = new Map<string, Timed>();
  /** Of each kind, from the start on, nothing forgotten. */
  readonly #spent = new Map<string, Timed>();
  #done: ReadonlyMap<string, number> | null = null;
  #at = 0;
  #measured = 0;
  /** Seconds before the first step: data, modules, threads. */
  #lead: number | null = null;

  constructor(expected: number | null) {
    this.#expected = expected;
  }

  /** The fold has grown. `seconds`: at work so far. While the run is paused (`isTimed` false) what comes is counted as done, and not timed. */
  report(fold: Fold, seconds: number, isTimed: boolean): void {
    const now = stepsByKind(fold);
    const before = this.#done;
    const grown = [...now].filter(([kind, { done }]) => done > (before?.get(kind) ?? 0));
    const isFirst = this.#lead === null;
    // Threads and modules start during the first steps: time counts from their arrival.
    if (before !== null && grown.length > 0) this.#lead ??= seconds;
    if (before !== null && grown.length > 0 && isTimed && !isFirst) {
      const took = seconds - this.#at;
      this.#forget(took);
      this.#measured += took;
      for (const [kind, { done }] of grown) this.#count(kind, took / grown.length, done - (before.get(kind) ?? 0));
    }
    if (before === null || grown.length > 0 || !isTimed) this.#at = seconds;
    this.#done = new Map([...now].map(([kind, { done }]) => [kind, done]));
  }

  /** Null before there is something to say. */
  of(fold: Fold, seconds: number): Pace | null {
    if (this.#measured < silence) return null;
    let left = 0;
    let isLeast = false;
    for (const [kind, { done, total }] of stepsByKind(fold)) {
      const timed = this.#kinds.get(kind);
      if (timed && timed.steps > 0) left += ((total - done) * timed.seconds) / timed.steps;
      else isLeast ||= done < total;
    }
    // The total of earlier runs covers what has not begun.
    if (isLeast && this.#expected !== null) {
      left = Math.max(left, this.#expected - (seconds - (this.#lead ?? 0)));
      isLeast = false;
    }
    let all = 0;
    let steps = 0;
    for (const timed of this.#kinds.values()) {
      all += timed.seconds;
      steps += timed.steps;
    }
    return { rate: all > 0 ? steps / all : 0, left, isLeast };
  }

  /** What each kind has taken so far, where it was timed. */
  get spent(): ReadonlyMap<string, Readonly<Timed>> {
    return this.#spent;
  }

  /** Old measurements weigh less, in all kinds alike: the cost per step of each kind stays. */
  #forget(took: number): void {
    const weight = 2 ** (-took / halfLife);
    for (const timed of this.#kinds.values()) {
      timed.seconds *= weight;
      timed.steps *= weight;
    }
  }

  #count(kind: string, seconds: number, steps: number): void {
    for (const sums of [this.#kinds, this.#spent]) {
      const timed = sums.get(kind) ?? { seconds: 0, steps: 0 };
      timed.seconds += seconds;
      timed.steps += steps;
      sums.set(kind, timed);
    }
  }
}

function stepsByKind(fold: Fold): Map<string, { done: number; total: number }> {
  const kinds = new Map<string, { done: number; total: number }>();
  for (const { id, kind, steps } of fold.tasks) {
    const sum = kinds.get(kind) ?? { done: 0, total: 0 };
    sum.done += fold.done(id);
    sum.total += steps;
    kinds.set(kind, sum);
  }
  return kinds;
}
