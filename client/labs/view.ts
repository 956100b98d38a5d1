import type { ComponentType } from "preact";
import type { Arrays } from "../../shared/arrays.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Params } from "../../shared/experiment/fields.ts";
import type { Fold } from "../../shared/labs/fold.ts";
import type { Task } from "../../shared/labs/lab.ts";
import type { Locale, Localized } from "../../shared/text.ts";

/** What every view of a lab is given. Views draw; whatever must be computed is asked of the pool. */
export interface ViewProps {
  /** The experiment that `fold` belongs to (not the draft in the form). */
  readonly experiment: Experiment;
  readonly fold: Fold;
  /** Grows whenever `fold` changed; at most once a frame. */
  readonly version: number;
  readonly metrics: Readonly<Record<string, number>>;
  readonly data: Table | null;
  readonly locale: Locale;
  /** Runs one task of the lab on the pool, with `given` as its input, and returns its output. */
  ask(task: Omit<Task, "key" | "id">, given: Arrays, signal?: AbortSignal): Promise<Arrays>;
  /** Proposes new parameters (a change in the form, undoable). */
  propose(params: Params): void;
}

export interface View {
  readonly id: string;
  readonly title: Localized;
  readonly component: ComponentType<ViewProps>;
  /** Shown only with the expert switch on. */
  readonly expert?: boolean;
}

/** How one lab is shown: the main picture, and the views beside or under it. No mathematics here. */
export interface LabView {
  readonly id: string;
  readonly main: View;
  readonly supporting: readonly View[];
  /** Names of the 3–5 metrics that the run bar shows; the rest are in a table. */
  readonly headline: readonly string[];
}
