/**
 * The run under way and the picture that is shown. The old picture stays until the new run has something to show; a failed run keeps its
 * last good one. What a run reports is drawn at most once per frame.
 */
import { type Signal, signal } from "@preact/signals";
import type { Table } from "../../shared/data/table.ts";
import { sameEngine } from "../../shared/experiment/engine.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import { atMost } from "../compute/patience.ts";
import type { Earlier } from "./driver.ts";
import { engineOf } from "./driver-engine.ts";
import type { RunEngine } from "./engine.ts";
import { estimate, learnRate, type Planned } from "./estimate.ts";
import { remember } from "./history.ts";
import { holdRun, removeFinished, removeInterrupted } from "./interrupted.ts";
import { LiveMetrics } from "./live-metrics.ts";
import { PaceMeter } from "./pace.ts";
import { fractionOf, learnWeights, type Weights, weightsOf } from "./progress.ts";
import { RunKeeper } from "./run-keeper.ts";
import { countSteps } from "./saved-fold.ts";
import type { Displayed, WallClock } from "./session-types.ts";
import { SlowMotion } from "./slow-motion.ts";
import { isBusy, type Status } from "./status.ts";
import { Stopwatch } from "./stopwatch.ts";

const frame = 16;
/** Milliseconds that the end of a run waits for storage to forget it. */
const removalWait = 500;

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
  /** What was computed before, to resume from. */
  readonly resume?: Earlier | undefined;
  /** The id of the interrupted run that this one resumes. */
  readonly id?: string;
}

/** A run under way. */
interface Active {
  readonly id: string;
  readonly experiment: Experiment;
  readonly abort: AbortController;
  readonly watch: Stopwatch;
  readonly keeper: RunKeeper;
  readonly metrics: LiveMetrics;
  readonly device: Device;
  /** Begins with an earlier run's work: its seconds say nothing about the whole. */
  readonly resume: Earlier | undefined;
  pace: PaceMeter;
  /** Threads at the task that was heard of last. */
  threads: number;
  /** It went slower than it can for a while: its seconds say nothing about this machine. */
  slowed: boolean;
  /** Why it is not computed on the device that was asked for. */
  instead: unknown;
  data: Table | null;
  fold: Fold | null;
  /** What steps are expected to cost; null before the plan is made. */
  weights: Weights | null;
}

/** Why a run was aborted: the page was left, and the run may be resumed. */
const left = "the page was left";

export class RunControl {
  readonly status = signal<Status>({ kind: "idle" });
  readonly shown = signal<Displayed | null>(null);
  readonly version = signal(0);
  readonly kept = signal(false);
  /** The experiment of the run under way. */
  readonly underWay = signal<Experiment | null>(null);
  readonly #options: RunOptions;
  readonly #motion: SlowMotion;
  #active: Active | null = null;
  /** What reset restores. */
  #before: Displayed | null = null;
  #cancelFrame: (() => void) | null = null;
  /** The run was started by a single step: it pauses at its first report, and does that step. */
  #pauseAtFirst = false;

  constructor(options: RunOptions) {
    this.#options = options;
    const { clock, engine } = options;
    const isRunning = () => this.status.peek().kind === "running";
    this.#motion = new SlowMotion({
      pool: engine.pool,
      clock,
      isRunning,
    });
  }

  show(shown: Displayed): void {
    if (isBusy(this.status.value) || shown.source === "run") return;
    this.#before = shown;
    this.shown.value = shown;
    this.version.value++;
  }

  /** Shows the result of a run that another control made. */
  open(shown: Displayed): void {
    this.shown.value = shown;
    this.version.value++;
  }

  async start({ experiment, device, loadData, resume, id = crypto.randomUUID() }: RunRequest): Promise<void> {
    this.#stop();
    const { lab, engine, clock } = this.#options;
    const run = { id, lab: lab.id, experiment, device, code: engine.code };
    const active: Active = {
      id,
      experiment,
      abort: new AbortController(),
      watch: new Stopwatch(clock.now),
      keeper: new RunKeeper({ run, now: clock.now, kept: this.kept }),
      metrics: new LiveMetrics({ pool: engine.pool, clock, onChange: () => this.#draw(active) }),
      device,
      resume,
      pace: new PaceMeter(null),
      threads: 1,
      slowed: false,
      instead: undefined,
      data: null,
      fold: null,
      weights: null,
    };
    const { signal: aborted } = active.abort;
    this.#active = active;
    this.underWay.value = experiment;
    this.status.value = { kind: "preparing" };
    const release = holdRun(id);
    try {
      const data = await loadData();
      active.data = data;
      lab.check?.(experiment.params, data);
      aborted.throwIfAborted();
      active.pace = new PaceMeter(this.#expected(active));
      const onChange = (fold: Fold, threads = 1) => {
        active.threads = threads;
        this.#report(active, fold);
      };
      const onInstead = (reason: unknown) => {
        active.instead = reason;
      };
      const order = { lab, experiment, data, device, signal: aborted, onChange, onInstead };
      const result = await engine.run(resume ? { ...order, resume } : order);
      active.keeper.stop();
      // Before the page says that it has finished: a reload then does not offer to resume. Storage that hangs does not hold the end back.
      await atMost(clock.after, removalWait, removeFinished(id, run));
      if (this.#active === active) await this.#finish(active, result);
    } catch (error) {
      active.keeper.stop();
      this.#end(active, { kind: "failed", error });
      if (aborted.aborted && aborted.reason !== left) await removeInterrupted(id);
    } finally {
      release();
    }
  }

  pause(): void {
    const { value } = this.status;
    if (value.kind !== "running") return;
    this.#motion.stop();
    this.#options.engine.pool.pause();
    this.#active?.watch.stop();
    this.status.value = { ...value, kind: "paused" };
    this.#active?.keeper.save();
  }

  resume(): void {
    const { value } = this.status;
    if (value.kind !== "paused") return;
    this.#active?.watch.start();
    this.status.value = { ...value, kind: "running" };
    this.#go();
  }

  /** Steps of each task at a time in slow motion; 0: full speed. */
  get speed(): Signal<number> {
    return this.#motion.speed;
  }

  /** Slow motion, or full speed again; a run under way follows at once. */
  setSpeed(steps: number): void {
    this.#motion.speed.value = steps;
    if (this.status.value.kind === "running") this.#go();
  }

  #go(): void {
    if (this.#active && this.#motion.isSlow) this.#active.slowed = true;
    this.#motion.go();
  }

  /** One step of every task that can run, then paused. */
  step(start: () => void): void {
    if (this.status.value.kind === "preparing") return;
    if (this.status.value.kind === "running") this.pause();
    if (this.status.value.kind === "paused") this.#options.engine.pool.step(1);
    else {
      this.#pauseAtFirst = true;
      start();
    }
  }

  /** Ends what is under way; what is shown stays. */
  halt(): void {
    this.#stop();
  }

  reset(): void {
    this.#stop();
    this.status.value = { kind: "idle" };
    this.shown.value = this.#before;
    this.version.value++;
  }

  /** Stores the run so far: the page may be closed at any moment. */
  save(): void {
    this.#active?.keeper.leave();
  }

  close(): void {
    this.save();
    this.#stop(left);
  }

  #stop(reason?: string): void {
    const active = this.#active;
    active?.keeper.stop();
    this.#leave();
    active?.abort.abort(reason);
  }

  /** Says how a run ended. From here on it is not the active one, so that nothing it still reports is told: not a frame, not a metric. */
  #end(active: Active, status: Extract<Status, { kind: "finished" | "failed" }>): void {
    if (this.#active !== active) return;
    this.#leave();
    this.#pauseAtFirst = false;
    this.status.value = status;
  }

  #leave(): void {
    this.#active = null;
    this.#motion.stop();
    this.#cancelFrame?.();
    this.#cancelFrame = null;
    this.underWay.value = null;
    this.#options.engine.pool.resume();
  }

  #report(active: Active, fold: Fold): void {
    if (this.#active !== active) return;
    if (active.fold === null) void this.#identify(active, fold);
    active.weights ??= weightsOf(this.#planned(active), fold.tasks);
    active.fold = fold;
    active.pace.report(fold, active.watch.seconds, this.status.value.kind !== "paused");
    const isFirst = this.status.value.kind === "preparing";
    if (isFirst) this.#tell(active, fold);
    this.#draw(active);
    if (this.#pauseAtFirst && !fold.finished) {
      this.pause();
      this.#firstStep(active, countSteps(fold).done);
    } else if (isFirst && this.#motion.isSlow) this.#go();
    this.#pauseAtFirst = false;
    // After a pause the threads still deliver what they were doing, with their checkpoints: that is what a reload should find.
    active.keeper.report(fold, this.status.value.kind === "paused");
  }

  /** Lets the run be stored, under the name of its engine. Where a module cannot be loaded, the run itself fails. */
  async #identify({ id, experiment, resume, keeper }: Active, { tasks }: Fold): Promise<void> {
    const { lab, engine } = this.#options;
    try {
      const own = await engineOf(engine.pool, lab, experiment, tasks);
      // What another engine stored under this id is not resumed, nor may it later be taken for this run's.
      if (resume && !sameEngine(resume.engine, own)) await removeInterrupted(id);
      keeper.computedBy(own);
    } catch {}
  }

  /** A run reports first when it has done nothing yet, and its threads start after that: asks for the step until it is done. */
  #firstStep(active: Active, before: number): void {
    const { clock, engine } = this.#options;
    clock.after(frame, () => {
      const isWanted = this.#active === active && this.status.value.kind === "paused";
      if (!isWanted || !active.fold || countSteps(active.fold).done > before) return;
      engine.pool.step(1);
      this.#firstStep(active, before);
    });
  }

  #tell(active: Active, fold: Fold): void {
    if (this.#active !== active) return;
    const kind = this.status.value.kind === "paused" ? "paused" : "running";
    const { seconds } = active.watch;
    const fraction = fractionOf(fold, active.weights ?? new Map());
    const { threads } = active;
    this.status.value = { kind, ...countSteps(fold), fraction, seconds, threads, pace: active.pace.of(fold, seconds) };
  }

  /** Shows the fold at the next frame. */
  #draw(active: Active): void {
    if (this.#active !== active) return;
    const { clock, lab } = this.#options;
    this.#cancelFrame ??= clock.after(frame, () => {
      this.#cancelFrame = null;
      const { experiment, data, fold } = active;
      if (!fold || this.#active !== active) return;
      this.#tell(active, fold);
      // There is nothing to see yet, or its result with its metrics is pending: until then what was there stays.
      if (fold.finished || countSteps(fold).done === 0) return;
      const { signal } = active.abort;
      const metrics = active.metrics.of({ lab, experiment, data, device: active.device, fold, signal });
      this.shown.value = { experiment, data, fold, metrics, source: "run" };
      this.version.value++;
    });
  }

  /** Seconds of the whole run, where earlier ones of its kind have been timed here. */
  #expected(active: Active): number | null {
    if (active.resume) return null;
    const { seconds, measured } = estimate(this.#planned(active), 1);
    return measured ? seconds : null;
  }

  #planned({ experiment, data, device }: Pick<Active, "experiment" | "data" | "device">): Planned {
    const { lab, engine } = this.#options;
    return { lab, experiment, data, device, threads: engine.pool.size };
  }

  async #finish(active: Active, result: Result): Promise<void> {
    const { data, fold, watch, resume, slowed, instead } = active;
    const { headline } = this.#options;
    const { experiment, metrics } = result;
    this.#end(active, { kind: "finished", result, ...(instead !== undefined && { instead }) });
    if (fold) this.shown.value = { experiment, data, fold, metrics, source: "run", result };
    this.version.value++;
    if (!resume && !slowed && instead === undefined) {
      const planned = this.#planned({ experiment, data, device: result.device });
      // The stopwatch excludes pauses, the driver's seconds exclude reading the data.
      learnRate(planned, Math.min(result.seconds, watch.seconds));
      if (fold) learnWeights(planned, fold.tasks, active.pace.spent);
    }
    const kept = Object.entries(metrics).filter(([name]) => headline.includes(name));
    await remember({ ...result, metrics: Object.fromEntries(kept) }, Date.now());
  }
}
