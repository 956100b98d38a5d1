import { useSignal } from "@preact/signals";
import { arrangementCells, leastOfMost, mostRegions } from "../../../../shared/kernels/regions/index.ts";
import type { DepthParams, RegionParams } from "../../../../shared/labs/representation/depth/fields.ts";
import { builtHidden, windowOf } from "../../../../shared/labs/representation/depth/sides.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { ApartToggle, LinearRegions } from "../../parts/linear-regions.tsx";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** The regions of a net that is built. */
export function RegionTopic({ experiment, fold }: ViewProps<DepthParams>) {
  const params = experiment.params as RegionParams;
  const apart = useSignal(true);
  const found = fold.output("regions");
  if (!found?.corners) return <p class="part-caption">{t(words.empty)}</p>;
  return (
    <div class="depth-regions">
      <LinearRegions title={t(words.regions)} found={found} window={windowOf(params)} apart={apart.value} />
      {params.inputs === 2 && <ApartToggle on={apart} />}
    </div>
  );
}

/** Regions after each layer, and what they could be at most. */
export function RegionGrowth({ experiment, fold }: ViewProps<DepthParams>) {
  const params = experiment.params as RegionParams;
  const after = fold.output("regions")?.layers;
  if (!after) return <p class="part-caption">{t(words.empty)}</p>;
  const hidden = builtHidden(params);
  const { inputs } = params;
  const line = (label: string, color: string, countOf: (first: readonly number[]) => number) => ({
    label,
    color,
    x: hidden.map((_, l) => l + 1),
    y: hidden.map((_, l) => countOf(hidden.slice(0, l + 1))),
  });
  return (
    <LiveLine
      title={t(words.byLayer)}
      note={t(words.byLayerNote)}
      x={{ label: t(words.layer) }}
      y={{ label: t(words.count), log: true }}
      height={280}
      series={[
        line(t(words.counted), roleColor("model"), ({ length }) => Number(after.values[length - 1])),
        line(t(words.most), roleColor("other"), (first) => mostRegions(inputs, first)),
        // Where a layer is too narrow for the construction there is none.
        line(t(words.reachable), seriesColor(2), (first) => leastOfMost(inputs, first) ?? Number.NaN),
        line(t(words.oneLayer), seriesColor(1), (first) =>
          arrangementCells(
            first.reduce((sum, width) => sum + width, 0),
            inputs,
          ),
        ),
      ]}
    />
  );
}
