import type { Arrays, NDArray } from "../../shared/arrays.ts";
import { split } from "../../shared/data/split.ts";
import type { Table } from "../../shared/data/table.ts";
import type { Params } from "../../shared/experiment/fields.ts";
import type { PictureShape } from "../views/pixels.ts";
import { useNewest } from "./rbm-question.ts";
import type { ViewProps } from "./view.ts";

/** Held-out rows that are shown as pictures. */
export const shownRows = 20;

/** The newest net of a run: layers by name. While it trains, those of the last snapshot. */
export function layersOf({ fold }: Pick<ViewProps, "fold">): Arrays | undefined {
  const found = fold.output("train") ?? fold.snapshot("train");
  if (!found) return undefined;
  return Object.fromEntries(Object.entries(found).filter(([name]) => name.startsWith("layer")));
}

/** Changes with the net. */
export function netKey({ fold, version }: Pick<ViewProps, "fold" | "version">): string {
  return fold.output("train") ? `final ${fold.tasks.length}` : `step ${version}`;
}

export function shapeOf(data: Table | null, columns: number): PictureShape {
  return data?.image ?? { width: columns, height: 1 };
}

/** Parameters of a question: which net it is. */
export function questionParams({ experiment, data }: Pick<ViewProps, "experiment" | "data">): Params {
  return { ...experiment.params, columns: data?.columns ?? 0 };
}

/** Rows of the table that were held out, as the net sees them. */
export function heldOut(
  data: Table,
  fraction: number,
  count: number,
): { readonly rows: Uint32Array; readonly values: NDArray<Float32Array> } {
  const rows = split(data.rows, fraction).test.subarray(0, count);
  const scale = data.values instanceof Uint8Array ? 255 : 1;
  const values = new Float32Array(rows.length * data.columns);
  for (const [n, row] of rows.entries())
    for (let c = 0; c < data.columns; c++) values[n * data.columns + c] = data.values[row * data.columns + c] / scale;
  return { rows, values: { shape: [rows.length, data.columns], values } };
}

/** Classes of the held-out rows, zeros where the data has none. */
export function classesOf(data: Table | null, fraction: number, count: number): Int32Array {
  if (!data?.labels) return new Int32Array(count);
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
  const layers = layersOf(props);
  const asked = layers && rows && rows.values.length > 0 ? `${kind} ${netKey(props)} ${key}` : null;
  return useNewest(props.ask, asked, () => ({
    task: { kind, steps: 1, params: questionParams(props) },
    given: { ...layers, ...(rows && { rows }) } as Arrays,
  }));
}
