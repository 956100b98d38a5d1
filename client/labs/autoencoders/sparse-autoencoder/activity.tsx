import type { SparseParams } from "../../../../shared/labs/autoencoders/sparse-autoencoder/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** Mean activities of all units, quietest first, on the data that the net learnt from and on those it did not, and the target. */
export function ActivityView({ fold, experiment }: ViewProps<SparseParams>) {
  const { training, heldOut } = fold.output("activity") ?? {};
  const { penalty, target } = experiment.params;
  if (!training || !heldOut) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const order = Array.from(training.values, (_, j) => j).sort((a, b) => training.values[a] - training.values[b]);
  const units = order.length;
  const x = order.map((_, rank) => rank + 1);
  const along = (values: ArrayLike<number>) => order.map((j) => values[j]);
  const aim = penalty === "kl" && target !== undefined ? [target, target] : null;
  return (
    <LiveLine
      title={t(words.activities)}
      note={t(words.activitiesNote)}
      x={{ label: t(words.rank), domain: [1, Math.max(2, units)] }}
      y={{ label: t(words.meanActivity) }}
      series={[
        { label: t(nets.training), color: roleColor("data"), x, y: along(training.values) },
        { label: t(nets.heldOut), color: seriesColor(1), x, y: along(heldOut.values) },
        ...(aim ? [{ label: t(words.target), color: seriesColor(2), x: [1, Math.max(2, units)], y: aim }] : []),
      ]}
      height={240}
    />
  );
}
