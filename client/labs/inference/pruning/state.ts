/** What the views of the lab know of a run: the net before and after pruning, layer by layer. */
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import { type Connections, copyOf, shapedAs } from "../../../../shared/labs/inference/connections.ts";
import { prune } from "../../../../shared/labs/inference/prune.ts";
import { prunedWeights } from "../../../../shared/labs/inference/pruning/exported.ts";
import type { PruningParams } from "../../../../shared/labs/inference/pruning/fields.ts";
import { isWhole, weightsIn } from "../../../../shared/labs/nets/weights.ts";
import type { Locale } from "../../../../shared/text.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber, formatPercent } from "../../../i18n/numbers.ts";
import { newestWeights } from "../../parts/net-state.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

export type PruningProps = ViewProps<PruningParams>;

/** A layer whose weights can be pruned, with the shape of its array. */
export interface Layer extends Connections {
  readonly shape: readonly number[];
}

/** Dense layers and convolutions are layer0, layer1, … in every net of this lab. */
export function layersIn(weights: Arrays): readonly Layer[] {
  const matrices = Object.entries(weights).filter(
    ([name, { shape }]) => /^layer\d+\.weights$/.test(name) && (shape.length === 2 || shape.length === 4),
  );
  return matrices
    .map(([key, { shape, values }]): Layer => {
      const name = key.slice(0, -".weights".length);
      const outputs = shape[shape.length - 1];
      const bias = weights[`${name}.bias`]?.values as Float32Array | undefined;
      return { name, weights: values as Float32Array, bias, taps: values.length / outputs, outputs, shape };
    })
    .toSorted((a, b) => numberOf(a) - numberOf(b));
}

const numberOf = ({ name }: Layer) => Number(name.slice("layer".length));

/** Draws of pruning at random: those of the run. */
export function ranksOf({ fold }: Pick<PruningProps, "fold">): number {
  return Number(fold.tasks.find(({ id }) => id === "prune")?.params.ranks ?? 0);
}

/** The net before pruning; while it trains the newest. */
export function denseOf(props: Pick<PruningProps, "fold">): Arrays | undefined {
  const weights = newestWeights(props);
  return weights && isWhole(weights) ? weights : undefined;
}

/** The pruned net of the run, or while it is fine-tuned the newest. */
export function tunedOf({ fold }: Pick<PruningProps, "fold">): Arrays | undefined {
  const done = prunedWeights(fold);
  if (done) return done;
  const now = weightsIn(fold.snapshot("prune"));
  return isWhole(now) ? now : undefined;
}

/** The net pruned to `sparsity` without a step of training, as the parameters say. */
export function cutTo(dense: Arrays, params: PruningParams, sparsity: number, ranks: number): Arrays {
  const parameters = copyOf(dense);
  const cut = shapedAs(dense, parameters);
  prune(layersIn(cut), params, sparsity, [ranks, 0]);
  return cut;
}

/** "Convolution 3 × 3", "Dense". */
export function kindOf({ shape }: Layer): string {
  return shape.length === 4 ? t(words.convolution, { kernel: `${shape[0]} × ${shape[1]}` }) : t(words.dense);
}

export const layerTitle = (layer: Layer, index: number): string =>
  t(words.layerTitle, { index: index + 1, kind: kindOf(layer) });

export const kept = ({ weights }: Pick<Layer, "weights">): number => {
  let count = 0;
  for (const weight of weights) if (weight !== 0) count++;
  return count;
};

export const firstOf = (found: NDArray | undefined): number | undefined =>
  found === undefined ? undefined : Number(found.values[0]);

/** A share as a percentage: near 0 and 1 with the digit that tells it from them. */
export function percent(share: number, language: Locale): string {
  const isNear = share !== 0 && share !== 1 && Math.min(share, 1 - share) < 0.0995;
  if (!isNear) return formatPercent(share, language);
  const number = formatNumber(100 * share, language, share > 0.5 ? 3 : 2);
  return language === "en" ? `${number}%` : `${number}\u00a0%`;
}
