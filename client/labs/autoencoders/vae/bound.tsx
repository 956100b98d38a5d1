import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import { bothLines, trainingCurves } from "../../parts/training-curves.tsx";
import { PicturesView } from "../pictures.tsx";
import { byActivity, coded, type VaeProps } from "./state.tsx";
import { words } from "./words.ts";

/** The bound and its parts while the net trains. */
const Curves = trainingCurves<VaeProps["experiment"]["params"]>([
  {
    title: words.elbo,
    note: words.elboNote,
    y: words.nats,
    settled: true,
    lines: [...bothLines("elbo"), ["testLogLikelihood", words.reconstruction, 2]],
    levels: ({ fold }) => [[fold.output("ppca")?.logLikelihood.values[0], words.ppca, 4]],
  },
  {
    title: words.kl,
    note: words.klNote,
    y: words.nats,
    zero: true,
    lines: bothLines("kl"),
  },
]);

const Pictures = coded(PicturesView, {});

/** … and what its part of reconstruction is about. */
export const CurvesView = (props: VaeProps) => (
  <>
    <Curves {...props} />
    <Pictures {...props} />
  </>
);

/** Standard errors to each side. */
const WIDE = 2;

/** The bound against the samples that it is made of, the divergence of each number of the code, and their sum by Monte Carlo. */
export function BoundView(props: VaeProps) {
  const found = props.fold.output("bounds");
  if (!found) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const { sizes, bounds, errors, divergences, klMonteCarlo, klError, kl } = found;
  const level = props.fold.output("ppca")?.logLikelihood.values[0];
  const at = (side: number) => Float64Array.from(bounds.values, (value, i) => value + side * WIDE * errors.values[i]);
  const order = byActivity(props);
  const say = ({ values }: typeof kl) => formatNumber(values[0], locale.value, 4);
  const color = roleColor("model");
  const ppca = { kind: "rule", label: t(words.ppca), color: seriesColor(4), dashed: true } as const;
  return (
    <>
      <div class="part-pair">
        <Chart
          title={t(words.iwae)}
          note={t(words.iwaeNote)}
          x={{ label: t(words.samplesAxis), log: true }}
          y={{ label: t(words.nats) }}
          marks={[
            { kind: "interval", x: sizes.values, low: at(-1), high: at(1), color },
            { kind: "line", x: sizes.values, y: bounds.values, color },
            { kind: "points", x: sizes.values, y: bounds.values, color },
            ...(level === undefined ? [] : [{ ...ppca, y: level }]),
          ]}
        />
        <Chart
          title={t(words.divergences)}
          note={t(words.divergencesNote)}
          x={{ label: t(words.number) }}
          y={{ label: t(words.nats), zero: true }}
          marks={[
            {
              kind: "bars",
              names: order.map((i) => `z${i + 1}`),
              values: Float64Array.from(order, (i) => divergences.values[i]),
              color,
            },
          ]}
        />
      </div>
      <p class="part-caption">
        {t(words.monteCarlo, { exact: say(kl), drawn: say(klMonteCarlo), error: say(klError) })}
      </p>
    </>
  );
}
