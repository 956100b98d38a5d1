import { array, type NDArray } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Fold } from "../../fold.ts";
import type { CardPicture } from "../../picture.ts";
import { inputColumns } from "./data.ts";
import { boundsOf, isPlanar } from "./plane.ts";

/**
 * What the net says over the plane, where two columns go in: the last picture that its training sent, which is of the trained net; of an ensemble the mean
 * of its nets. Otherwise nothing.
 */
export function decisionPicture(fold: Fold, data: Table): CardPicture | undefined {
  if (!isPlanar(data)) return undefined;
  const nets = fold.tasks.find(({ kind }) => kind === "ensemble")?.after ?? ["train"];
  const surfaces = nets.map((net) => fold.snapshot(net)?.surface);
  const surface = meanOf(surfaces.filter((one) => one !== undefined));
  if (!surface || surfaces.includes(undefined)) return undefined;
  return { kind: "map", surface, classes: data.labels !== undefined, series: seriesOf(data) };
}

/** Undefined where there are none, or they are not finite. */
function meanOf(surfaces: readonly NDArray[]): NDArray | undefined {
  const [first] = surfaces;
  if (!first || surfaces.some(({ values }) => !Array.from(values, Number).every(Number.isFinite))) return undefined;
  const mean = Float32Array.from(
    first.values,
    (_, i) => surfaces.reduce((sum, { values }) => sum + Number(values[i]), 0) / surfaces.length,
  );
  return array(mean, [...first.shape]);
}

/** Rows of each class within the bounds of the map. */
function seriesOf(data: Table): readonly NDArray[] {
  const { labels, classes = [], columns, values, rows } = data;
  if (!labels) return [];
  const [across, upright] = inputColumns(data);
  const { x, y } = boundsOf(data, across, upright);
  return classes.map((_, label) => {
    const own = Array.from({ length: rows }, (_, row) => row).filter((row) => labels[row] === label);
    const points = own.flatMap((row) => [
      (values[row * columns + across] - x[0]) / (x[1] - x[0]),
      (values[row * columns + upright] - y[0]) / (y[1] - y[0]),
    ]);
    return array(Float64Array.from(points), [own.length, 2]);
  });
}
