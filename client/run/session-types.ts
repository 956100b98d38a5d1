import type { Signal } from "@preact/signals";
import type { Arrays } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { DataRef, Experiment } from "../../shared/experiment/experiment.ts";
import type { Result } from "../../shared/experiment/result.ts";
import type { Card } from "../../shared/labs/card.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Device, Lab } from "../../shared/labs/lab.ts";
import type { Grid } from "../../shared/labs/sweep.ts";
import type { Gpu } from "../compute/devices.ts";
import type { Draft } from "./draft.ts";
import type { RunEngine } from "./engine.ts";
import type { Interrupted } from "./interrupted.ts";
import type { Proposal } from "./proposal.ts";
import type { Status } from "./status.ts";

/** What the picture shows, and where it comes from. */
export interface Displayed {
  readonly experiment: Experiment;
  readonly data: Table | null;
  readonly fold: Fold;
  readonly metrics: Readonly<Record<string, number>>;
  readonly source: "recorded" | "run" | "opened";
  /** Answers to the views' questions that were recorded with the result, by the name under which they are asked. */
  readonly answers?: Readonly<Record<string, Arrays>>;
  /** Brings those that are recorded in a file of their own. */
  readonly moreAnswers?: () => Promise<Readonly<Record<string, Arrays>>>;
  /** Present when the fold is that of a finished run. */
  readonly result?: Result;
}

export interface FinishedRun {
  readonly kind: "finished";
  readonly metrics: Readonly<Record<string, number>>;
  readonly digest: string;
  readonly seconds: number;
  readonly card: Card;
  /** The whole result, where there was room to keep it. */
  readonly shown?: Displayed;
}

export type SweptRun =
  | { readonly kind: "waiting" }
  /** Part of its steps that are done, from 0 to 1. */
  | { readonly kind: "running"; readonly fraction: number }
  | FinishedRun
  | { readonly kind: "failed"; readonly error: unknown };

export interface SweepState {
  /** With its sweep. */
  readonly experiment: Experiment;
  readonly grid: Grid;
  /** In the order of `grid.runs`. */
  readonly runs: readonly SweptRun[];
}

/** A run that was cut short. */
export interface ResumeOffer extends Interrupted {
  /** The current engine is the one that computed it, so it can be resumed. Otherwise it can only be run again. */
  readonly goesOn: boolean;
}

/** A form that was changed and left. */
export interface KeptDraft {
  readonly key: string;
  readonly experiment: Experiment;
  /** What the form started with, where no address says so. */
  readonly origin?: Experiment | undefined;
  /** This tab's own. */
  readonly isOwn: boolean;
  /** The address did not say yet what the form said when the page was left. */
  readonly isAhead?: boolean;
}

/** The table that the draft names. The last good one stays while another is made. */
export type DataState =
  | { readonly kind: "none" }
  /** It takes so much that it is not made before the reader asks for it, or for a run. */
  | { readonly kind: "waiting"; readonly ref: DataRef }
  | { readonly kind: "loading"; readonly ref: DataRef }
  | { readonly kind: "ready"; readonly ref: DataRef; readonly table: Table }
  | { readonly kind: "failed"; readonly ref: DataRef; readonly error: unknown };

export interface WallClock {
  /** Milliseconds. */
  now(): number;
  /** Calls back once; returns what cancels it. */
  after(milliseconds: number, callback: () => void): () => void;
}

export interface SessionOptions {
  readonly lab: Lab;
  readonly experiment: Experiment;
  /** Where the form started, if that is not `experiment`: a page that is reloaded keeps it. */
  readonly origin?: Experiment | undefined;
  readonly engine: RunEngine;
  /** The table of a data reference; rejects when the reader must give the file again, and may do so once nobody waits for it any more. */
  loadData(ref: DataRef, stop: AbortSignal): Promise<Table | null>;
  /** Whether the table takes so much that opening an experiment is not enough to make it. */
  asksFirst?(ref: DataRef): boolean;
  /** The same data with the shapes that their files have as they are read now. */
  shapesOf?(ref: DataRef): Promise<DataRef>;
  /** Whether there is a GPU; none where it is left out. */
  findGpu?(): Promise<Gpu>;
  readonly clock: WallClock;
  /** Names of the metrics that the history keeps. */
  readonly headline: readonly string[];
}

/** What is known of the devices that the draft may be computed on. */
export interface Choosing {
  /** What was proposed, and why; null before that, and where there is nothing to choose. */
  readonly proposal: Signal<Proposal | null>;
  /** Whether a proposal would be taken over: the reader has chosen nothing. */
  readonly isOpen: boolean;
  /** There is a GPU, which nets of ours may be computed on. */
  offerGpu(): void;
  propose(proposal: Proposal): void;
}

export interface ReplaceOptions {
  /** The form starts from here. */
  readonly asOrigin?: boolean;
  /** It does, and no address says so: the draft is kept even while nothing is changed. */
  readonly isHanded?: boolean;
  /** The table that the experiment's data name, where it is made already. */
  readonly table?: Table | undefined;
  /** Replacements of one gesture are undone together. */
  readonly gesture?: string | undefined;
}

export interface Session {
  readonly lab: Lab;
  readonly draft: Signal<Draft>;
  /** Where the form started: preset, link or file. */
  readonly origin: Signal<Experiment>;
  readonly status: Signal<Status>;
  readonly shown: Signal<Displayed | null>;
  /** Grows whenever what is shown changes, at most once per frame. */
  readonly version: Signal<number>;
  /** The runs of the sweep that was run last; null where there is none. */
  readonly sweep: Signal<SweepState | null>;
  /** The picture is the grid of that sweep rather than one result. */
  readonly showsGrid: Signal<boolean>;
  /** Nothing that the run under way has computed would be lost by a reload. */
  readonly kept: Signal<boolean>;
  /** The experiment of the run under way, whatever the form says by now. */
  readonly underWay: Signal<Experiment | null>;
  /** Steps of each task per picture in slow motion; 0: as fast as it goes. */
  readonly speed: Signal<number>;
  readonly data: Signal<DataState>;
  readonly device: Signal<Device>;
  /** Those that the draft may be computed on. */
  readonly devices: Signal<readonly Device[]>;
  readonly choice: Choosing;
  /** A run that was cut short, to be resumed or run again. */
  readonly offer: Signal<ResumeOffer | null>;
  /** Errors of edits by path ("params.hidden"); an edit that fails changes nothing. */
  readonly errors: Signal<Readonly<Record<string, unknown>>>;
  set(path: string, value: unknown, gesture?: string): void;
  /** Replaces the whole draft (preset, history, file), undoably. */
  replace(experiment: Experiment, options?: ReplaceOptions): void;
  /** The reader's choice, which none made for them replaces. */
  chooseDevice(device: Device): void;
  settle(): void;
  undo(): void;
  redo(): void;
  /** Goes to an experiment that the browser's history holds; where the draft does not, it lies back (−1) or on (1) from here. */
  goTo(experiment: Experiment, way: -1 | 1): void;
  show(shown: Displayed): void;
  /** Runs the form's experiment; all runs of its sweep, where it has one. */
  run(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Slow motion: so many steps of each task at a time, about twelve times a second; 0: full speed. */
  setSpeed(steps: number): void;
  /** One slice of every task that can run, then paused. */
  step(): void;
  /** Stops, forgets what was computed, keeps seed, data and parameters; the recorded or opened result comes back. */
  reset(): void;
  newSeed(seed: number): void;
  /** Shows one run of the sweep by itself: from what is kept of it, otherwise it is run again. */
  openRun(run: number): void;
  /** Ends the sweep under way; its finished runs stay, and another press of Run does the rest. */
  stopSweep(): void;
  /** Resumes the run that was cut short, or runs it again where another engine computed it. Does nothing while another run is under way. */
  takeOffer(): Promise<void>;
  dropOffer(): Promise<void>;
  /** Looks for an interrupted run, and answers with the kept draft where it differs from what the form says. */
  recover(): Promise<KeptDraft | null>;
  /** Reads or makes the data of the draft: a file that was missing has been given, a table that takes much was asked for. */
  reloadData(): void;
  /** Stores run and form so far: the page may be closed at any moment. `isAhead`: its address does not say yet what the form says. */
  save(isAhead?: boolean): void;
  /** The page is left: the run stops, and can be resumed later. */
  close(): void;
}
