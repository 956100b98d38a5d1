import { useSignal } from "@preact/signals";
import { arrangementCells, mostRegions } from "../../../../shared/kernels/regions/index.ts";
import type { DepthParams, RegionParams } from "../../../../shared/labs/representation/depth/fields.ts";
import { builtHidden, windowOf } from "../../../../shared/labs/representation/depth/sides.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
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
    <Chart
      title={t(words.byLayer)}
      note={t(words.byLayerNote)}
      x={{ label: t(words.layer) }}
      y={{ label: t(words.count), log: true }}
      height={280}
      marks={[
        { kind: "line", x: layers, y: after.values, label: t(words.counted), color: roleColor("model"), width: 2 },
        { kind: "points", x: layers, y: after.values, color: roleColor("model") },
        {
          kind: "line",
          x: layers,
          y: layers.map((l) => mostRegions(params.inputs, hidden.slice(0, l))),
          label: t(words.most),
          color: roleColor("other"),
          dashed: true,
        },
        {
          kind: "line",
          x: layers,
          y: units.map((count) => arrangementCells(count, params.inputs)),
          label: t(words.oneLayer),
          color: seriesColor(1),
          dashed: true,
        },
      ]}
    />
  );
}
