import type { Fold } from "../../../../shared/labs/fold.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine, type LiveSeries } from "../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";
import "./autoencoder.css";

/** Training and held-out loss, and the held-out error beside that of PCA. */
export function CurvesView({ fold }: ViewProps) {
  const total = fold.tasks.find(({ id }) => id === "train")?.steps ?? 1;
  const x = { label: t(words.minibatch), domain: [0, total] as const };
  const pca = fold.output("pca")?.testMse.values[0];
  return (
    <div class="autoencoder-pair">
      <LiveLine
        title={t(words.lossTitle)}
        x={x}
        y={{ label: t(words.perValue), zero: true }}
        series={[
          ...line(fold, "loss", t(words.train), roleColor("data")),
          ...line(fold, "testLoss", t(words.heldOut), seriesColor(1)),
        ]}
      />
      <LiveLine
        title={t(words.mseTitle)}
        x={x}
        y={{ label: t(words.perValue), zero: true }}
        series={[
          ...line(fold, "testMse", t(words.heldOut), seriesColor(1)),
          ...(pca === undefined
            ? []
            : [
                {
                  label: t(words.pca),
                  color: seriesColor(2),
                  x: Float64Array.of(0, total),
                  y: Float64Array.of(pca, pca),
                },
              ]),
        ]}
      />
    </div>
  );
}

/** A record over its minibatches, without the gaps; thinned records are spread over all of them. */
function line(fold: Fold, record: string, label: string, color: string): LiveSeries[] {
  const values = fold.records("train", record)?.values;
  if (!values || values.length === 0) return [];
  const stretch = values.length > 1 ? (fold.done("train") - 1) / (values.length - 1) : 1;
  const known = Array.from(values, (_, i) => i).filter((i) => Number.isFinite(values[i]));
  if (known.length === 0) return [];
  return [
    { label, color, x: Float64Array.from(known, (i) => i * stretch), y: Float64Array.from(known, (i) => values[i]) },
  ];
}
