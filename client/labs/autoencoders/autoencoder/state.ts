import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import { modulesOf } from "../../../../shared/labs/autoencoders/autoencoder/data.ts";
import type { AutoencoderParams } from "../../../../shared/labs/autoencoders/autoencoder/fields.ts";
import { linearNet } from "../../../../shared/labs/autoencoders/autoencoder/linear-net.ts";
import { useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";

/** What every view of this lab is given. */
export type AutoencoderProps = ViewProps<AutoencoderParams>;

/** Held-out rows that are shown as pictures. */
export const shownRows = 20;

/** The newest net of a run: layers by name. While it trains, those of the last snapshot. Undefined where a kept result lacks some of them. */
export function layersOf({ fold, experiment }: Pick<AutoencoderProps, "fold" | "experiment">): Arrays | undefined {
  const found = fold.output("train") ?? fold.snapshot("train");
  const layers = 2 * experiment.params.hidden.length;
  if (!found || !Array.from({ length: layers }, (_, l) => `layer${l}.weights`).every((name) => found[name]))
    return undefined;
  return Object.fromEntries(Object.entries(found).filter(([name]) => name.startsWith("layer")));
}

/** The net as a question takes it: its layers, or its quantised form where a result was kept without the large ones. */
export function netOf(props: Pick<AutoencoderProps, "fold" | "experiment">): Arrays | undefined {
  const file = props.fold.output("quantise")?.file;
  return layersOf(props) ?? (file && { file });
}

/** Changes with the net. */
function netKey({ fold, version }: Pick<AutoencoderProps, "fold" | "version">): string {
  return fold.output("train") ? `final ${fold.tasks.length}` : `step ${version}`;
}

/** Asks the net for pictures, codes or reconstructions; null rows ask nothing. */
export function useNet(
  props: AutoencoderProps,
  kind: "encode" | "decode" | "reconstruct",
  rows: NDArray<Float32Array> | null,
  key: string,
): NDArray | undefined {
  const net = netOf(props);
  const { params } = props.experiment;
  // A published result may come without its data.
  const columns = props.data?.columns ?? props.fold.output("pca")?.mean.shape[0] ?? 0;
  const asked = net && rows && rows.values.length > 0 ? `${kind} ${netKey(props)} ${key}` : null;
  const { answer } = useAnswer(props.ask, asked, () => ({
    task: { kind, steps: 1, params: { ...params, columns }, ...modulesOf(params) },
    given: { ...net, ...(rows && { rows }) },
  }));
  return answer?.rows;
}

/** PCA's reconstructions of rows, by the net that it is. */
export function usePca(props: AutoencoderProps, rows: NDArray<Float32Array> | null, key: string): NDArray | undefined {
  const { mean, components } = props.fold.output("pca") ?? {};
  const asked = mean && components && rows ? { mean, components, rows } : null;
  const { answer } = useAnswer(props.ask, asked && `pca ${props.fold.tasks.length} ${key}`, () => {
    if (!asked) throw new Error("nothing to ask about");
    const [hidden, columns] = asked.components.shape;
    const params = { hidden: [hidden], activation: "linear", code: "same", loss: "mse", columns };
    return {
      task: { kind: "reconstruct", steps: 1, params },
      given: { ...linearNet(asked.mean, asked.components), rows: asked.rows },
    };
  });
  // An answer that is left over belongs to another run.
  return components && answer ? answer.rows : undefined;
}
