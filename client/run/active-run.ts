import type { Signal } from "@preact/signals";
import type { Table } from "../../shared/data/table.ts";
import { sameEngine } from "../../shared/experiment/engine.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import type { Earlier } from "./driver.ts";
import { engineOf } from "./driver-engine.ts";
import type { RunEngine } from "./engine.ts";
import { estimate, learnRate, type Planned } from "./estimate.ts";
import { removeInterrupted } from "./interrupted.ts";
import { LiveMetrics } from "./live-metrics.ts";
import { PaceMeter } from "./pace.ts";
import { fractionOf, learnWeights, type Weights, weightsOf } from "./progress.ts";
import { RunKeeper } from "./run-keeper.ts";
import { countSteps } from "./saved-fold.ts";
import type { Displayed, WallClock } from "./session-types.ts";
import type { Progress } from "./status.ts";
import { Stopwatch } from "./stopwatch.ts";

export interface RunOptions {
  readonly lab: Lab;
  readonly engine: RunEngine;
  readonly clock: WallClock;
  /** Names of the metrics that the history keeps. */
  readonly headline: readonly string[];
}

export interface RunRequest {
  readonly experiment: Experiment;
  readonly device: Device;
  loadData(): Promise<Table | null>;
  /** What was computed before, to resume from, or what reads it. */
  readonly resume?: Earlier | (() => Promise<Earlier>) | undefined;
  /** The id of the interrupted run that this one resumes. */
  readonly id?: string;
}

interface ActiveOptions extends RunOptions {
  /** Whether all that it has computed is stored. */
  readonly kept: Signal<boolean>;
  /** Metrics of what is shown have come. */
  onMetrics(): void;
}

/** A run under way: what it works on, what it has, and what its times say. */
export class ActiveRun {
  readonly id: string;
  readonly experiment: Experiment;
  readonly abort = new AbortController();
  readonly watch: Stopwatch;
  /** Another one once the run has begun again elsewhere. */
  keeper: RunKeeper;
  /** It went slower than it can for a while: its seconds say nothing about this machine. */
  slowed = false;
  /** Why it is not computed on the device that was asked for. */
  instead: unknown = undefined;
  readonly #options: ActiveOptions;
  #device: Device;
  /** Begins with an earlier run's work: its seconds say nothing about the whole. */
  #isResumed: boolean;
  readonly #asked: RunRequest["resume"];
  /** That work, once it is read. */
  #resume: Earlier | undefined;
  /** Resolves once nothing is stored of what another device has computed. */
  #cleared: Promise<void> | undefined;
  readonly #metrics: LiveMetrics;
  #data: Table | null = null;
  #fold: Fold | null = null;
  #pace = new PaceMeter(null);
  /** Threads at the task that was heard of last. */
  #threads = 1;
  /** What steps are expected to cost; null before the plan is made. */
  #weights: Weights | null = null;

  constructor({ id = crypto.randomUUID(), experiment, device, resume }: RunRequest, options: ActiveOptions) {
    const { engine, clock, onMetrics } = options;
    this.#options = options;
    this.id = id;
    this.experiment = experiment;
    this.#device = device;
    this.#asked = resume;
    this.#isResumed = resume !== undefined;
    this.watch = new Stopwatch(clock.now);
    this.keeper = this.#keep();
    this.#metrics = new LiveMetrics({ pool: engine.pool, clock, onChange: onMetrics });
  }

  get fold(): Fold | null {
    return this.#fold;
  }

  /** Reads the data and computes; `onReport` is told of every chunk. */
  async compute(loadData: RunRequest["loadData"], onReport: (fold: Fold) => void): Promise<Result> {
    const { lab, engine } = this.#options;
    const { signal } = this.abort;
    const data = await loadData();
    this.#data = data;
    const resume = typeof this.#asked === "function" ? await this.#asked() : this.#asked;
    this.#resume = resume;
    await lab.prepareFor?.(this.experiment.params);
    lab.check?.(this.experiment.params, data);
    signal.throwIfAborted();
    this.#pace = new PaceMeter(this.#expected());
    const onChange = (fold: Fold, threads = 1) => {
      this.#threads = threads;
      onReport(fold);
    };
    const onInstead = (reason: unknown) => this.#beginAgain(reason);
    const order = { lab, experiment: this.experiment, data, device: this.#device, signal, onChange, onInstead };
    return engine.run(resume ? { ...order, resume } : order);
  }

  /** The fold has grown. */
  take(fold: Fold, isPaused: boolean): void {
    if (this.#fold === null) void this.#identify(fold);
    this.#weights ??= weightsOf(this.#planned({ experiment: this.experiment, device: this.#device }), fold.tasks);
    this.#fold = fold;
    this.#pace.report(fold, this.watch.seconds, !isPaused);
  }

  progress(fold: Fold): Progress {
    const { seconds } = this.watch;
    const fraction = fractionOf(fold, this.#weights ?? new Map());
    const pace = this.#pace.of(fold, seconds);
    const own = this.instead === undefined ? {} : { instead: this.instead };
    return { ...countSteps(fold), fraction, seconds, threads: this.#threads, pace, ...own };
  }

  /** What there is to see so far; metrics may come later. */
  seen(fold: Fold): Displayed {
    const { lab } = this.#options;
    const [experiment, data, device] = [this.experiment, this.#data, this.#device];
    const metrics = this.#metrics.of({ lab, experiment, data, device, fold, signal: this.abort.signal });
    return { experiment, data, fold, metrics, source: "run" };
  }

  /** What the end shows; null where nothing was ever reported. */
  finished(result: Result): Displayed | null {
    const { experiment, metrics } = result;
    const [data, fold] = [this.#data, this.#fold];
    return fold && { experiment, data, fold, metrics, source: "run", result };
  }

  /** Learns from the run's times how long others of its kind will take. */
  learn(result: Result): void {
    if (this.#isResumed || this.slowed || this.instead !== undefined) return;
    const planned = this.#planned(result);
    // The stopwatch excludes pauses, the driver's seconds exclude reading the data.
    learnRate(planned, Math.min(result.seconds, this.watch.seconds));
    if (this.#fold) learnWeights(planned, this.#fold.tasks, this.#pace.spent);
  }

  #keep(): RunKeeper {
    const { lab, engine, clock, kept } = this.#options;
    const run = { id: this.id, lab: lab.id, experiment: this.experiment, device: this.#device, code: engine.code };
    return new RunKeeper({ run, isResumed: this.#isResumed, now: clock.now, kept });
  }

  /** On WebAssembly, for this reason: a run never mixes devices, so nothing of what the GPU has computed stays, here or stored. */
  #beginAgain(reason: unknown): void {
    this.instead = reason;
    this.#device = "wasm";
    this.#resume = undefined;
    this.#isResumed = false;
    this.keeper.stop();
    this.#cleared = removeInterrupted(this.id);
    this.keeper = this.#keep();
    [this.#fold, this.#weights] = [null, null];
    this.#pace = new PaceMeter(this.#expected());
  }

  /** Lets the run be stored, under the name of its engine. Where a module cannot be loaded, the run itself fails. */
  async #identify({ tasks }: Fold): Promise<void> {
    const { lab, engine } = this.#options;
    const { keeper } = this;
    try {
      await this.#cleared;
      const own = await engineOf(engine.pool, lab, this.experiment, tasks);
      // What another engine stored under this id is not resumed, nor may it later be taken for this run's.
      if (this.#resume && !sameEngine(this.#resume.engine, own)) await removeInterrupted(this.id);
      keeper.computedBy(own);
    } catch {}
  }

  /** Seconds of the whole run, where earlier ones of its kind have been timed here. */
  #expected(): number | null {
    if (this.#isResumed) return null;
    const { seconds, measured } = estimate(this.#planned({ experiment: this.experiment, device: this.#device }), 1);
    return measured ? seconds : null;
  }

  #planned({ experiment, device }: Pick<Result, "experiment" | "device">): Planned {
    const { lab, engine } = this.#options;
    return { lab, experiment, data: this.#data, device, threads: engine.pool.size };
  }
}
