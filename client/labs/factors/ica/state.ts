import { useMemo } from "preact/hooks";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { IcaParams } from "../../../../shared/labs/factors/ica/fields.ts";
import { bestFit } from "../../../../shared/labs/factors/ica/lab.ts";
import { closestSource } from "../../../../shared/labs/factors/ica/truth.ts";
import { t } from "../../../i18n/locale.ts";
import { useAnswer } from "../../answer.ts";
import { columnOf } from "../../parts/matrix.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** What every view of this lab is given. */
export type IcaProps = ViewProps<IcaParams>;

/** Seconds of sound that are shown and played, seconds of slower signals, draws of those without a time, points of a cloud. */
export const maxSeconds = 30;
export const tracedSeconds = 4;
export const tracedRows = 400;
export const maxPoints = 2000;

/** Hz. Below it browsers play nothing (Web Audio asks for 8000, they allow 3000): slower signals come from sensors. */
const lowestSound = 3000;

/** Samples per second of audible data; undefined for other data, such as heartbeats, which are only drawn. */
export function soundRate(data: ViewProps["data"]): number | undefined {
  return data?.rate !== undefined && data.rate >= lowestSound ? data.rate : undefined;
}

export interface Model {
  readonly fit: string;
  /** unmixing, mean, whitening, rotation; of a finished fit more. */
  readonly arrays: Arrays;
  readonly finished: boolean;
}

/** The best fit so far: its output, or its newest snapshot. Null before the first iteration. */
export function modelOf({ fold }: Pick<ViewProps, "fold">): Model | null {
  const fit = bestFit(fold);
  if (fit === null) return null;
  const output = fold.output(fit);
  const arrays = output ?? fold.snapshot(fit);
  return arrays?.unmixing ? { fit, arrays, finished: output !== undefined } : null;
}

export interface ShownComponents {
  readonly from: number;
  readonly count: number;
  readonly stride: number;
}

/** mixtures; with a model components, and whitened where it was asked for; sources where they are known. */
export type Signals = Arrays;

/** Rows of the mixtures and of what the model makes of them; the last answer stays while a newer one is pending. */
export function useSignals(
  props: IcaProps,
  model: Model | null,
  shown: ShownComponents,
  whitened = false,
): Signals | null {
  const { fold, data, version } = props;
  const [task] = fold.tasks;
  const stamp = model?.finished ? `${model.fit} ${fold.tasks.length}` : `${model?.fit} ${version}`;
  const key = data && task ? `${stamp} ${shown.count} ${shown.stride} ${whitened}` : null;
  const { answer } = useAnswer(props.ask, key, () => ({
    task: { kind: "signals", steps: 1, params: { ...task.params, ...shown } },
    given: model
      ? {
          unmixing: model.arrays.unmixing,
          mean: model.arrays.mean,
          ...(whitened && { whitening: model.arrays.whitening }),
        }
      : {},
  }));
  // An answer about other data has other shapes.
  const fits = answer && (!model || answer.mixtures.shape[1] === model.arrays.unmixing.shape[1]);
  return fits ? answer : null;
}

/** All columns, the same arrays as long as the table is the same. */
export function useColumns(table: NDArray | undefined, most: number): readonly Float32Array[] {
  return useMemo(
    () =>
      Array.from({ length: Math.min(most, table?.shape[1] ?? 0) }, (_, c) =>
        Float32Array.from(table ? columnOf(table, c) : []),
      ),
    [table, most],
  );
}

/** Changes with the signals: what was asked about others must not be shown. */
export function dataKey({ experiment: { data, params, seed } }: Pick<IcaProps, "experiment">): string {
  return JSON.stringify([data, params.mix, params.cut, params.mix ? seed : 0]);
}

/** Names of the columns that are separated, and of the true sources. */
export function namesOf({ experiment, data }: Pick<IcaProps, "experiment" | "data">) {
  const own = data?.names?.map(said) ?? Array.from({ length: data?.columns ?? 0 }, (_, c) => String(c + 1));
  const known = data?.factors && data.factors.names.length === data.columns ? data.factors.names.map(said) : undefined;
  const mixed = experiment.params.mix;
  return { mixtures: mixed ? own.map((_, i) => `mix${i + 1}`) : own, sources: known ?? (mixed ? own : []) };
}

/** Names that our own generators give, in the reader's language; others as they are. */
function said(name: string): string {
  if (name === "mother" || name === "child" || name === "breathing") return t(words[name]);
  const [, kind, number] = /^(mic|voice|electrode|laplace|uniform|student|bimodal|gaussian) ?(\d+)$/.exec(name) ?? [];
  return kind ? `${t(words[kind as "mic"])} ${number}` : name;
}

/** The true source that component i resembles most; null where none is known. */
export function matchOf({ arrays: { correlations } }: Model, i: number) {
  return correlations ? closestSource(correlations, i) : null;
}
