/**
 * Everything that the page of one lab knows: the draft in the form, its data, the run under way, the picture that is shown. Signals hold the
 * state; the functions here and in `run-control.ts` are the only ones that change it.
 */
import { effect, type Signal, signal } from "@preact/signals";
import type { Table } from "../../shared/data/table.ts";
import { sameEngine } from "../../shared/experiment/engine.ts";
import type { DataRef, Experiment } from "../../shared/experiment/experiment.ts";
import { filesOf } from "../../shared/experiment/files.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import { setPath, settleSweep } from "../../shared/labs/parse.ts";
import { fullExperiment } from "../../shared/labs/written.ts";
import { DeviceChoice } from "./device-choice.ts";
import { amend, type Draft, edit, endGesture, moveTo, redo, same, startDraft, undo } from "./draft.ts";
import type { Earlier } from "./driver.ts";
import { engineOf } from "./driver-engine.ts";
import {
  awaitInterrupted,
  findInterrupted,
  type Head,
  type Interrupted,
  removeInterrupted,
  runsElsewhere,
} from "./interrupted.ts";
import { DraftKeeper, findDraft } from "./kept-drafts.ts";
import { RunControl } from "./run-control.ts";
import { restoreFold } from "./saved-fold.ts";
import type {
  DataState,
  Displayed,
  KeptDraft,
  ReplaceOptions,
  ResumeOffer,
  Session,
  SessionOptions,
} from "./session-types.ts";
import { isBusy, type Status } from "./status.ts";
import { SweepControl } from "./sweep-control.ts";

export type {
  DataState,
  Displayed,
  KeptDraft,
  ResumeOffer,
  Session,
  SessionOptions,
  WallClock,
} from "./session-types.ts";

export function createSession(options: SessionOptions): Session {
  return new LabSession(options);
}

class LabSession implements Session {
  readonly lab: Lab;
  readonly draft: Signal<Draft>;
  readonly origin: Signal<Experiment>;
  readonly status: Session["status"];
  readonly shown: Session["shown"];
  readonly version: Session["version"];
  readonly kept: Session["kept"];
  readonly underWay: Session["underWay"];
  readonly speed: Session["speed"];
  readonly sweep: Session["sweep"];
  readonly showsGrid = signal(false);
  readonly data = signal<DataState>({ kind: "none" });
  readonly device: Session["device"];
  readonly devices: Session["devices"];
  readonly offer = signal<ResumeOffer | null>(null);
  readonly errors = signal<Readonly<Record<string, unknown>>>({});
  readonly #options: SessionOptions;
  readonly #control: RunControl;
  readonly #sweeps: SweepControl;
  readonly #closed = new AbortController();
  readonly #endWatch: () => void;
  readonly #keeper: DraftKeeper;
  readonly #choice: DeviceChoice;
  /** The table that is being made, and what stops that. */
  #coming: Promise<Table | null> = Promise.resolve(null);
  #making = new AbortController();
  /** The shapes of the files are being found: the experiment is not the one to be run yet. */
  #shaping: Promise<void> | null = null;
  /** A GPU is being looked for. */
  #fitting: Promise<void> | null = null;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.lab = options.lab;
    this.draft = signal(startDraft(options.experiment));
    this.origin = signal(options.origin ?? options.experiment);
    this.#choice = new DeviceChoice(options.lab, options.findGpu ?? (async () => "none"));
    this.device = this.#choice.device;
    this.devices = this.#choice.devices;
    this.#keeper = new DraftKeeper(options.clock);
    this.#control = new RunControl(options);
    this.status = this.#control.status;
    this.shown = this.#control.shown;
    this.version = this.#control.version;
    this.kept = this.#control.kept;
    this.underWay = this.#control.underWay;
    this.speed = this.#control.speed;
    const { lab, engine, clock } = options;
    this.#sweeps = new SweepControl({
      ...{ lab, engine, clock, status: this.status, underWay: this.underWay },
      loadData: (ref) => this.#tableOf(ref),
      // Who has opened a run meanwhile keeps it in sight.
      onBest: (best) => this.showsGrid.peek() && this.#control.open(best),
    });
    this.sweep = this.#sweeps.state;
    const watches = [
      effect(() => this.#forgetFinished(this.status.value, this.offer.value)),
      effect(() => this.#fitDevice(this.data.value)),
      effect(() => this.#leaveGpu(this.status.value)),
    ];
    this.#endWatch = () => {
      for (const end of watches) end();
    };
    this.#showData();
  }

  set(path: string, value: unknown, gesture?: string): void {
    try {
      const { experiment } = this.draft.value;
      this.#change(edit(this.draft.value, setPath(this.lab, experiment, path, value), gesture ?? null));
      if (path.startsWith("data.reading")) this.#shapeFiles();
      const { [path]: _, ...others } = this.errors.value;
      this.errors.value = others;
    } catch (error) {
      this.errors.value = { ...this.errors.value, [path]: error };
    }
  }

  replace(kept: Experiment, { asOrigin = false, table }: ReplaceOptions = {}): void {
    const experiment = settleSweep(this.lab, fullExperiment(this.lab, kept));
    if (asOrigin) this.origin.value = experiment;
    this.errors.value = {};
    if (table) this.data.value = { kind: "ready", ref: experiment.data, table };
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

  goTo(experiment: Experiment, way: -1 | 1): void {
    this.errors.value = {};
    this.#change(moveTo(this.draft.value, experiment, way));
  }

  newSeed(seed: number): void {
    this.set("seed", seed);
  }

  show(shown: Displayed): void {
    this.#control.show(shown);
  }

  run(): Promise<void> {
    const coming = this.#shaping ?? this.#fitting ?? this.#comingModel();
    if (coming) return coming.then(() => this.run());
    this.settle();
    const { experiment } = this.draft.value;
    if (experiment.sweep) {
      this.#control.halt();
      this.showsGrid.value = true;
      return this.#sweeps.start(experiment, this.device.value);
    }
    this.#sweeps.stop();
    this.showsGrid.value = false;
    const resume = this.#goOn();
    return this.#control.start({ experiment, device: this.device.value, loadData: () => this.#loadData(), resume });
  }

  chooseDevice(device: Device): void {
    this.#choice.choose(device);
  }

  openRun(run: number): void {
    const { grid, runs } = this.sweep.value ?? {};
    const chosen = runs?.[run];
    const experiment = grid?.runs[run];
    if (chosen?.kind !== "finished" || !experiment) return;
    if (!chosen.shown && isBusy(this.status.value)) return;
    this.showsGrid.value = false;
    const { data } = experiment;
    if (chosen.shown) this.#control.open(chosen.shown);
    else void this.#control.start({ experiment, device: this.device.value, loadData: () => this.#tableOf(data) });
  }

  stopSweep(): void {
    this.#sweeps.stop();
  }

  pause(): void {
    if (this.#sweeps.busy) this.#sweeps.pause();
    else this.#control.pause();
  }

  resume(): void {
    if (this.#sweeps.busy) this.#sweeps.resume();
    else this.#control.resume();
  }

  setSpeed(steps: number): void {
    this.#control.setSpeed(steps);
  }

  step(): void {
    // All runs of a sweep would do a step each, and none could be seen.
    if (this.#sweeps.busy || this.draft.value.experiment.sweep) return;
    this.#control.step(() => void this.run());
  }

  reset(): void {
    if (this.status.value.kind === "preparing") this.#stopMaking();
    this.#sweeps.reset();
    this.showsGrid.value = false;
    this.#control.reset();
    this.#showData();
  }

  async takeOffer(): Promise<void> {
    const offer = this.offer.value;
    // It would stop the run under way and lose what it has computed. The offer stands until it is over.
    if (!offer || isBusy(this.status.value)) return;
    this.offer.value = null;
    // Another tab may have resumed it first: it is that tab's run then.
    if (await runsElsewhere(offer.id)) {
      void this.#awaitOffer(offer.id);
      return;
    }
    if (isBusy(this.status.value)) {
      this.offer.value ??= offer;
      return;
    }
    this.chooseDevice(offer.device);
    const { experiment, device, fold, engine, id, goesOn } = offer;
    this.replace(experiment);
    const loadData = () => this.#loadData();
    const earlier = goesOn ? { id, resume: { fold: restoreFold(fold), engine } } : {};
    const running = this.#control.start({ experiment, device, loadData, ...earlier });
    if (!goesOn) await removeInterrupted(id);
    await running;
  }

  async dropOffer(): Promise<void> {
    const offer = this.offer.value;
    this.offer.value = null;
    if (offer) await removeInterrupted(offer.id);
    await this.#nextOffer();
  }

  async recover(): Promise<KeptDraft | null> {
    const { newest, elsewhere } = await this.#find();
    this.offer.value = newest;
    for (const id of elsewhere) void this.#awaitOffer(id);
    void this.#recoverSweep();
    const kept = await findDraft(this.lab.id);
    const experiment = kept && fullExperiment(this.lab, kept.experiment);
    return experiment && !same(experiment, this.draft.value.experiment) ? { ...kept, experiment } : null;
  }

  reloadData(): void {
    this.#loadData().catch(() => {});
  }

  save(): void {
    this.#keeper.leave();
    this.#control.save();
  }

  close(): void {
    this.#closed.abort();
    this.#making.abort();
    this.#endWatch();
    this.#keeper.leave();
    this.#sweeps.stop();
    this.#control.close();
  }

  /** Offers a run that another tab is running, should that tab close before the end. */
  async #awaitOffer(id: string): Promise<void> {
    const run = await awaitInterrupted(id, this.#closed.signal);
    const offer = run && (await this.#offerOf(run).catch(() => null));
    if (offer && !this.#closed.signal.aborted) this.offer.value ??= offer;
  }

  /** What was finished of this sweep before the page was reloaded. */
  async #recoverSweep(): Promise<void> {
    const { experiment } = this.draft.peek();
    if (!experiment.sweep) return;
    await this.#sweeps.recover(experiment);
    if (this.sweep.peek() && !isBusy(this.status.peek())) this.showsGrid.value = true;
  }

  /** The table of one run of a sweep: the form's, where it is on the same data. */
  #tableOf(ref: DataRef): Promise<Table | null> {
    if (equal(ref, this.draft.peek().experiment.data)) return this.#loadData();
    return this.#options.loadData(ref, this.#closed.signal);
  }

  #fitDevice(state: DataState): void {
    if (state.kind !== "ready" && state.kind !== "none") return;
    const table = state.kind === "ready" ? state.table : null;
    const fitting = this.#choice.fit(this.draft.peek().experiment, table)?.finally(() => {
      if (this.#fitting === fitting) this.#fitting = null;
    });
    this.#fitting = fitting ?? null;
  }

  #leaveGpu(status: Status): void {
    if (status.kind === "finished" && status.instead !== undefined) this.#choice.giveUpGpu();
  }

  /** The table with a model is still being read, and where that runs is not known yet. */
  #comingModel(): Promise<void> | null {
    const { lab, data } = this;
    const { value } = data;
    const hasModel = filesOf(value.kind === "loading" ? value.ref : null).some(
      ({ format }) => format === "safetensors",
    );
    const go = () => {};
    return lab.onlyRuns && hasModel ? this.#coming.then(go, go) : null;
  }

  /** What was offered has been run to its end since, and its data are dropped: an older run of another experiment may be offered now. */
  #forgetFinished(status: Status, offer: Interrupted | null): void {
    if (status.kind !== "finished" || !offer || !same(offer.experiment, status.result.experiment)) return;
    this.offer.value = null;
    void this.#nextOffer();
  }

  async #nextOffer(): Promise<void> {
    const { newest } = await this.#find();
    if (!this.#closed.signal.aborted) this.offer.value ??= newest;
  }

  /** Where a module cannot be loaded, nothing can be said about any run, nor run: nothing is offered, and nothing dropped. */
  async #find(): Promise<{ readonly newest: ResumeOffer | null; readonly elsewhere: readonly string[] }> {
    try {
      const { newest, elsewhere } = await findInterrupted(this.lab.id, (run) => this.#goesOn(run));
      return { newest: newest && (await this.#offerOf(newest)), elsewhere };
    } catch {
      return { newest: null, elsewhere: [] };
    }
  }

  async #offerOf(run: Interrupted): Promise<ResumeOffer> {
    return { ...run, goesOn: await this.#goesOn({ ...run, tasks: run.fold.tasks }) };
  }

  /** Whether this very code, on the current engine, computed the run. */
  async #goesOn({ engine, code, experiment, tasks }: Head): Promise<boolean> {
    const own = this.#options.engine;
    if (engine === undefined || code !== own.code) return false;
    return sameEngine(engine, await engineOf(own.pool, this.lab, experiment, tasks));
  }

  #change(draft: Draft): void {
    if (draft === this.draft.value) return;
    const before = this.draft.value.experiment.data;
    this.draft.value = draft;
    this.#keeper.changed(draft.experiment, this.origin);
    if (equal(before, draft.experiment.data)) return;
    // A run that waits for its table keeps it.
    if (this.status.value.kind !== "preparing") this.#stopMaking();
    this.#showData();
  }

  /** The table of the draft for the form, unless it takes so much that the reader is asked first. */
  #showData(): void {
    const ref = this.draft.value.experiment.data;
    const now = this.data.value;
    if (now.kind !== "none" && equal(now.ref, ref)) return;
    if (this.#options.asksFirst?.(ref)) this.data.value = { kind: "waiting", ref };
    else this.#loadData().catch(() => {});
  }

  #stopMaking(): void {
    this.#making.abort();
    if (this.data.value.kind === "loading") this.data.value = { kind: "none" };
  }

  /** The table of the draft, as state for the form and as value for the run: made once for both. */
  async #loadData(): Promise<Table | null> {
    const ref = this.draft.value.experiment.data;
    const now = this.data.value;
    if (ref === null) {
      this.data.value = { kind: "none" };
      return null;
    }
    if (now.kind === "ready" && equal(now.ref, ref)) return now.table;
    if (now.kind === "loading" && equal(now.ref, ref)) return this.#coming;
    this.data.value = { kind: "loading", ref };
    this.#making = new AbortController();
    this.#coming = this.#makeTable(ref, this.#making.signal);
    return this.#coming;
  }

  /** A choice of how files are read may change how many rows and columns they have: the experiment says so, and nothing is there to undo. */
  #shapeFiles(): void {
    const shaping = this.#findShapes().finally(() => {
      if (this.#shaping === shaping) this.#shaping = null;
    });
    this.#shaping = shaping;
  }

  async #findShapes(): Promise<void> {
    const ref = this.draft.value.experiment.data;
    const shaped = await this.#loadData()
      .then(() => this.#options.shapesOf?.(ref) ?? ref)
      // Files that cannot be read so have no other shape; what is wrong is said beside the data.
      .catch(() => ref);
    const { experiment } = this.draft.value;
    if (shaped === ref || !equal(experiment.data, ref)) return;
    const now = this.data.value;
    if (now.kind !== "none") this.data.value = { ...now, ref: shaped };
    this.#change(amend(this.draft.value, { ...experiment, data: shaped }));
  }

  async #makeTable(ref: DataRef, stop: AbortSignal): Promise<Table | null> {
    const isCurrent = () => !stop.aborted && equal(this.draft.value.experiment.data, ref);
    try {
      const table = await this.#options.loadData(ref, stop);
      if (isCurrent()) this.data.value = table ? { kind: "ready", ref, table } : { kind: "none" };
      return table;
    } catch (error) {
      if (isCurrent()) this.data.value = { kind: "failed", ref, error };
      throw error;
    }
  }

  /** What to resume from, where what is shown is an earlier part of what the draft asks for. */
  #goOn(): Earlier | undefined {
    const shown = this.shown.value;
    const asked = this.draft.value.experiment;
    const state = this.data.value;
    if (shown?.source !== "run" || shown.result?.device !== this.device.value) return undefined;
    if (!equal(shown.experiment.data, asked.data) || shown.experiment.seed !== asked.seed) return undefined;
    const table = state.kind === "ready" ? state.table : null;
    const later = this.lab.plan(asked.params, table, [0, 0]);
    if (!continues(shown.fold.tasks, later)) return undefined;
    return { fold: shown.fold, engine: shown.result.engine };
  }
}

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Some task of the later plan is an earlier one with more steps: what was computed counts. Keys follow from the seed, which is the same. */
function continues(earlier: Fold["tasks"], later: Fold["tasks"]): boolean {
  const strip = ({ steps: _, key: __, ...rest }: Fold["tasks"][number]) => JSON.stringify(rest);
  const before = new Map(earlier.map((task) => [task.id, task]));
  return later.some((task) => {
    const old = before.get(task.id);
    return old !== undefined && old.steps < task.steps && strip(old) === strip(task);
  });
}
