import type { Arrays, NDArray } from "../../../shared/arrays.ts";
import { netQuestion, pcaQuestion } from "../../../shared/labs/autoencoders/questions.ts";
import type { AutoencodingParams } from "../../../shared/labs/autoencoders/samples.ts";
import { layersOf as planOf } from "../../../shared/labs/nets/coders/layers.ts";
import { isWhole } from "../../../shared/labs/nets/weights.ts";
import { useAnswer } from "../answer.ts";
import { netKey, newestWeights } from "../parts/net-state.ts";
import type { ViewProps } from "../view.ts";

/** What every view of a lab of this family is given. */
export type AutoencoderProps = ViewProps<AutoencodingParams & { readonly learningRate: number }>;

/** The newest net of a run: layers by name. While it trains, those of the last snapshot. Undefined where a kept result lacks some of them. */
export function layersOf({ fold, experiment }: Pick<AutoencoderProps, "fold" | "experiment">): Arrays | undefined {
  const found = newestWeights({ fold });
  // Which layers there are does not depend on the data.
  const { layers } = planOf(experiment.params, { columns: 1 });
  return found && isWhole(found, layers.length) ? found : undefined;
}

/** The net as a question takes it: its layers, or its quantised form where a result was kept without the large ones. */
export function netOf(props: Pick<AutoencoderProps, "fold" | "experiment">): Arrays | undefined {
  const file = props.fold.output("quantise")?.file;
  return layersOf(props) ?? (file && { file });
}

/** The same where only codes are decoded: of a kept result the layers of the decoder do. */
export function decoderOf(props: Pick<AutoencoderProps, "fold" | "experiment">): Arrays | undefined {
  const found = newestWeights(props);
  const { layers, encoder } = planOf(props.experiment.params, { columns: 1 });
  return found && isWhole(found, layers.length, encoder) ? found : netOf(props);
}

/** A trained net of a result that was kept without its layers. */
export function lacksNet(props: Pick<AutoencoderProps, "fold" | "experiment">): boolean {
  return props.fold.output("train") !== undefined && netOf(props) === undefined;
}

/** … and without its decoder. */
export function lacksDecoder(props: Pick<AutoencoderProps, "fold" | "experiment">): boolean {
  return props.fold.output("train") !== undefined && decoderOf(props) === undefined;
}

/** Of views that draw held-out rows: their codes where these are known, so that the decoder alone is asked. */
export interface CodedProps extends AutoencoderProps {
  readonly codes?: NDArray<Float32Array> | null;
}

/** What was asked for, and whether it is still to come: then its place is kept. */
export interface Asked {
  readonly rows: NDArray | undefined;
  readonly isComing: boolean;
}

/** Whether it has a place on the page. */
export const isHere = ({ rows, isComing }: Asked): boolean => rows !== undefined || isComing;

/** Asks the net for pictures, codes or reconstructions; null rows ask nothing. */
export function useNet(
  props: AutoencoderProps,
  kind: "encode" | "decode" | "reconstruct",
  rows: NDArray<Float32Array> | null,
  key: string,
  recordedAs?: string,
): Asked {
  const net = (kind === "decode" ? decoderOf : netOf)(props);
  const { params } = props.experiment;
  // A published result may come without its data; convolutions cannot do without.
  const row = props.data ?? { columns: props.fold.output("pca")?.mean.shape[0] ?? outputsOf(props) };
  const isKnown = net !== undefined || lacksNet(props);
  const asked = isKnown && rows && rows.values.length > 0 ? `${kind} ${netKey(props)} ${key}` : null;
  const { answer, waiting } = useAnswer(props.ask, asked, () => {
    if (!rows) throw new Error("nothing to ask about");
    const { task, given } = netQuestion(kind, params, row, net ?? {}, rows);
    return { task: { ...task, recordedAs, partial: net === undefined }, given };
  });
  return { rows: answer?.rows, isComing: waiting };
}

/** Numbers that a net of dense layers gives. */
function outputsOf(props: Pick<AutoencoderProps, "fold" | "experiment">): number {
  const { layers } = planOf(props.experiment.params, { columns: 1 });
  return newestWeights(props)?.[`layer${layers.length - 1}.bias`]?.shape[0] ?? 0;
}

/** PCA's reconstructions of rows, by the net that it is. */
export function usePca(
  props: AutoencoderProps,
  rows: NDArray<Float32Array> | null,
  key: string,
  recordedAs?: string,
): Asked {
  const found = props.fold.output("pca");
  const { answer, waiting } = useAnswer(
    props.ask,
    found && rows ? `pca ${props.fold.tasks.length} ${key}` : null,
    () => {
      if (!found || !rows) throw new Error("nothing to ask about");
      const { mean, components } = found;
      const { task, given } = pcaQuestion(mean, components ?? mean, rows);
      return { task: { ...task, recordedAs, partial: components === undefined }, given };
    },
  );
  if (!props.fold.tasks.some(({ id }) => id === "pca")) return { rows: undefined, isComing: false };
  // A leftover answer belongs to another run.
  if (found) return { rows: answer?.rows, isComing: waiting };
  return { rows: undefined, isComing: !props.fold.finished && props.fold.tasks.some(({ id }) => id === "pca") };
}
