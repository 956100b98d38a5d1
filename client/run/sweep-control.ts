/**
 * The runs of a sweep under way, and what came of them. Whatever the page shows of one run comes from here; a run is opened from its fold where that is
 * kept, otherwise run again, with the same bits.
 */
import type { Signal } from "@preact/signals";
import type { Table } from "../../shared/data/table.ts";
import type { DataRef, Experiment } from "../../shared/experiment/experiment.ts";
import { cardOf, curvesOf } from "../../shared/labs/card.ts";
import { type Fold, resultArrays } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import { gridOf } from "../../shared/labs/sweep.ts";
import { bestOf, groupsOf, judgesOf } from "../../shared/labs/sweep-best.ts";
import { same } from "./draft.ts";
import { failureOf, type RunEnd, runSweep } from "./driver-sweep.ts";
import type { RunEngine } from "./engine.ts";
import { dropSweep, findSweep, SweepKeeper } from "./kept-sweep.ts";
import { countSteps } from "./saved-fold.ts";
import type { Displayed, FinishedRun, SweepState, SweptRun, WallClock } from "./session-types.ts";
import type { Status } from "./status.ts";
import { Stopwatch } from "./stopwatch.ts";

export interface SweepControlOptions {
  /** The runs of the sweep that is shown. */
  readonly state: Signal<SweepState | null>;
  readonly lab: Lab;
  readonly engine: RunEngine;
  readonly clock: WallClock;
  /** Of the page: this control writes it while a sweep is under way. */
  readonly status: Signal<Status>;
  readonly underWay: Signal<Experiment | null>;
  loadData(ref: DataRef): Promise<Table | null>;
  /** All runs are over, and this is the best of those that are kept whole. */
  onBest(shown: Displayed): void;
}

/** Milliseconds between two drawings of a sweep: many runs report at once. */
const frame = 100;
/** Bytes of finished runs that are kept whole. */
const room = 256 * 1024 * 1024;

interface Active {
  readonly abort: AbortController;
  readonly watch: Stopwatch;
  readonly runs: SweptRun[];
  readonly ends: (RunEnd | undefined)[];
  readonly keeper: SweepKeeper;
}

export class SweepControl {
  readonly state: SweepControlOptions["state"];
  readonly #options: SweepControlOptions;
  #active: Active | null = null;
  #cancelFrame: (() => void) | null = null;

  constructor(options: SweepControlOptions) {
    this.#options = options;
    this.state = options.state;
  }

  /** Whether a sweep is under way, paused or not. */
  get busy(): boolean {
    return this.#active !== null;
  }

  /** Runs what is not finished of the sweep that is shown, all of any other. */
  async start(experiment: Experiment, device: Device): Promise<void> {
    this.stop();
    const { lab, engine, clock, status, underWay } = this.#options;
    const grid = gridOf(lab, experiment);
    const runs = this.#before(experiment) ?? grid.runs.map((): SweptRun => ({ kind: "waiting" }));
    const active: Active = {
      abort: new AbortController(),
      watch: new Stopwatch(clock.now),
      runs,
      ends: grid.runs.map(() => undefined),
      keeper: new SweepKeeper({ lab, engine, experiment }),
    };
    this.#active = active;
    underWay.value = experiment;
    status.value = { kind: "preparing" };
    this.state.value = { experiment, grid, runs: [...runs] };
    try {
      await runSweep({
        ...{ lab, device, pool: engine.pool, runs: grid.runs, signal: active.abort.signal },
        todo: runs.flatMap(({ kind }, i) => (kind === "finished" ? [] : [i])),
        loadData: this.#options.loadData,
        run: (order) => engine.run(order),
        onChange: (run, fold) => this.#grown(active, run, fold),
        onEnd: (run, end) => this.#ended(active, run, end),
      });
      await this.#finish(active);
    } catch (error) {
      if (this.#active === active) this.#leave({ kind: "failed", error });
    }
  }

  pause(): void {
    const { value } = this.#options.status;
    if (!this.busy || value.kind !== "running") return;
    this.#options.engine.pool.pause();
    this.#active?.watch.stop();
    this.#options.status.value = { ...value, kind: "paused" };
  }

  resume(): void {
    const { value } = this.#options.status;
    if (!this.busy || value.kind !== "paused") return;
    this.#options.engine.pool.resume();
    this.#active?.watch.start();
    this.#options.status.value = { ...value, kind: "running" };
  }

  /** Ends what is under way; what is finished stays. */
  stop(): void {
    const active = this.#active;
    if (active === null) return;
    this.#leave({ kind: "idle" });
    active.abort.abort("the sweep was stopped");
    const { value } = this.state;
    const settled = active.runs.map((run): SweptRun => (run.kind === "running" ? { kind: "waiting" } : run));
    if (value) this.state.value = { ...value, runs: settled };
  }

  /** Forgets the sweep. */
  reset(): void {
    const { value } = this.state;
    this.stop();
    if (value) void dropSweep(this.#options.lab.id);
    this.state.value = null;
  }

  /** Shows what an earlier page finished of a sweep that was cut short. */
  async recover(experiment: Experiment): Promise<void> {
    const { lab, engine } = this.#options;
    const grid = gridOf(lab, experiment);
    const kept = await findSweep({ lab, engine, experiment });
    if (kept === null || this.state.peek() !== null) return;
    const runs = grid.runs.map((_, i): SweptRun => kept.get(i) ?? { kind: "waiting" });
    this.state.value = { experiment, grid, runs };
  }

  /** What is finished of a sweep that is shown and not over. */
  #before(experiment: Experiment): SweptRun[] | null {
    const { value } = this.state;
    if (!value || !same(value.experiment, experiment)) return null;
    if (value.runs.every(({ kind }) => kind === "finished")) return null;
    return value.runs.map((run) => (run.kind === "finished" ? run : { kind: "waiting" }));
  }

  #grown(active: Active, run: number, fold: Fold): void {
    if (this.#active !== active) return;
    const { done, total } = countSteps(fold);
    active.runs[run] = { kind: "running", fraction: total > 0 ? done / total : 0 };
    this.#draw(active);
  }

  #ended(active: Active, run: number, end: RunEnd): void {
    if (this.#active !== active) return;
    active.ends[run] = end;
    active.runs[run] = end.kind === "failed" ? end : this.#finished(active, end);
    const { value } = this.#options.status;
    if (end.kind === "finished") active.keeper.keep(run, active.runs[run] as FinishedRun);
    if (value.kind === "preparing") this.#tell(active);
    this.#draw(active);
  }

  #finished(active: Active, { result, fold, data }: Extract<RunEnd, { kind: "finished" }>): FinishedRun {
    const { experiment, metrics, digest, seconds } = result;
    const card = cardOf(this.#options.lab.picture?.(fold, data) ?? curvesOf(fold, 1));
    const shown: Displayed = { experiment, data, fold, metrics, source: "run", result };
    const taken = active.runs.reduce(
      (sum, one) => sum + (one.kind === "finished" && one.shown ? bytesOf(one.shown.fold) : 0),
      0,
    );
    const fits = taken + bytesOf(fold) <= room;
    return { kind: "finished", metrics, digest, seconds, card, ...(fits && { shown }) };
  }

  /** Draws what has come, now and then. */
  #draw(active: Active): void {
    this.#cancelFrame ??= this.#options.clock.after(frame, () => {
      this.#cancelFrame = null;
      if (this.#active === active) this.#tell(active);
    });
  }

  #tell(active: Active): void {
    const { value } = this.state;
    if (value) this.state.value = { ...value, runs: [...active.runs] };
    const kind = this.#options.status.value.kind === "paused" ? "paused" : "running";
    const total = active.runs.length;
    const done = active.runs.filter((run) => run.kind === "finished" || run.kind === "failed").length;
    const fraction = active.runs.reduce((sum, run) => sum + partOf(run), 0) / total;
    const { seconds } = active.watch;
    const known = seconds > 1 && fraction > 0;
    const pace = known ? { rate: done / seconds, left: (seconds * (1 - fraction)) / fraction, isLeast: false } : null;
    this.#options.status.value = { kind, done, total, fraction, seconds, pace };
  }

  async #finish(active: Active): Promise<void> {
    if (this.#active !== active) return;
    const { value } = this.state;
    if (value) this.state.value = { ...value, runs: [...active.runs] };
    const failure = failureOf(active.ends);
    if (failure !== undefined) return this.#leave({ kind: "failed", error: failure });
    await active.keeper.done();
    if (this.#active !== active) return;
    const best = this.#best();
    const seconds = active.watch.seconds;
    this.#leave(best?.result ? { kind: "finished", result: { ...best.result, seconds } } : { kind: "idle" });
    if (best) this.#options.onBest(best);
  }

  /** The result that the page calls finished: of the best run, where it is kept, otherwise of the first that is. */
  #best(): Displayed | undefined {
    const { value } = this.state;
    if (!value) return undefined;
    const results = value.runs.map((run) => (run.kind === "finished" ? run.shown : undefined));
    const metrics = value.runs.map((run) => (run.kind === "finished" ? run.metrics : undefined));
    const [judge] = judgesOf(this.#options.lab, metrics);
    const best = judge && bestOf(groupsOf(value.grid), metrics, judge);
    return (best && results[best.run]) ?? results.find((result) => result !== undefined);
  }

  #leave(status: Status): void {
    this.#active = null;
    this.#cancelFrame?.();
    this.#cancelFrame = null;
    this.#options.underWay.value = null;
    this.#options.engine.pool.resume();
    this.#options.status.value = status;
  }
}

function partOf(run: SweptRun): number {
  if (run.kind === "running") return run.fraction;
  return run.kind === "waiting" ? 0 : 1;
}

const sizes = new WeakMap<Fold, number>();

/** Of a finished fold. */
function bytesOf(fold: Fold): number {
  const known =
    sizes.get(fold) ?? Object.values(resultArrays(fold)).reduce((sum, { values }) => sum + values.byteLength, 0);
  sizes.set(fold, known);
  return known;
}
