import { useSignal } from "@preact/signals";
import { arrangementCells, leastOfMost, mostRegions } from "../../../../shared/kernels/regions/index.ts";
import type { DepthParams, RegionParams } from "../../../../shared/labs/representation/depth/fields.ts";
import { builtHidden, windowOf } from "../../../../shared/labs/representation/depth/sides.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { RegionPicture } from "./region-picture.tsx";
import { words } from "./words.ts";

/** The regions of a net that is built. */
export function RegionTopic({ experiment, fold }: ViewProps<DepthParams>) {
  const params = experiment.params as RegionParams;
  const apart = useSignal(true);
  const found = fold.output("regions");
  if (!found?.corners) return <p class="part-caption">{t(words.empty)}</p>;
  return (
    <div class="depth-regions">
      <RegionPicture title={t(words.regions)} found={found} window={windowOf(params)} apart={apart.value} />
      {params.inputs === 2 && <Apart apart={apart} />}
    </div>
  );
}

export function Apart({ apart }: { readonly apart: { value: boolean } }) {
  return (
    <label class="part-control" data-act="colours">
      <input
        type="checkbox"
        checked={apart.value}
        onChange={() => {
          apart.value = !apart.value;
        }}
      />
      {t(words.apart)}
    </label>
  );
}

/** Regions after each layer, and what they could be at most. */
export function RegionGrowth({ experiment, fold }: ViewProps<DepthParams>) {
  const params = experiment.params as RegionParams;
  const after = fold.output("regions")?.layers;
  if (!after) return <p class="part-caption">{t(words.empty)}</p>;
  const hidden = builtHidden(params);
  const layers = hidden.map((_, l) => l + 1);
  const units = layers.map((l) => hidden.slice(0, l).reduce((sum, width) => sum + width, 0));
  return (
    <LiveLine
      title={t(words.byLayer)}
      note={t(words.byLayerNote)}
      x={{ label: t(words.layer) }}
      y={{ label: t(words.count), log: true }}
      height={280}
      series={[
        { x: layers, y: after.values, label: t(words.counted), color: roleColor("model") },
        {
          x: layers,
          y: layers.map((l) => mostRegions(params.inputs, hidden.slice(0, l))),
          label: t(words.most),
          color: roleColor("other"),
        },
        {
          x: layers,
          // Where a layer is too narrow for the construction there is none.
          y: layers.map((l) => leastOfMost(params.inputs, hidden.slice(0, l)) ?? Number.NaN),
          label: t(words.reachable),
          color: seriesColor(2),
        },
        {
          x: layers,
          y: units.map((count) => arrangementCells(count, params.inputs)),
          label: t(words.oneLayer),
          color: seriesColor(1),
        },
      ]}
    />
  );
}
