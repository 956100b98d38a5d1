/**
 * Stores a run as it grows, so that a reload can resume it: the first checkpoint at once, later ones now and then, and while the run is
 * paused whatever the threads still deliver. One write at a time; of what arrives meanwhile, the newest is written next. A write goes in portions, between which the page
 * answers: rows of long records once, in pieces, then what else there is of their task, which names them. Wherever it ends, what is stored can be resumed.
 */
import type { Signal } from "@preact/signals";
import type { Arrays } from "../../shared/arrays.ts";
import type { Engine } from "../../shared/experiment/engine.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import { type Interrupted, removeOtherPieces, saveInterrupted, savePieces } from "./interrupted.ts";
import { rowsOf, type Savable, type SavedSlot, savableOf, slotOf } from "./saved-fold.ts";
import { keepsNothing } from "./storage.ts";

/** Milliseconds between two writes of a run under way. */
const saveEvery = 3000;
/** Bytes that are copied and written in one go, about: a few milliseconds of the page. */
const PORTION = 1024 * 1024;

export interface KeeperOptions {
  readonly run: Pick<Interrupted, "id" | "lab" | "experiment" | "device" | "code">;
  /** Another keeper has stored some of it before. */
  readonly isResumed?: boolean;
  /** Milliseconds. */
  now(): number;
  /** True while nothing that was computed would be lost by a reload. */
  readonly kept: Signal<boolean>;
  /** Adds the slots of `run.fold` to what is kept; resolves when they lie in the browser's storage. */
  put?(run: Interrupted): Promise<void>;
  /** Stores rows of long records, which slots that are put later name. */
  putPieces?(pieces: readonly Piece[]): Promise<void>;
}

type Piece = readonly [name: string, rows: Arrays];

/** Rows of a task that lie in pieces: [0, rows). */
interface Cut {
  rows: number;
  readonly names: string[];
}

/** What is written in one go: pieces, or what names them. */
interface Portion {
  readonly pieces: readonly Piece[];
  readonly slots: readonly SavedSlot[];
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
  /** Pieces that were handed to storage, by task. */
  readonly #cuts = new Map<string, Cut>();
  /** Begins the names of this keeper's pieces: another one's, of the same run before it was interrupted, may be cut elsewhere. */
  readonly #series = crypto.randomUUID();
  #isFirst = true;
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
    if (this.#isStopped) return;
    for (const portion of this.#portions()) void this.#put(portion);
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
    const { now, kept } = this.#options;
    const fold = this.#fold;
    if (!this.#canWrite(fold)) return;
    const news = this.#news;
    const isWhole = isCovered(fold);
    let copying = 0;
    let began = now();
    for (const portion of this.#portions()) {
      const writing = this.#put(portion);
      copying += now() - began;
      await writing;
      // What is left of a run that may be dropped must not come back.
      if (this.#isStopped) return;
      began = now();
    }
    // Copying a large run takes the page's time: seldom enough that it is at most a twentieth of it.
    this.#due = now() + Math.max(saveEvery, 20 * copying);
    if (!this.#isStopped && news === this.#news) kept.value = isWhole && !keepsNothing.value;
    void this.#removeOthers();
  }

  /** Without a checkpoint there is nothing to resume from, nor by an engine without a name. */
  #canWrite(fold: Fold | null): fold is Fold {
    return fold !== null && this.#engine !== null && hasCheckpoint(fold);
  }

  async #put({ pieces, slots }: Portion): Promise<void> {
    const { run, put = saveInterrupted, putPieces = (all) => savePieces(run.id, all) } = this.#options;
    const [fold, engine] = [this.#fold, this.#engine];
    if (pieces.length > 0) await putPieces(pieces);
    else if (fold && engine) await put({ ...run, engine, fold: { tasks: fold.tasks, slots }, at: Date.now() });
  }

  /**
   * All that is not yet written, as of now, each portion copied when it is asked for; at least one. Tasks come in the order of the plan: those that others wait for first.
   * Whatever is written meanwhile, by a page that goes away, is left out; nothing that counts as written is held back from it.
   */
  *#portions(): Generator<Portion, void, void> {
    const fold = this.#fold;
    if (!this.#canWrite(fold)) return;
    let slots: SavedSlot[] = [];
    let bytes = 0;
    let isEmpty = true;
    const taken = (): Portion => {
      const portion = { pieces: [], slots };
      [slots, bytes, isEmpty] = [[], 0, false];
      return portion;
    };
    for (const savable of savableOf(fold, this.#written)) {
      const isDue = () => savable.step > (this.#written.get(savable.task) ?? -1);
      if (slots.length > 0 && this.#hasPiece(fold, savable)) yield taken();
      for (let piece = isDue() && this.#cut(fold, savable); piece; piece = isDue() && this.#cut(fold, savable)) {
        yield { pieces: [piece], slots: [] };
      }
      if (!isDue()) continue;
      const { rows, names } = this.#cutOf(savable.task);
      const slot = slotOf(fold, savable, rows, [...names]);
      this.#written.set(savable.task, savable.step);
      slots.push(slot);
      bytes += bytesOf(slot);
      if (bytes >= PORTION) yield taken();
    }
    if (slots.length > 0 || isEmpty) yield taken();
  }

  #hasPiece(fold: Fold, { task, step }: Savable): boolean {
    return step - this.#cutOf(task).rows >= pieceRows(fold, task);
  }

  /** The next piece of the rows of a task, where as many are left as make one. */
  #cut(fold: Fold, savable: Savable): Piece | null {
    if (!this.#hasPiece(fold, savable)) return null;
    const { task } = savable;
    const cut = this.#cutOf(task);
    const rows = pieceRows(fold, task);
    const name = `${this.#series}/${task}/${cut.rows}`;
    const piece = rowsOf(fold, task, cut.rows, cut.rows + rows);
    cut.names.push(name);
    cut.rows += rows;
    return [name, piece];
  }

  #cutOf(task: string): Cut {
    const cut = this.#cuts.get(task) ?? { rows: 0, names: [] };
    this.#cuts.set(task, cut);
    return cut;
  }

  /** All slots are written once: nothing names the pieces of an earlier keeper any more. */
  async #removeOthers(): Promise<void> {
    if (!this.#isFirst || !this.#options.isResumed) return;
    this.#isFirst = false;
    await removeOtherPieces(this.#options.run.id, this.#series);
  }
}

/** Rows of a task that make a piece. */
function pieceRows(fold: Fold, task: string): number {
  return Math.max(1, Math.floor(PORTION / Math.max(1, rowBytes(fold, task))));
}

/** Bytes of one row of all records of a task. */
function rowBytes(fold: Fold, task: string): number {
  return fold.recordNames(task).reduce((sum, name) => {
    const { shape, values } = fold.records(task, name) ?? { shape: [0], values: new Uint8Array(0) };
    return sum + (shape[0] > 0 ? values.byteLength / shape[0] : 0);
  }, 0);
}

function bytesOf({ records, checkpoint = {}, snapshot = {}, output = {} }: SavedSlot): number {
  const arrays = [records, checkpoint, snapshot, output].flatMap((some) => Object.values(some));
  return arrays.reduce((sum, { values }) => sum + values.byteLength, 0);
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
