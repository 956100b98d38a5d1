import { useMemo, useRef } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { canonicalJson } from "../../../../shared/experiment/canonical.ts";
import { isEqual } from "../../../../shared/experiment/equal.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import type { Hmm } from "../../../../shared/kernels/hmm/model.ts";
import { type Sequences, sequencesIn } from "../../../../shared/labs/generative/hmm/data.ts";
import type { HmmParams } from "../../../../shared/labs/generative/hmm/fields.ts";
import { givenModel } from "../../../../shared/labs/generative/hmm/given.ts";
import { matchOf } from "../../../../shared/labs/generative/hmm/metrics.ts";
import { modelArrays, modelIn } from "../../../../shared/labs/generative/hmm/model-arrays.ts";
import { className, columnName } from "../../../i18n/class-names.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { seriesColor } from "../../../views/palette.ts";
import { useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

export type Props = ViewProps<HmmParams>;

/** A model and the sequences that it is asked about. */
export interface Subject {
  readonly params: HmmParams;
  readonly data: Sequences;
  readonly table: Table;
  /** What `table` was made of. */
  readonly ref: Experiment["data"];
  readonly model: Hmm;
  readonly arrays: Arrays;
  /** Its states as the experiment calls them (of a learned one, their numbers), and as readers see them. */
  readonly names: readonly string[];
  readonly shown: readonly string[];
  readonly symbols: readonly string[];
  readonly colors: readonly string[];
  /** Of the true states, where they are known. */
  readonly classColors: readonly string[];
  readonly classes: readonly string[];
  /** It may be changed by hand. */
  readonly isGiven: boolean;
  /** It is what was run. */
  readonly isRun: boolean;
}

/** What the form asks where it gives the model; otherwise what was run. `error`: what is wrong with the form, beside the last good subject. */
export function useSubject(props: Props): { readonly subject: Subject | undefined; readonly error?: ExperimentError } {
  const { draft, data, experiment, fold } = props;
  const drafted = draft?.experiment.params as HmmParams | undefined;
  const answer = fold.output("answer");
  const good = useRef<Subject | undefined>(undefined);
  const found = useMemo(() => {
    try {
      if (draft && drafted?.task === "given")
        return { subject: draft.data ? givenIn(draft.experiment, draft.data, experiment, data) : undefined };
      if (!data || !answer) return { subject: undefined };
      return { subject: ranIn(props, data, answer) };
    } catch (error) {
      if (error instanceof ExperimentError) return { subject: undefined, error };
      throw error;
    }
  }, [drafted, draft?.data, data, answer, experiment, locale.value]);
  if (found.subject) good.current = found.subject;
  return { ...found, subject: found.subject ?? good.current };
}

function givenIn(draft: Experiment, table: Table, ran: Props["experiment"], runTable: Table | null): Subject {
  const params = draft.params as HmmParams;
  const data = sequencesIn(table, params);
  const { states, model } = givenModel(params, table.chain, data);
  const isRun = runTable !== null && isEqual(draft.data, ran.data) && isEqual(params, ran.params);
  return {
    ...common(params, table, data, model, draft.data),
    ...{ names: states, shown: states.map((name) => className(draft.data, name)), isGiven: true, isRun },
    colors: states.map((_, s) => seriesColor(s)),
  };
}

function ranIn({ fold, experiment }: Props, table: Table, answer: Arrays): Subject {
  const { params } = experiment;
  const data = sequencesIn(table, params);
  const model = modelIn(answer);
  const match = matchOf(fold, params, table);
  const classes = table.classes ?? [];
  const isLearned = params.task === "learn";
  const K = model.initial.length;
  const number = (s: number) => t(words.stateNumber, { number: s + 1 });
  const names = Array.from({ length: K }, (_, s) => (isLearned ? String(s + 1) : (classes[s] ?? String(s + 1))));
  const left = Array.from({ length: K }, (_, s) => s).filter((s) => (match?.[s] ?? -1) < 0);
  return {
    ...common(params, table, data, model, experiment.data),
    ...{ names, isGiven: false, isRun: true },
    shown: names.map((name, s) => {
      if (!isLearned) return className(experiment.data, name);
      return match && match[s] >= 0 ? `${s + 1} ≈ ${className(experiment.data, classes[match[s]])}` : number(s);
    }),
    colors: names.map((_, s) =>
      seriesColor(match && match[s] >= 0 ? match[s] : (match ? classes.length : 0) + Math.max(0, left.indexOf(s))),
    ),
  };
}

function common(params: HmmParams, table: Table, data: Sequences, model: Hmm, ref: Experiment["data"]) {
  const classes = data.labels && table.classes ? table.classes : [];
  return {
    ...{ params, table, ref, model, arrays: modelArrays(model) },
    data: { ...data, names: data.names.map((name) => columnName(ref, name)) },
    symbols: (data.symbols ?? []).map((name) => className(ref, name)),
    classes: classes.map((name) => className(ref, name)),
    classColors: classes.map((_, c) => seriesColor(c)),
  };
}

/** What the model says of every row. */
export interface Overview {
  /** [rows, K]. */
  readonly posterior: ArrayLike<number>;
  readonly path: ArrayLike<number>;
  readonly logLikelihood: number;
  /** Rows that are there: of a recorded result perhaps the first alone. */
  readonly rows: number;
  /** The row that cannot follow those before it: nothing else is said then. */
  readonly impossible?: number;
}

/** Of the run where the subject is what was run; otherwise asked anew at each change. */
export function useOverview({ ask, fold }: Props, subject: Subject | undefined): Overview | undefined {
  const ran = subject?.isRun ? fold.output("answer") : undefined;
  const key = subject && !ran ? keyOf(subject) : null;
  const { answer } = useAnswer(ask, key, () => question(subject as Subject, "overview", {}));
  return useMemo(() => {
    if (ran) {
      const logs = Array.from(ran.logLikelihoods.values);
      return {
        ...{ posterior: ran.posterior.values, path: ran.path.values, rows: ran.posterior.shape[0] },
        logLikelihood: logs.reduce((a, b) => a + b, 0),
      };
    }
    if (!answer) return undefined;
    if (answer.impossible) return { ...NOTHING, impossible: answer.impossible.values[0] };
    return {
      ...{ posterior: answer.posterior.values, path: answer.path.values, rows: answer.posterior.shape[0] },
      logLikelihood: answer.logLikelihood.values[0],
    };
  }, [ran, answer]);
}

const NOTHING = { posterior: [], path: [], logLikelihood: 0, rows: 0 } as const;

/** The model, its data and how they are read, as a text: what questions about it depend on. */
export function keyOf({ arrays, params, ref, isGiven }: Subject): string {
  const numbers = Object.entries(arrays).map(([name, { values }]) => [name, Array.from(values)] as const);
  const { emissions, sequence } = params;
  return canonicalJson({
    numbers: Object.fromEntries(numbers),
    emissions,
    sequence,
    ref,
    isGiven,
  });
}

/**
 * A question about the subject on its own data: while a run of other data begins, the last subject stays, and the form may have data that were not run.
 */
export function question({ params, arrays, table }: Subject, kind: string, more: Readonly<Record<string, number>>) {
  const { emissions, sequence } = params;
  return { task: { kind, steps: 1, params: { emissions, sequence, ...more }, about: table }, given: arrays };
}
