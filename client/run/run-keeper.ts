/**
 * Stores a run as it grows, so that a reload can resume it: the first checkpoint at once, later ones now and then, and while the run is
 * paused whatever the threads still deliver. One write at a time; of what arrives meanwhile, the newest is written next.
 */
import type { Signal } from "@preact/signals";
import type { Engine } from "../../shared/experiment/engine.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import { type Interrupted, saveInterrupted } from "./interrupted.ts";
import { saveFold } from "./saved-fold.ts";
import { keepsNothing } from "./storage.ts";

/** Milliseconds between two writes of a run under way. */
const saveEvery = 3000;

export interface KeeperOptions {
  readonly run: Pick<Interrupted, "id" | "lab" | "experiment" | "device" | "code">;
  /** Milliseconds. */
  now(): number;
  /** True while nothing that was computed would be lost by a reload. */
  readonly kept: Signal<boolean>;
  /** Adds the slots of `run.fold` to what is kept; resolves when they lie in the browser's storage. */
  put?(run: Interrupted): Promise<void>;
}

export class RunKeeper {
  readonly #options: KeeperOptions;
  #fold: Fold | null = null;
  #engine: Engine | null = null;
  /** Grows with every report: what was written is current if it did not grow meanwhile. */
  #news = 0;
  #isWriting = false;
  #isAsked = false;
  #isStopped = false;
  /** Steps by task that were handed to storage. */
  readonly #written = new Map<string, number>();
  /** When the next write of a run under way is due; null before the first. */
  #due: number | null = null;

  constructor(options: KeeperOptions) {
    this.#options = options;
    options.kept.value = false;
  }

  /** Says what computes the run. Nothing is written before: checkpoints of an unknown engine are useless. */
  computedBy(engine: Engine): void {
    this.#engine = engine;
    if (this.#fold) this.save();
  }

  /** The fold has grown. Of a paused run everything is kept at once: it is what a reload should find. */
  report(fold: Fold, isPaused: boolean): void {
    if (this.#isStopped) return;
    this.#fold = fold;
    this.#news++;
    this.#options.kept.value = false;
    const isDue = this.#due === null ? hasCheckpoint(fold) : this.#options.now() > this.#due;
    if (isPaused || (isDue && !this.#isWriting)) this.save();
  }

  save(): void {
    this.#isAsked = true;
    if (!this.#isWriting && !this.#isStopped) void this.#writeAll();
  }

  /** The page may be closed at any moment: what there is goes to storage now, whatever is under way. */
  leave(): void {
    if (!this.#isStopped) void this.#write();
  }

  /** Nothing is written from here on: the run may be dropped. */
  stop(): void {
    this.#isStopped = true;
    this.#options.kept.value = false;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#isAsked && !this.#isStopped) {
      this.#isAsked = false;
      await this.#write();
    }
    this.#isWriting = false;
  }

  async #write(): Promise<void> {
    const { run, now, kept, put = saveInterrupted } = this.#options;
    const fold = this.#fold;
    const engine = this.#engine;
    // Without a checkpoint there is nothing to resume from.
    if (fold === null || engine === null || !hasCheckpoint(fold)) return;
    const news = this.#news;
    const isWhole = isCovered(fold);
    const began = now();
    const saved = saveFold(fold, this.#written);
    for (const { task, step } of saved.slots) this.#written.set(task, step);
    const writing = put({ ...run, engine, fold: saved, at: Date.now() });
    // Copying a large run blocks the page: then seldom enough that it takes at most a twentieth of the time.
    const wait = Math.max(saveEvery, 20 * (now() - began));
    await writing;
    this.#due = now() + wait;
    if (!this.#isStopped && news === this.#news) kept.value = isWhole && !keepsNothing.value;
  }
}

function hasCheckpoint(fold: Fold): boolean {
  return fold.tasks.some(({ id }) => fold.checkpoint(id) !== undefined || fold.output(id) !== undefined);
}

/** Every task that has begun is finished, or has a checkpoint of where it is. */
function isCovered(fold: Fold): boolean {
  return fold.tasks.every(({ id, steps }) => {
    const done = fold.done(id);
    return done === 0 || (done === steps && fold.output(id) !== undefined) || fold.checkpoint(id)?.step === done;
  });
}
