import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import { split } from "../../../../shared/data/split.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import { modulesOf, samplesOf } from "../../../../shared/labs/autoencoders/autoencoder/data.ts";
import type { AutoencoderParams } from "../../../../shared/labs/autoencoders/autoencoder/fields.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import { useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";

/** Held-out rows that are shown as pictures. */
export const shownRows = 20;

/** The newest net of a run: layers by name. While it trains, those of the last snapshot. Undefined where a kept result lacks some of them. */
export function layersOf({ fold, experiment }: Pick<ViewProps, "fold" | "experiment">): Arrays | undefined {
  const found = fold.output("train") ?? fold.snapshot("train");
  const layers = 2 * (experiment.params.hidden as readonly number[]).length;
  if (!found || !Array.from({ length: layers }, (_, l) => `layer${l}.weights`).every((name) => found[name]))
    return undefined;
  return Object.fromEntries(Object.entries(found).filter(([name]) => name.startsWith("layer")));
}

/** The net as a question takes it: its layers, or its quantised form where a result was kept without the large ones. */
export function netOf(props: Pick<ViewProps, "fold" | "experiment">): Arrays | undefined {
  const file = props.fold.output("quantise")?.file;
  return layersOf(props) ?? (file && { file });
}

/** Changes with the net. */
export function netKey({ fold, version }: Pick<ViewProps, "fold" | "version">): string {
  return fold.output("train") ? `final ${fold.tasks.length}` : `step ${version}`;
}

export function shapeOf(data: Table | null, columns: number): PictureShape {
  return data?.image ?? { width: columns, height: 1 };
}

function paramsOf({ experiment }: Pick<ViewProps, "experiment">): AutoencoderParams {
  return experiment.params as unknown as AutoencoderParams;
}

/** Parameters of a question: which net it is. */
export function questionParams({ experiment, data }: Pick<ViewProps, "experiment" | "data">): Params {
  return { ...experiment.params, columns: data?.columns ?? 0 };
}

/** Rows that were held out, as the net sees them. */
export function heldOut(data: Table, experiment: ViewProps["experiment"], count: number): NDArray<Float32Array> {
  const { values, columns, test } = samplesOf(data, paramsOf({ experiment }));
  const rows = test.subarray(0, count);
  const scale = values instanceof Uint8Array ? 255 : 1;
  const out = new Float32Array(rows.length * columns);
  for (const [n, row] of rows.entries())
    for (let c = 0; c < columns; c++) out[n * columns + c] = values[row * columns + c] / scale;
  return { shape: [rows.length, columns], values: out };
}

/** Classes of the held-out rows, null where the data has none. */
export function classesOf(data: Table | null, fraction: number, count: number): Int32Array | null {
  if (!data?.labels) return null;
  const { labels } = data;
  return Int32Array.from(split(data.rows, fraction).test.subarray(0, count), (row) => labels[row]);
}

/** Asks the net for pictures, codes or reconstructions; null rows ask nothing. */
export function useNet(
  props: ViewProps,
  kind: "encode" | "decode" | "reconstruct",
  rows: NDArray<Float32Array> | null,
  key: string,
) {
  const net = netOf(props);
  const asked = net && rows && rows.values.length > 0 ? `${kind} ${netKey(props)} ${key}` : null;
  return useAnswer(props.ask, asked, () => ({
    task: { kind, steps: 1, params: questionParams(props), ...modulesOf(paramsOf(props)) },
    given: { ...net, ...(rows && { rows }) } as Arrays,
  }));
}

/** PCA's reconstructions of rows: those of a linear net of one layer each way whose weights are the components. */
export function usePca(props: ViewProps, rows: NDArray<Float32Array> | null, key: string): NDArray | undefined {
  const { mean, components } = props.fold.output("pca") ?? {};
  const columns = rows?.shape[1] ?? 0;
  const { answer } = useAnswer(
    props.ask,
    mean && components && rows ? `pca ${props.fold.tasks.length} ${key}` : null,
    () => {
      const net = asNet(mean?.values ?? [], components?.values ?? [], columns);
      const [hidden] = net["layer0.bias"].shape;
      const params = { hidden: [hidden], activation: "linear", code: "same", loss: "mse", columns };
      return {
        task: { kind: "reconstruct", steps: 1, params },
        given: { ...net, ...(rows && { rows }) } as Arrays,
      };
    },
  );
  // An answer that is left over belongs to another run.
  return components && answer ? answer.rows : undefined;
}

function asNet(mean: ArrayLike<number>, components: ArrayLike<number>, columns: number): Arrays {
  const units = components.length / columns;
  const encoder = new Float32Array(components.length);
  const bias = new Float32Array(units);
  for (let k = 0; k < units; k++)
    for (let c = 0; c < columns; c++) {
      encoder[c * units + k] = components[k * columns + c];
      bias[k] -= components[k * columns + c] * mean[c];
    }
  return {
    "layer0.weights": { shape: [columns, units], values: encoder },
    "layer0.bias": { shape: [units], values: bias },
    "layer1.weights": { shape: [units, columns], values: Float32Array.from(components) },
    "layer1.bias": { shape: [columns], values: Float32Array.from(mean) },
  };
}
