import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Fold } from "../../../../shared/labs/fold.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import type { ViewProps } from "../../view.ts";

/** mean, loadings and sigma2 as they are now; undefined before the first. */
export function modelOf({ fold }: Pick<ViewProps, "fold">): Arrays | undefined {
  const found = fold.output("fit") ?? fold.snapshot("fit");
  if (!found?.mean || !found.loadings || !found.sigma2) return undefined;
  const { mean, loadings, sigma2 } = found;
  return { mean, loadings, sigma2 };
}

/** Changes with the model. */
export function modelKey({ experiment, fold, version }: Pick<ViewProps, "experiment" | "fold" | "version">): string {
  return `${experiment.seed} ${fold.output("fit") ? `final ${fold.tasks.length}` : version}`;
}

export function isPicture(data: Table | null, columns: number): boolean {
  return data?.image !== undefined && data.columns === columns && data.image.height > 1;
}

export function shapeOf(data: Table | null, columns: number): PictureShape {
  return data?.image && data.columns === columns ? data.image : { width: columns, height: 1 };
}

export function namesOf(data: Table | null, columns: number): readonly string[] {
  return Array.from({ length: columns }, (_, j) => data?.names?.[j] ?? String(j + 1));
}

/** The columns of W as rows, the first `most`. */
export function loadingRows({ shape: [columns, latent], values }: NDArray, most: number): NDArray<Float64Array> {
  const shown = Math.min(latent, most);
  const out = new Float64Array(shown * columns);
  for (let k = 0; k < shown; k++) for (let j = 0; j < columns; j++) out[k * columns + j] = values[j * latent + k];
  return { shape: [shown, columns], values: out };
}

/** A record of the fit where it is known, over EM iterations from 1; thinned records are spread over all of them. */
export function iterations(fold: Fold, name: string): { readonly x: Float64Array; readonly y: Float64Array } {
  const values = Array.from(fold.records("fit", name)?.values ?? []);
  const task = fold.tasks.find(({ id }) => id === "fit");
  const stretch = values.length > 1 ? (fold.done("fit") - 1) / (values.length - 1) : 1;
  const known = values.map((_, i) => i).filter((i) => Number.isFinite(values[i]));
  if (known.length === 0 || !task) return { x: new Float64Array(0), y: new Float64Array(0) };
  const first = known[0] * stretch;
  const gap = task.kind === "fitMissing" && known.length > 1 ? first + stretch : 1;
  return {
    x: Float64Array.from(known, (i) => 1 + (i * stretch - first) / gap),
    y: Float64Array.from(known, (i) => values[i]),
  };
}

/** Eigenvalues of the data, or where cells are missing those of the model; and its σ². */
export function spectrumOf(fold: Fold): { readonly values: readonly number[]; readonly whole: boolean } | undefined {
  const found = fold.output("fit") ?? fold.snapshot("fit");
  if (found?.eigenvalues) return { values: Array.from(found.eigenvalues.values), whole: true };
  if (!found?.loadings || !found.sigma2) return undefined;
  const [columns, latent] = found.loadings.shape;
  const noise = found.sigma2.values[0];
  const lengths = Array.from({ length: latent }, (_, k) => {
    let sum = noise;
    for (let j = 0; j < columns; j++) sum += found.loadings.values[j * latent + k] ** 2;
    return sum;
  });
  return { values: lengths, whole: false };
}
