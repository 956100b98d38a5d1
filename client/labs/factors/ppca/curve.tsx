import { t } from "../../../i18n/locale.ts";
import { LiveLine, type LiveSeries } from "../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { iterations } from "./state.ts";
import { words } from "./words.ts";
import "./ppca.css";

/** Likelihood and noise over EM's iterations, and where the closed form lies. */
export function CurveView({ fold, experiment }: ViewProps) {
  const total = Number(experiment.params.iterations);
  const x = { label: t(words.iteration), domain: [0, total] as const };
  const latent = Number(experiment.params.latent);
  const output = fold.output("fit");
  const level = (value: number | undefined): LiveSeries[] =>
    value === undefined
      ? []
      : [
          {
            label: t(words.closed),
            color: seriesColor(1),
            x: Float64Array.of(0, total),
            y: Float64Array.of(value, value),
          },
        ];
  const line = (record: string): LiveSeries[] => {
    const found = iterations(fold, record);
    return found.y.length === 0 ? [] : [{ label: t(words.em), color: roleColor("model"), ...found }];
  };
  return (
    <div class="ppca-pair">
      <LiveLine
        title={t(words.curveTitle)}
        x={x}
        y={{ label: t(words.nats) }}
        series={[...level(output?.closedLogLikelihood?.values[latent]), ...line("logLikelihood")]}
      />
      <LiveLine
        title={t(words.noiseTitle)}
        x={x}
        y={{ label: "σ²", zero: true }}
        series={[...level(output?.closedSigma2?.values[0]), ...line("sigma2")]}
      />
    </div>
  );
}
