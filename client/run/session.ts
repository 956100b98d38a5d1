/**
 * Everything that the page of one lab knows: the draft in the form, the run under way, the picture that is shown. Signals hold the state; the
 * functions here are the only ones that change it.
 */
import { type Signal, signal } from "@preact/signals";
import type { Table } from "../../shared/data/table.ts";
import type { DataRef, Experiment } from "../../shared/experiment/experiment.ts";
import { setPath } from "../../shared/experiment/parse.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import { type Draft, edit, endGesture, redo, same, startDraft, undo } from "./draft.ts";
import type { Engine } from "./engine.ts";
import { learnRate } from "./estimate.ts";
import { remember } from "./history.ts";
import { dropInterrupted, findInterrupted, holdRun, type Interrupted, saveInterrupted } from "./interrupted.ts";
import { drop, keep, kept } from "./keep.ts";
import { countSteps, restoreFold, saveFold } from "./saved-fold.ts";
import { isBusy, type Status } from "./status.ts";

/** What the picture shows, and where it comes from. */
export interface Shown {
  readonly experiment: Experiment;
  readonly data: Table | null;
  readonly fold: Fold;
  readonly metrics: Readonly<Record<string, number>>;
  readonly source: "recorded" | "run" | "opened";
  /** Present when the fold is that of a finished run. */
  readonly result?: Result;
}

/** The table that the draft names. The last good one stays while another is made. */
export type DataState =
  | { readonly kind: "none" }
  | { readonly kind: "loading"; readonly ref: DataRef }
  | { readonly kind: "ready"; readonly ref: DataRef; readonly table: Table }
  | { readonly kind: "failed"; readonly ref: DataRef; readonly error: unknown };

export interface SessionOptions {
  readonly lab: Lab;
  readonly experiment: Experiment;
  readonly engine: Engine;
  /** The table of a data reference; rejects when the reader must give the file again. */
  loadData(ref: DataRef): Promise<Table | null>;
  readonly clock: { now(): number; after(milliseconds: number, callback: () => void): () => void };
  /** Names of the metrics that the history keeps. */
  readonly headline: readonly string[];
}

export interface Session {
  readonly lab: Lab;
  readonly draft: Signal<Draft>;
  /** Where the form started: preset, link or file. */
  readonly origin: Signal<Experiment>;
  readonly status: Signal<Status>;
  readonly shown: Signal<Shown | null>;
  /** Grows whenever what is shown changed, at most once a frame. */
  readonly version: Signal<number>;
  readonly data: Signal<DataState>;
  readonly device: Signal<Device>;
  /** A run that was cut short and can be gone on with. */
  readonly offer: Signal<Interrupted | null>;
  /** Errors of edits by path ("params.hidden"); an edit that fails changes nothing. */
  readonly errors: Signal<Readonly<Record<string, unknown>>>;
  set(path: string, value: unknown, gesture?: string): void;
  /** Replaces the whole draft (preset, history, file), undoably. */
  replace(experiment: Experiment, asOrigin?: boolean): void;
  settle(): void;
  undo(): void;
  redo(): void;
  show(shown: Shown): void;
  run(): Promise<void>;
  pause(): void;
  resume(): void;
  /** One slice of every task that can run, then paused. */
  step(): void;
  /** Stops, forgets what was computed, keeps seed, data and parameters; the recorded or opened result comes back. */
  reset(): void;
  newSeed(seed: number): void;
  /** Goes on with the run that was cut short. */
  takeOffer(): Promise<void>;
  dropOffer(): void;
  /** Looks for an interrupted run and the kept draft. */
  recover(): Promise<Experiment | null>;
  close(): void;
}

const saveEvery = 3000;
const stepsAtOnce = 1;

export function createSession(options: SessionOptions): Session {
  return new LabSession(options);
}

class LabSession implements Session {
  readonly lab: Lab;
  readonly draft: Signal<Draft>;
  readonly origin: Signal<Experiment>;
  readonly status = signal<Status>({ kind: "idle" });
  readonly shown = signal<Shown | null>(null);
  readonly version = signal(0);
  readonly data = signal<DataState>({ kind: "none" });
  readonly device: Signal<Device>;
  readonly offer = signal<Interrupted | null>(null);
  readonly errors = signal<Readonly<Record<string, unknown>>>({});
  readonly #options: SessionOptions;
  #abort: AbortController | null = null;
  /** What reset goes back to. */
  #before: Shown | null = null;
  #cancelFrame: (() => void) | null = null;
  #cancelDraft: (() => void) | null = null;
  #watch: Stopwatch;
  /** The run was started by a single step: it pauses as soon as there is something to see. */
  #pauseAtFirst = false;
  #lastMeasure = { at: Number.NEGATIVE_INFINITY, took: 0 };

  constructor(options: SessionOptions) {
    this.#options = options;
    this.lab = options.lab;
    this.draft = signal(startDraft(options.experiment));
    this.#watch = new Stopwatch(options.clock.now);
    this.origin = signal(options.experiment);
    this.device = signal(options.lab.devices.includes("wasm") ? "wasm" : options.lab.devices[0]);
    this.#loadData().catch(() => {});
  }

  set(path: string, value: unknown, gesture?: string): void {
    try {
      this.#change(
        edit(this.draft.value, setPath(this.lab, this.draft.value.experiment, path, value), gesture ?? null),
      );
      const { [path]: _, ...others } = this.errors.value;
      this.errors.value = others;
    } catch (error) {
      this.errors.value = { ...this.errors.value, [path]: error };
    }
  }

  replace(experiment: Experiment, asOrigin = false): void {
    if (asOrigin) this.origin.value = experiment;
    this.errors.value = {};
    this.#change(edit(this.draft.value, experiment));
  }

  settle(): void {
    this.draft.value = endGesture(this.draft.value);
  }

  undo(): void {
    this.errors.value = {};
    this.#change(undo(this.draft.value));
  }

  redo(): void {
    this.errors.value = {};
    this.#change(redo(this.draft.value));
  }

  newSeed(seed: number): void {
    this.set("seed", seed);
  }

  show(shown: Shown): void {
    if (isBusy(this.status.value) || shown.source === "run") return;
    this.#before = shown;
    this.shown.value = shown;
    this.version.value++;
  }

  run(): Promise<void> {
    this.settle();
    return this.#start(this.draft.value.experiment, this.#goOn());
  }

  pause(): void {
    const { value } = this.status;
    if (value.kind !== "running") return;
    this.#options.engine.pool.pause();
    this.#watch.stop();
    this.status.value = { ...value, kind: "paused" };
  }

  resume(): void {
    const { value } = this.status;
    if (value.kind !== "paused") return;
    this.#options.engine.pool.resume();
    this.#watch.start();
    this.status.value = { ...value, kind: "running" };
  }

  step(): void {
    if (this.status.value.kind === "running") this.pause();
    if (this.status.value.kind === "paused") {
      this.#options.engine.pool.step(stepsAtOnce);
      return;
    }
    if (this.status.value.kind === "preparing") return;
    this.#pauseAtFirst = true;
    void this.run();
  }

  reset(): void {
    this.#stop();
    this.status.value = { kind: "idle" };
    this.shown.value = this.#before;
    this.version.value++;
  }

  async takeOffer(): Promise<void> {
    const offer = this.offer.value;
    if (!offer) return;
    this.offer.value = null;
    this.device.value = offer.device;
    this.replace(offer.experiment);
    await this.#start(offer.experiment, restoreFold(offer.fold), offer.id);
  }

  dropOffer(): void {
    const offer = this.offer.value;
    this.offer.value = null;
    if (offer) void dropInterrupted(offer.id);
  }

  async recover(): Promise<Experiment | null> {
    this.offer.value = await findInterrupted(this.lab.id);
    const draft = await kept<Experiment>(draftKey(this.lab));
    return draft && !same(draft, this.draft.value.experiment) ? draft : null;
  }

  close(): void {
    this.#stop();
    this.#cancelDraft?.();
  }

  #stop(): void {
    this.#abort?.abort();
    this.#abort = null;
    this.#cancelFrame?.();
    this.#cancelFrame = null;
    this.#options.engine.pool.resume();
  }

  #change(draft: Draft): void {
    if (draft === this.draft.value) return;
    const before = this.draft.value.experiment.data;
    this.draft.value = draft;
    this.#cancelDraft?.();
    this.#cancelDraft = this.#options.clock.after(300, () => {
      // Nothing to keep of a form that says what it started with.
      const work = same(draft.experiment, this.origin.value)
        ? drop(draftKey(this.lab))
        : keep(draftKey(this.lab), draft.experiment);
      void work;
    });
    if (JSON.stringify(before) !== JSON.stringify(draft.experiment.data)) this.#loadData().catch(() => {});
  }

  async #loadData(): Promise<Table | null> {
    const ref = this.draft.value.experiment.data;
    if (ref === null) {
      this.data.value = { kind: "none" };
      return null;
    }
    if (this.data.value.kind === "ready" && JSON.stringify(this.data.value.ref) === JSON.stringify(ref))
      return this.data.value.table;
    this.data.value = { kind: "loading", ref };
    try {
      const table = await this.#options.loadData(ref);
      if (this.draft.value.experiment.data === ref)
        this.data.value = table ? { kind: "ready", ref, table } : { kind: "none" };
      return table;
    } catch (error) {
      if (this.draft.value.experiment.data === ref) this.data.value = { kind: "failed", ref, error };
      throw error;
    }
  }

  /** The fold to go on from, where what is shown is an earlier part of what the draft asks for. */
  #goOn(): Fold | undefined {
    const shown = this.shown.value;
    const asked = this.draft.value.experiment;
    if (shown?.source !== "run" || shown.result?.device !== this.device.value) return undefined;
    const { lab } = this;
    if (JSON.stringify(shown.experiment.data) !== JSON.stringify(asked.data) || shown.experiment.seed !== asked.seed)
      return undefined;
    const state = this.data.value;
    const plan = lab.plan(asked.params as never, state.kind === "ready" ? state.table : null, [0, 0]);
    const earlier = lab.plan(shown.experiment.params as never, shown.data, [0, 0]);
    return goesOn(earlier, plan) ? shown.fold : undefined;
  }

  async #start(experiment: Experiment, resume: Fold | undefined, id: string = crypto.randomUUID()): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.status.value = { kind: "preparing" };
    const release = holdRun(id);
    const { engine, clock } = this.#options;
    const device = this.device.value;
    this.#watch = new Stopwatch(clock.now);
    let saved = clock.now();
    let latest: Fold | null = null;
    const isCurrent = () => this.#abort === abort;
    try {
      const data = await this.#dataOf(experiment);
      this.lab.check?.(experiment.params as never, data);
      abort.signal.throwIfAborted();
      const onChange = (fold: Fold) => {
        if (!isCurrent()) return;
        latest = fold;
        this.#progress(fold);
        this.#draw(experiment, data, fold);
        if (this.#pauseAtFirst && !fold.finished) this.pause();
        this.#pauseAtFirst = false;
        if (clock.now() - saved < saveEvery) return;
        saved = clock.now();
        void saveInterrupted({ id, lab: this.lab.id, experiment, device, fold: saveFold(fold), at: Date.now() });
      };
      const result = await engine.run({
        lab: this.lab,
        experiment,
        data,
        device,
        signal: abort.signal,
        onChange,
        ...(resume ? { resume } : {}),
      });
      if (isCurrent()) await this.#finish(result, data, latest, engine.pool.size);
      await dropInterrupted(id);
    } catch (error) {
      if (isCurrent()) this.status.value = { kind: "failed", error };
      if (abort.signal.aborted) await dropInterrupted(id);
    } finally {
      release();
      if (isCurrent()) {
        this.#abort = null;
        engine.pool.resume();
      }
    }
  }

  async #dataOf(experiment: Experiment): Promise<Table | null> {
    if (JSON.stringify(experiment.data) === JSON.stringify(this.draft.value.experiment.data)) return this.#loadData();
    return experiment.data === null ? null : this.#options.loadData(experiment.data);
  }

  #progress(fold: Fold): void {
    const seconds = this.#watch.seconds;
    const paused =
      this.status.value.kind === "paused" ||
      (this.status.value.kind === "preparing" && this.#options.engine.pool.paused);
    this.status.value = { kind: paused ? "paused" : "running", ...countSteps(fold), seconds };
  }

  /** Shows the fold at the next frame. Metrics that are costly are measured less often, so that they take a tenth of the time at most. */
  #draw(experiment: Experiment, data: Table | null, fold: Fold): void {
    if (this.#cancelFrame) return;
    this.#cancelFrame = this.#options.clock.after(16, () => {
      this.#cancelFrame = null;
      const now = this.#options.clock.now();
      const old = this.shown.value;
      let metrics = old?.fold === fold ? old.metrics : {};
      if (old?.fold !== fold || now - this.#lastMeasure.at > Math.max(100, 10 * this.#lastMeasure.took)) {
        metrics = this.lab.measure(fold, experiment, data);
        this.#lastMeasure = { at: now, took: this.#options.clock.now() - now };
      }
      this.shown.value = { experiment, data, fold, metrics, source: "run" };
      this.version.value++;
    });
  }

  async #finish(result: Result, data: Table | null, fold: Fold | null, threads: number): Promise<void> {
    this.#cancelFrame?.();
    this.#cancelFrame = null;
    const { experiment, metrics } = result;
    this.status.value = { kind: "finished", result };
    if (fold) this.shown.value = { experiment, data, fold, metrics, source: "run", result };
    this.version.value++;
    learnRate(this.lab.id, this.lab.estimate(experiment.params as never, data).multiplyAdds, result, threads);
    const headline = Object.fromEntries(
      Object.entries(metrics).filter(([name]) => this.#options.headline.includes(name)),
    );
    await remember({ ...result, metrics: headline }, Date.now());
  }
}

const draftKey = (lab: Lab) => `draft/${lab.id}`;

/** Each task of the later plan is one of the earlier ones with as many or more steps: what was computed counts. */
function goesOn(
  earlier: readonly { readonly id: string; readonly steps: number }[],
  later: readonly { readonly id: string; readonly steps: number }[],
): boolean {
  const strip = ({ steps: _, ...rest }: { readonly steps: number }) => JSON.stringify(rest);
  const before = new Map(earlier.map((task) => [task.id, task]));
  return later.some((task) => {
    const old = before.get(task.id);
    return old !== undefined && old.steps < task.steps && strip(old) === strip(task);
  });
}

/** Counts seconds at work, pauses left out. */
class Stopwatch {
  readonly #now: () => number;
  #seconds = 0;
  #since: number | null;

  constructor(now: () => number) {
    this.#now = now;
    this.#since = now();
  }

  get seconds(): number {
    return this.#seconds + (this.#since === null ? 0 : (this.#now() - this.#since) / 1000);
  }

  stop(): void {
    this.#seconds = this.seconds;
    this.#since = null;
  }

  start(): void {
    this.#since ??= this.#now();
  }
}
