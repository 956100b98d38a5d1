/**
 * Everything that the page of one lab knows: the draft in the form, its data, the run under way, the picture that is shown. Signals hold the
 * state; only the functions here and in the parts that this file puts together change it.
 */
import { effect, type Signal, signal } from "@preact/signals";
import type { Table } from "../../shared/data/table.ts";
import type { DataRef, Experiment } from "../../shared/experiment/experiment.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import { setPath, settleSweep } from "../../shared/labs/parse.ts";
import { fullExperiment } from "../../shared/labs/written.ts";
import { DeviceChoice } from "./device-choice.ts";
import { amend, type Draft, edit, endGesture, moveTo, redo, same, sameData, startDraft, undo } from "./draft.ts";
import { DraftTable } from "./draft-table.ts";
import { earlierPart } from "./earlier-part.ts";
import { removeInterrupted, restoreInterrupted, runsElsewhere } from "./interrupted.ts";
import { DraftKeeper, findDraft } from "./kept-drafts.ts";
import { LateSweeps } from "./late-sweeps.ts";
import { Offers } from "./offers.ts";
import { RunControl } from "./run-control.ts";
import type { Displayed, KeptDraft, ReplaceOptions, Session, SessionOptions } from "./session-types.ts";
import { isBusy } from "./status.ts";

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
  readonly data: Session["data"];
  readonly device: Session["device"];
  readonly devices: Session["devices"];
  readonly choice: DeviceChoice;
  readonly offer: Session["offer"];
  readonly errors = signal<Readonly<Record<string, unknown>>>({});
  readonly #options: SessionOptions;
  readonly #control: RunControl;
  readonly #sweeps: LateSweeps;
  readonly #closed = new AbortController();
  readonly #endWatch: () => void;
  readonly #keeper: DraftKeeper;
  #handed: Experiment | null = null;
  readonly #table: DraftTable;
  readonly #offers: Offers;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.lab = options.lab;
    this.draft = signal(startDraft(options.experiment));
    this.origin = signal(options.origin ?? options.experiment);
    this.choice = new DeviceChoice(options.lab, options.findGpu ?? (async () => "none"));
    this.device = this.choice.device;
    this.devices = this.choice.devices;
    this.#keeper = new DraftKeeper(options.clock);
    this.#table = new DraftTable(options, this.draft, (data) => this.#amendData(data));
    this.data = this.#table.state;
    this.#offers = new Offers(options.lab, options.engine, this.#closed.signal);
    this.offer = this.#offers.offer;
    this.#control = new RunControl(options);
    this.status = this.#control.status;
    this.shown = this.#control.shown;
    this.version = this.#control.version;
    this.kept = this.#control.kept;
    this.underWay = this.#control.underWay;
    this.speed = this.#control.speed;
    const { lab, engine, clock } = options;
    this.#sweeps = new LateSweeps({
      ...{ lab, engine, clock, status: this.status, underWay: this.underWay },
      loadData: (ref) => this.#tableOf(ref),
      // Who has opened a run meanwhile keeps it in sight.
      onBest: (best) => this.showsGrid.peek() && this.#control.open(best),
    });
    this.sweep = this.#sweeps.state;
    const watches = [
      effect(() => this.#offers.forgetFinished(this.status.value, this.offer.value)),
      effect(() =>
        this.choice.follow((options.lab.onGpu ? this.draft.value : this.draft.peek()).experiment, this.data.value),
      ),
      effect(() => this.choice.leave(this.status.value)),
    ];
    this.#endWatch = () => {
      for (const end of watches) end();
    };
    this.#table.show();
  }

  set(path: string, value: unknown, gesture?: string): void {
    try {
      const { experiment } = this.draft.value;
      this.#change(edit(this.draft.value, setPath(this.lab, experiment, path, value), gesture ?? null));
      if (path.startsWith("data.reading")) this.#table.shape();
      const { [path]: _, ...others } = this.errors.value;
      this.errors.value = others;
    } catch (error) {
      this.errors.value = { ...this.errors.value, [path]: error };
    }
  }

  replace(kept: Experiment, { asOrigin = false, isHanded = false, table, gesture }: ReplaceOptions = {}): void {
    const experiment = settleSweep(this.lab, fullExperiment(this.lab, kept));
    if (asOrigin || isHanded) this.origin.value = experiment;
    if (isHanded) this.#handed = experiment;
    this.errors.value = {};
    if (table) this.#table.give(experiment.data, table);
    this.#change(edit(this.draft.value, experiment, gesture ?? null));
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
    const coming = this.#table.shaping ?? this.choice.fitting ?? this.#table.comingModel;
    if (coming) return coming.then(() => this.run());
    this.settle();
    const { experiment } = this.draft.value;
    if (experiment.sweep) {
      this.#control.halt();
      this.showsGrid.value = true;
      return this.#sweeps.start(experiment, this.#sweptOn);
    }
    this.#sweeps.stop();
    this.showsGrid.value = false;
    const [device, data] = [this.device.value, this.data.value];
    const resume = earlierPart(this.shown.value, { lab: this.lab, experiment, device, data });
    return this.#control.start({ experiment, device, loadData: () => this.#table.load(), resume });
  }

  chooseDevice(device: Device): void {
    this.choice.choose(device);
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
    else void this.#control.start({ experiment, device: this.#sweptOn, loadData: () => this.#tableOf(data) });
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
    if (this.status.value.kind === "preparing") this.#table.stop();
    this.#sweeps.reset();
    this.showsGrid.value = false;
    this.#control.reset();
    this.#table.show();
  }

  async takeOffer(): Promise<void> {
    const offer = this.offer.value;
    // It would stop the run under way and lose what it has computed. The offer stands until it is over.
    if (!offer || isBusy(this.status.value)) return;
    this.offer.value = null;
    // Another tab may have resumed it first: it is that tab's run then.
    if (await runsElsewhere(offer.id)) {
      void this.#offers.awaitRun(offer.id);
      return;
    }
    if (isBusy(this.status.value)) {
      this.offer.value ??= offer;
      return;
    }
    this.chooseDevice(offer.device);
    const { experiment, device, engine, id, goesOn } = offer;
    this.replace(experiment);
    const loadData = () => this.#table.load();
    const resume = async () => ({ fold: await restoreInterrupted(offer), engine });
    const earlier = goesOn ? { id, resume } : {};
    const running = this.#control.start({ experiment, device, loadData, ...earlier });
    if (!goesOn) await removeInterrupted(id);
    await running;
  }

  dropOffer(): Promise<void> {
    return this.#offers.drop();
  }

  async recover(): Promise<KeptDraft | null> {
    await this.#offers.recover();
    // Without its code nothing of it is shown: a run does the rest, or says what is wrong.
    this.#recoverSweep().catch(() => {});
    const kept = await findDraft(this.lab.id);
    const experiment = kept && fullExperiment(this.lab, kept.experiment);
    return experiment && !same(experiment, this.draft.value.experiment) ? { ...kept, experiment } : null;
  }

  reloadData(): void {
    this.#table.load().catch(() => {});
  }

  save(isAhead?: boolean): void {
    this.#keeper.leave(isAhead);
    this.#control.save();
  }

  close(): void {
    this.#closed.abort();
    this.#table.close();
    this.#endWatch();
    this.#keeper.leave();
    this.#sweeps.stop();
    this.#control.close();
  }

  /** Its runs are compared with each other and lie side by side on all threads: a GPU that is lost on the way would leave some on another device. */
  get #sweptOn(): Device {
    const device = this.device.value;
    return device === "webgpu" ? "wasm" : device;
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
    if (sameData(ref, this.draft.peek().experiment.data)) return this.#table.load();
    return this.#options.loadData(ref, this.#closed.signal);
  }

  #change(draft: Draft): void {
    if (draft === this.draft.value) return;
    const before = this.draft.value.experiment.data;
    this.draft.value = draft;
    this.#keeper.changed(draft.experiment, this.origin, this.#handed);
    if (sameData(before, draft.experiment.data)) return;
    // A run that waits for its table keeps it.
    if (this.status.value.kind !== "preparing") this.#table.stop();
    this.#table.show();
  }

  /** What is said of the data more exactly: nothing is there to undo. */
  #amendData(data: DataRef): void {
    this.#change(amend(this.draft.value, { ...this.draft.value.experiment, data }));
  }
}
