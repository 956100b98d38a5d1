import type { Arrays } from "../arrays.ts";
import type { DataNotice, ForeignModel, Table, TableUse } from "../data/table.ts";
import type { GraphDocument, GraphKind } from "../experiment/document.ts";
import type { DataRef, Experiment, FileFormat } from "../experiment/experiment.ts";
import type { Fields, Params, ParamsOf } from "../experiment/fields.ts";
import type { ReadingChoice } from "../experiment/reading.ts";
import type { Device } from "../experiment/result.ts";
import type { Sweep } from "../experiment/sweep.ts";
import type { Later } from "../later.ts";
import type { GangBuffers, GangSeat, Member, MemberSeat } from "../nets/gang.ts";
import type { ForeignProgram, Tensorflow } from "../nets/tensorflow.ts";
import type { Key } from "../random/key.ts";
import type { Localized } from "../text.ts";
import type { WasmModules } from "../wasm/modules.ts";
import type { Gpu } from "../webgpu/gpu.ts";
import type { DrawsWriter } from "./draws.ts";
import type { Fold } from "./fold.ts";
import type { CardPicture } from "./picture.ts";
import type { LabQuestion, Recording } from "./recording.ts";
import type { Task, WasmName } from "./task.ts";
import type { TextToPublish } from "./text-to-publish.ts";
import type { Scales, TrainedChain } from "./trained-chain.ts";

export type Family =
  | "factors"
  | "autoencoders"
  | "representation"
  | "graphs"
  | "monte-carlo"
  | "partition"
  | "inference"
  | "generative";

export type { Device } from "../experiment/result.ts";
export type { Chunk, Task, WasmName } from "./task.ts";

export interface Metric {
  /** Stable name; may end in ".<x>" for a family of numbers. */
  readonly name: string;
  readonly unit: string;
  /** A few words for the run bar; the name itself where there are none. */
  readonly label?: Localized;
  /** How the label says which of a family is meant, by the last part of its name; that part itself where nothing stands here. */
  readonly members?: Readonly<Record<string, Localized>>;
  readonly meaning: Localized;
  /** Said in its place where a finished run lacks it; what has nothing to say does not apply to that run, and is left out. */
  absent?(metrics: Readonly<Record<string, number>>): Localized | undefined;
  /**
   * Whether runs with these parameters (and on this table, where it is known) can have it, or this member of its family: of others it is not among the numbers
   * beside a run. Absent: all can. `onlyOf` and `onlyOn` say it.
   */
  applies?(params: Params, data?: Table | null, member?: string): boolean;
  /** The most that runs with these parameters can say: a value there is a bound ("≥"), not an estimate. */
  most?(params: Params): number;
  /** Which of two runs it speaks for; absent where neither end is the good one. It chooses the best run of a sweep. */
  readonly better?: "lower" | "higher";
  /** Exact metrics are part of the digest; measured ones (seconds, latencies) are not. */
  readonly kind: "exact" | "measured";
}

/** A named experiment of the lab: a card on the home page, a test, and a link. */
export interface Preset {
  readonly id: string;
  readonly title: Localized;
  readonly about: Localized;
  readonly seed: number;
  readonly data: DataRef;
  /** Only what differs from the defaults of the schema; at the paths of a sweep, the values of its best run. */
  readonly params: Params;
  /** A run for each combination of these values. What is recorded of the preset, and on its card, is its best run. */
  readonly sweep?: Sweep;
}

/** What a process has available. Threads build it; so do tests. */
export interface Context {
  /** Only "scalar" asks for the reference. On "webgpu" what has no kernel for a GPU is computed on WebAssembly, in every run of that device. */
  readonly device: Device;
  /**
   * A fresh instance (own memory) of a module: its exports. One process, one instance: nothing leaks, nothing aliases. Its memory goes to another process
   * when this one is done; that of an instance which `outlives` the process does not.
   */
  wasm<Name extends keyof WasmModules>(name: Name, outlives?: boolean): WasmModules[Name];
  /** Memory for what the process compiles itself, as fresh as that of an instance. */
  memory?(): WebAssembly.Memory;
  /** Where the task names the module "tensorflow": the library, started on it. One for all processes of the thread. */
  readonly tensorflow?: Tensorflow;
  /** Where the task names the module "tensorflow": opens a model of tensorflow.js to be run by it. */
  openModel?(model: ForeignModel, weights: Arrays): Promise<ForeignProgram>;
  /** On the device "webgpu": a device of the thread's own, which lasts at least as long as the process. */
  readonly gpu?: Gpu;
  readonly data: Table | null;
  /** Outputs of the tasks named in `after`, and of queries their given arrays under "given". */
  readonly inputs: Readonly<Record<string, Arrays>>;
  /** Milliseconds since some moment, for what a process declares as measured. Nothing exact may depend on it. */
  readonly clock?: () => number;
  /** Says that the work goes on, within a step that may take long: a thread that is not heard of is given up. */
  readonly beat?: () => void;
  /** Where a gang may help with the task: absent for tasks that have none, and where threads cannot share memory. */
  readonly gang?: GangSeat;
}

/**
 * A task under way. All arrays that it returns are fresh copies, safe to transfer. Each call waits for the one before: where that is a promise,
 * until it resolves. On the devices "scalar" and "wasm" nothing need be a promise.
 */
export interface Process {
  /** Steps done so far. */
  readonly step: number;
  /**
   * Does the next `steps` steps and returns their records: each array has a first axis of `steps` rows. Records are independent of how
   * the steps were cut into calls.
   */
  advance(steps: number): Later<Arrays>;
  /** What a live view draws now (weights, particles, …). Never part of the digest. */
  snapshot(): Later<Arrays>;
  /** Everything needed to resume from here in another thread. */
  checkpoint(): Later<Arrays>;
  /** The result of the task once all steps are done; part of the digest. */
  output(): Later<Arrays>;
  /** Nothing more will be asked: for processes that hold on to something outside, such as a gang. */
  close?(): void;
}

/** Opens the processes of one kind of task: made by `iterate`, `once` or `drive` of `process.ts`. */
export interface Opener {
  /** At the beginning, or from a checkpoint that a process of this kind made. */
  open(task: Task, context: Context, checkpoint?: Arrays): Later<Process>;
  /** Joins the gang of a task: for the kinds whose processes offer one. */
  member?(task: Task, context: Context, buffers: GangBuffers, seat: MemberSeat): Later<Member>;
  /** Records and outputs that are not part of the digest: times, and what follows from them. */
  readonly measured: readonly string[];
}

export interface Work {
  readonly multiplyAdds: number;
  /** Multiply-adds of all tasks of a kind together, where a step of one kind costs far more than a step of another. Weighs progress; in no digest. */
  readonly kinds?: Readonly<Record<string, number>>;
  readonly bytes: number;
  readonly wasm?: readonly WasmName[];
}

/** An experiment of a lab with these fields. */
export interface ExperimentOf<F extends Fields> extends Omit<Experiment, "params"> {
  readonly params: ParamsOf<F>;
}

/** What a lab says about itself: plain data and pure functions. */
export interface LabBody<F extends Fields = Fields> {
  readonly id: string;
  /**
   * Counts, from 1, the changes of the TypeScript behind the lab's results (its own, its kernels', its generators') that change bits. Part of
   * the engine of every result: without it, a later version would call an honest result different.
   */
  readonly revision: number;
  /** `DENSITY_COMPILER`, of a lab that computes with densities that are written as texts: part of the engine of its results. */
  readonly densities?: number;
  readonly family: Family;
  readonly title: Localized;
  /** One sentence for the card. */
  readonly summary: Localized;
  readonly params: F;
  readonly data: {
    /** Ids of built-in generators; the first is the default. */
    readonly generators: readonly string[];
    /** Formats of the user's own files that it takes. */
    readonly formats: readonly FileFormat[];
    /** What the lab makes of the user's own files, where that needs saying: one or two sentences beside their chooser. */
    readonly aboutFiles?: Localized;
    /** What it makes of tables, as far as that decides how files are read. */
    readonly use?: TableUse;
    /** Folders of pictures, one for each class, are taken: they become IDX files with labels, which must be among the formats. */
    readonly folders?: true;
    /** Choices of how the user's own files are read that it takes; none where this is absent. */
    readonly reading?: readonly ReadingChoice[];
    /** Kinds of graphs that it takes, in the experiment or (of formats that hold graphs) as files; none where this is absent. */
    readonly documents?: readonly GraphKind[];
    /** `parseDocument`, brought by each lab that takes graphs: the pages of all others do without its code. */
    readonly parseDocument?: (input: unknown) => GraphDocument;
    /** Runs without data for these parameters (then `experiment.data` is null). */
    none?(params: ParamsOf<F>): boolean;
    /** Runs with data and without for these parameters: what is there stays, and null is as good. */
    optional?(params: ParamsOf<F>): boolean;
  };
  /** At least two; the first runs in ≤ 15 s on one thread. */
  readonly presets: readonly Preset[];
  readonly metrics: readonly Metric[];
  /** Takes a grid of values for its parameters, each combination a run of its own (`sweepRuns`). */
  readonly sweeps?: true;
  /**
   * The seed changes nothing: every preset gives the same arrays under any seed. Only for the labs that `deterministicLabs` of the conformance
   * suite names; the first preset of every other lab gives other arrays under another seed.
   */
  readonly deterministic?: true;
  /**
   * No parameter does nothing but add steps (the lab answers at once, or its parameters change what is computed). Without this, each preset has
   * a parameter that makes a task longer and leaves it as it is otherwise, so that a longer run extends a shorter one.
   */
  readonly singleStep?: true;
  /** Modules that its threads need; their hashes are part of the engine of its results. */
  readonly wasm: readonly WasmName[];
  readonly devices: readonly Device[];
  /** Whether runs with these parameters have tasks for a GPU: of a lab with the device "webgpu" all have, where this is absent. */
  onGpu?(params: ParamsOf<F>): boolean;
  /** Of a plan what two devices are timed on (`client/run/race.ts`), where its beginning is not what a GPU does; its tasks may be shorter. Absent: all of it. */
  trial?(tasks: readonly Task[]): readonly Task[];
  /**
   * Brings the code that this table needs, where it is not there from the start: to be awaited before the table is given to `check`, `plan` and the others.
   * Nothing where all is there.
   */
  prepare?(table: Table): Promise<void> | undefined;
  /**
   * The same of the code that these parameters need; where `beside` is given, also of what takes long to find out about them and the data, in stages between
   * which `breathe` lets the page answer.
   */
  prepareFor?(
    params: ParamsOf<F>,
    beside?: { readonly data: Table | null; breathe(): Promise<void> },
  ): Promise<void> | undefined;
  /** Throws an ExperimentError for parameters that do not fit the data (missing values, a column that is not there, …). */
  check?(params: ParamsOf<F>, data: Table | null): void;
  /** What the user is told of what the lab makes of data that it takes; of what happened before, the table has its own notices. */
  notices?(params: ParamsOf<F>, data: Table | null): readonly DataNotice[];
  /** Whether the model of these data is not trained but run, by the program that it comes from. */
  onlyRuns?(params: ParamsOf<F>, data: Table): boolean;
  /** Work and memory before the run, for the estimate that the page shows, and the modules that its tasks need beside those of the lab. */
  estimate(params: ParamsOf<F>, data: Table | null): Work;
  plan(params: ParamsOf<F>, data: Table | null, key: Key): readonly Task[];
  /** How the tasks of the plan, and the questions of views, are done: by their kind. */
  readonly processes: Readonly<Record<string, Opener>>;
  /**
   * Resolves once the code of all processes is there, for labs that defer it (`deferred.ts`): a page that only shows the lab needs none of it. With
   * parameters, once all else is there that their tasks bring (trained weights): until then these open with a promise.
   */
  ready?(params?: Params): Promise<void>;
  /** Brings the code of `measure` and `parts`, where it is not there from the start: to be awaited before either is called. Nothing where it is there. */
  prepareMeasure?(): Promise<void> | undefined;
  /**
   * Metrics of a finished or unfinished run: flat and finite; what was not computed is absent, never NaN. Uses `shared/math` for exp, log, …
   * so that every runtime gives the same bits.
   */
  measure(
    fold: Fold,
    experiment: ExperimentOf<F>,
    data: Table | null,
    parts?: readonly Arrays[],
  ): Readonly<Record<string, number>>;
  /**
   * What takes long in `measure`, as questions that several threads answer at once: it is given their answers, in this order. Without them it finds the same by
   * itself. What is given with them may be arrays of the fold; of an unfinished run it should be little.
   */
  parts?(fold: Fold, experiment: ExperimentOf<F>, data: Table | null): readonly LabQuestion[];
  /**
   * What readies a thread for `parts`, asked once `task` is done and others are under way: whoever is first to measure waits for what is done the first time. Nothing
   * is made of its answer, and no part may depend on it.
   */
  rehearsal?(fold: Fold, experiment: ExperimentOf<F>, data: Table | null, task: string): LabQuestion | undefined;
  /** What the card of a preset shows of its recorded run; curves of its records where there is none. */
  picture?(fold: Fold, data: Table | null): CardPicture | undefined;
  /** What of a finished run the page keeps to show before anything is run there; everything where it is left out, which must be small. */
  recording?(fold: Fold, experiment: ExperimentOf<F>, data: Table | null): Recording;
  /** The trained weights of a finished run, where the lab has a model: what is exported, published and sampled. */
  weights?(fold: Fold): Arrays | undefined;
  /** The trained net of a finished run as a chain of layers, where it is one: what is written for ONNX and tensorflow.js, and published in integers. */
  chain?(fold: Fold, params: ParamsOf<F>, data: Table | null): TrainedChain | undefined;
  /** The trained net of a finished run that goes on with texts, or why it is not published; undefined without data, or without all of its weights. */
  text?(fold: Fold, params: ParamsOf<F>, data: Table | null): TextToPublish | undefined;
  /**
   * What other programs do otherwise, and a reader of exported weights has to know (divisors, signs, constants): written into the file, in English. Of
   * a finished run also the numbers that inputs have to go through before them.
   */
  conventions?(params: ParamsOf<F>, fold?: Fold): Readonly<Record<string, string>>;
  /** What columns go through before and after the net, where what `chain` gives does not have it in itself: for exported weights. */
  scales?(params: ParamsOf<F>, data: Table | null): Scales | undefined;
  /** Brings what writes the draws of a finished run, where the lab has Markov chains. */
  draws?(): Promise<DrawsWriter>;
  /** The quantised model of a finished run (safetensors, `shared/quant`), where the lab has one: what is published and queried at the edge. */
  model?(fold: Fold): Uint8Array<ArrayBuffer> | undefined;
  /** The samples of a finished run as the edge answers them in bytes, where they are what the lab makes. */
  samples?(fold: Fold): Uint8Array<ArrayBuffer> | undefined;
  /** Why runs with these parameters have no quantised model, where others of the lab have one; null where they have. */
  withoutModel?(params: ParamsOf<F>): Localized | null;
}

/** One topic's module. */
export interface Lab<F extends Fields = Fields> extends LabBody<F> {
  /** Opens the process of a task. Throws a RangeError for a kind the lab does not have. */
  open(task: Task, context: Context, checkpoint?: Arrays): Later<Process>;
  /** Joins the gang of a task. Throws a RangeError for a kind that has none. */
  join(task: Task, context: Context, buffers: GangBuffers, seat: MemberSeat): Later<Member>;
}

/** Keeps the inference of `F` while a lab is checked against the contract, and erases it for the registry. */
export function defineLab<const F extends Fields>(lab: LabBody<F>): Lab {
  const join: Lab["join"] = (task, ...rest) => {
    const { member } = openerOf(lab, task);
    if (member === undefined) throw new RangeError(`process "${task.kind}" of lab ${lab.id} has no gang`);
    return member(task, ...rest);
  };
  return { ...lab, open: (task, ...rest) => openerOf(lab, task).open(task, ...rest), join } as Lab;
}

function openerOf({ id, processes }: Pick<Lab, "id" | "processes">, { kind }: Task): Opener {
  if (Object.hasOwn(processes, kind)) return processes[kind];
  throw new RangeError(`lab ${id} has no process "${kind}" (must be one of ${Object.keys(processes).join(", ")})`);
}
