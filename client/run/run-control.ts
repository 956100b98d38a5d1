/**
 * The run under way and the picture that is shown. The old picture stays until the new run has something to show; a failed run keeps its
 * last good one. What a run reports is drawn at most once per frame.
 */
import { type Signal, signal } from "@preact/signals";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import { atMost } from "../compute/patience.ts";
import type { ActiveRun, RunOptions, RunRequest } from "./active-run.ts";
import { remember } from "./history.ts";
import { holdRun, removeFinished, removeInterrupted } from "./interrupted.ts";
import { running } from "./late-run.ts";
import { countSteps } from "./saved-fold.ts";
import type { Displayed } from "./session-types.ts";
import { SlowMotion } from "./slow-motion.ts";
import { isBusy, type Status } from "./status.ts";

const frame = 16;
/** Milliseconds that the end of a run waits for storage to forget it. */
const removalWait = 500;

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
  #active: ActiveRun | null = null;
  /** The run that waits for the code of runs. */
  #waiting: RunRequest | null = null;
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

  async start(request: RunRequest): Promise<void> {
    this.#stop();
    const coming = running.prepare();
    if (coming && !(await this.#awaits(request, coming))) return;
    const { ActiveRun } = running.code();
    const onMetrics = () => this.#draw(active);
    const active: ActiveRun = new ActiveRun(request, { ...this.#options, kept: this.kept, onMetrics });
    const { id, experiment } = active;
    const { signal: aborted } = active.abort;
    this.#active = active;
    this.underWay.value = experiment;
    this.status.value = { kind: "preparing" };
    const release = holdRun(id);
    try {
      const result = await active.compute(request.loadData, (fold) => this.#report(active, fold));
      active.keeper.stop();
      // Before the page says that it has finished: a reload then does not offer to resume. Storage that hangs does not hold the end back.
      const { lab, clock } = this.#options;
      await atMost(clock.after, removalWait, removeFinished(id, { lab: lab.id, experiment }));
      if (this.#active === active) await this.#finish(active, result);
    } catch (error) {
      active.keeper.stop();
      this.#end(active, { kind: "failed", error });
      if (aborted.aborted && aborted.reason !== left) await removeInterrupted(id);
    } finally {
      release();
    }
  }

  /** Whether the code came, and the run is still wanted. Where it does not come, the run has failed. */
  async #awaits(request: RunRequest, coming: Promise<void>): Promise<boolean> {
    this.#waiting = request;
    this.underWay.value = request.experiment;
    this.status.value = { kind: "preparing" };
    try {
      await coming;
      return this.#waiting === request;
    } catch (error) {
      if (this.#waiting !== request) return false;
      this.#leave();
      this.#pauseAtFirst = false;
      this.status.value = { kind: "failed", error };
      return false;
    } finally {
      if (this.#waiting === request) this.#waiting = null;
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
  #end(active: ActiveRun, status: Extract<Status, { kind: "finished" | "failed" }>): void {
    if (this.#active !== active) return;
    this.#leave();
    this.#pauseAtFirst = false;
    this.status.value = status;
  }

  #leave(): void {
    this.#active = null;
    this.#waiting = null;
    this.#motion.stop();
    this.#cancelFrame?.();
    this.#cancelFrame = null;
    this.underWay.value = null;
    this.#options.engine.pool.resume();
  }

  #report(active: ActiveRun, fold: Fold): void {
    if (this.#active !== active) return;
    active.take(fold, this.status.value.kind === "paused");
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

  /** A run reports first when it has done nothing yet, and its threads start after that: asks for the step until it is done. */
  #firstStep(active: ActiveRun, before: number): void {
    const { clock, engine } = this.#options;
    clock.after(frame, () => {
      const isWanted = this.#active === active && this.status.value.kind === "paused";
      if (!isWanted || !active.fold || countSteps(active.fold).done > before) return;
      engine.pool.step(1);
      this.#firstStep(active, before);
    });
  }

  #tell(active: ActiveRun, fold: Fold): void {
    if (this.#active !== active) return;
    const kind = this.status.value.kind === "paused" ? "paused" : "running";
    this.status.value = { kind, ...active.progress(fold) };
  }

  /** Shows the fold at the next frame. */
  #draw(active: ActiveRun): void {
    if (this.#active !== active) return;
    this.#cancelFrame ??= this.#options.clock.after(frame, () => {
      this.#cancelFrame = null;
      const { fold } = active;
      if (!fold || this.#active !== active) return;
      this.#tell(active, fold);
      // There is nothing to see yet, or its result with its metrics is pending: until then what was there stays.
      if (fold.finished || countSteps(fold).done === 0) return;
      this.shown.value = active.seen(fold);
      this.version.value++;
    });
  }

  async #finish(active: ActiveRun, result: Result): Promise<void> {
    const { headline } = this.#options;
    const { instead } = active;
    this.#end(active, { kind: "finished", result, ...(instead !== undefined && { instead }) });
    const last = active.finished(result);
    if (last) this.shown.value = last;
    this.version.value++;
    active.learn(result);
    const kept = Object.entries(result.metrics).filter(([name]) => headline.includes(name));
    await remember({ ...result, metrics: Object.fromEntries(kept) }, Date.now());
  }
}
