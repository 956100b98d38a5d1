import type { ComponentChildren } from "preact";
import type { Arrays } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { GraphDocument, GraphKind } from "../../shared/experiment/document.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Params } from "../../shared/experiment/fields.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { LabQuestion } from "../../shared/labs/recording.ts";
import type { Locale, Localized } from "../../shared/text.ts";
import type { LoadNets } from "../i18n/node-names.ts";
import type { Lesson } from "../lessons/lesson.ts";
import type { Catalogue } from "./recorded.ts";

type QuestionTask = LabQuestion["task"];

/** A task of the lab that a view asks for. */
export interface AskedTask extends QuestionTask {
  /** The name of its answer among those that are recorded with results (`recording` of the lab): that answer is taken where it is known. */
  readonly recordedAs?: string | undefined;
  /** The input is incomplete, since the result was stored in part: only a recorded answer is right; without one there is none (`NotKeptError`). */
  readonly partial?: boolean;
  /** The table that it is about, where a view draws another than that of what is shown: the form's, or that of the run before. */
  readonly about?: Table;
}

/** A question that cannot be answered about a result that was kept in part. */
export class NotKeptError extends Error {}

/**
 * The experiment in the form, which a view may edit while its picture is that of an earlier run. Steps back and on are those of the form: one
 * per gesture.
 */
export interface ViewDraft {
  readonly experiment: Experiment;
  /** What the data of `experiment` are as a table: null until it is made, and where it cannot be. */
  readonly data: Table | null;
  /** What was refused of what the form and its views were given, by path ("seed"), until something else is given there. */
  readonly errors: Readonly<Record<string, unknown>>;
  /**
   * Makes a graph the document of the experiment, beside the files that are samples of it; `params` are those that change with it (an edit that renames
   * a node says what names it). Edits of one gesture, until `settle`, are undone together. Throws an ExperimentError, and changes nothing, for a
   * document that is none, or none for this lab, and for a parameter out of its range.
   */
  edit(document: GraphDocument, gesture?: string, params?: Params): void;
  /** As `edit`, without the files that are there: they are no samples of this graph. */
  editAlone(document: GraphDocument, params?: Params): void;
  /** The gesture is over. */
  settle(): void;
  /** Absent where there is nothing to undo, or to do again. */
  undo?(): void;
  redo?(): void;
}

/** What every view of a lab is given; `P`: the lab's parameters. Views draw; whatever must be computed is queried from the pool. */
export interface ViewProps<P = unknown> {
  /** The experiment that `fold` belongs to (not the draft in the form). */
  readonly experiment: Omit<Experiment, "params"> & { readonly params: P };
  readonly fold: Fold;
  /** Grows whenever `fold` changes; at most once per frame. */
  readonly version: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly data: Table | null;
  readonly locale: Locale;
  /** Runs one task of the lab on the pool, with `given` as its input, and returns its output. */
  ask(task: AskedTask, given: Arrays, signal?: AbortSignal): Promise<Arrays>;
  /** Proposes new parameters (a change in the form, undoable). Those of one gesture, until the draft is settled, are undone together. */
  propose(params: Params, gesture?: string): void;
  /** Proposes another seed of the experiment, as `propose` does parameters; what is none is refused in `draft.errors`. Absent where a view is only looked at. */
  reseed?(seed: number | string, gesture?: string): void;
  /** Makes files, drawn or recorded in the view, the data of the form, as if the reader had chosen them. Absent where a view is only looked at. */
  attach?(files: readonly File[]): Promise<void>;
  /** The experiment in the form, of labs that take graphs, and of views that show it (`live`). Absent where a view is only looked at. */
  readonly draft?: ViewDraft;
}

export interface View<P = never> {
  readonly id: string;
  readonly title: Localized;
  readonly component: (props: ViewProps<P>) => ComponentChildren;
  /** Shown only with the expert switch on. */
  readonly expert?: boolean;
  /** A supporting view of these parameters, on a graph of this kind or on these data, alone; absent where it is of all. */
  readonly shows?: (params: P, graph?: GraphKind, data?: Table | null) => boolean;
  /** It shows the form as it is now, whatever was run; what it draws of a run it draws while that is of this very form. Absent: it is of the last run. */
  readonly live?: (params: P) => boolean;
  /** A main view that has something to show before anything was run: it is given an empty fold, and the draft. */
  readonly beforeRuns?: true;
}

/**
 * How one lab is shown: the main picture, and the views beside or under it. No mathematics here. A lab names the type of its parameters; the list of
 * all labs knows none (`never`), so that it takes every lab.
 */
export interface LabView<P = never> {
  readonly id: string;
  readonly main: View<P>;
  readonly supporting: readonly View<P>[];
  /** Addresses of the recorded results of its presets, by their place beside this file: a page has those of its lab alone. */
  readonly recorded: Readonly<Record<string, string>>;
  /** The numbers of these results, beside this file. */
  readonly catalogue: Readonly<Record<string, () => Promise<Catalogue>>>;
  /** Its lesson in each language, beside this file (`lessonOf`). */
  readonly lessons: Readonly<Record<string, () => Promise<Lesson>>>;
  /** Brings the addresses of the answers that its recording keeps apart. */
  readonly recordedAnswers?: () => Promise<Readonly<Record<string, string>>>;
  /** Names of the 3–5 metrics that the run bar shows; the rest are in a table. */
  readonly headline: readonly string[];
  /** What the run bar says in place of a metric's number, by its name: of a class, what it is called. Undefined: the number. */
  readonly said?: Readonly<Record<string, Said>>;
  /** Of a live main view: the metrics of the form as it is, which need no run. Undefined where it has none. */
  readonly now?: (params: P) => Readonly<Record<string, number>> | undefined;
  /** Sentences for the errors that only this lab or its family throws, by their code. The others are in `client/i18n/errors.ts`. */
  readonly errors?: Readonly<Record<string, Localized>>;
  /** More of them, which few visits need: they come with the others in `client/i18n/errors.ts`. */
  readonly moreErrors?: () => Promise<Readonly<Record<string, Localized>>>;
  /** What nodes and states of its built-in nets are called, by the name of the net. */
  readonly nets?: LoadNets;
}

/** A metric's number of a result in words. */
export type Said = (
  value: number,
  result: { readonly experiment: Experiment; readonly data: Table | null },
) => string | undefined;

/** The lesson of a lab. */
export const lessonOf = ({ lessons }: Pick<LabView, "lessons">, language: Locale): Promise<Lesson> =>
  lessons[`./lesson.${language}.md`]();
