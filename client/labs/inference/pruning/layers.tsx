import { LAYER_LEVELS } from "../../../../shared/labs/inference/pruning/levels.ts";
import { t } from "../../../i18n/locale.ts";
import { HeatTable } from "../../parts/heat-table.tsx";
import { words as nets } from "../../parts/net-words.ts";
import { cutTo, denseOf, kept, layersIn, layerTitle, type PruningProps, percent, ranksOf, tunedOf } from "./state.ts";
import { words } from "./words.ts";

/** Which layers bear pruning: accuracy with each pruned alone, and how much of it the run left. */
export function LayersView(props: PruningProps) {
  const { fold, experiment, locale } = props;
  const found = fold.output("alone")?.accuracy;
  const dense = denseOf(props);
  if (!found || !dense) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const pruned = tunedOf(props) ?? cutTo(dense, experiment.params, experiment.params.sparsity, ranksOf(props));
  const layers = layersIn(pruned);
  const names = layers.map((layer, l) =>
    t(words.layerRow, {
      layer: layerTitle(layer, l),
      share: percent(kept(layer) / layer.weights.length, locale),
    }),
  );
  return (
    <>
      <HeatTable
        title={t(words.alone)}
        note={t(words.aloneNote)}
        rows={names}
        columns={LAYER_LEVELS.map((level) => percent(level, locale))}
        values={Array.from(found.values, Number)}
      />
      <p class="part-caption">{t(words.aloneText)}</p>
    </>
  );
}
