import { rootMeanSquare } from "../../../../shared/labs/graphs/state-space/measures.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { type Props, useShown } from "./state.ts";
import { words } from "./words.ts";

/** Ways to clean a column, in this order and colour. */
const WAYS = ["smoothed", "hmmSmoothed", "variation", "potts"] as const;

/** The smoother beside the HMM and the Markov fields on a chain. */
export function CleanersView(props: Props) {
  const shown = useShown(props);
  if (!shown) return <p class="part-caption">{t(words.notYet)}</p>;
  const { found, series, seen } = shown;
  if (!found.potts) return <NotKept />;
  const { truth } = series;
  const nameIn = (way: (typeof WAYS)[number]) =>
    t(way === "smoothed" && props.experiment.params.model === "level" ? words.gaussian : words[way]);
  const x = Float64Array.from({ length: seen }, (_, step) => step + 1);
  return (
    <>
      <Chart
        title={t(words.cleaners)}
        x={{ label: t(words.step) }}
        y={{ label: t(words.value) }}
        marks={[
          ...(truth
            ? [
                {
                  kind: "line" as const,
                  x,
                  y: truth.subarray(0, seen),
                  color: roleColor("truth"),
                  dashed: true,
                  label: t(words.truth),
                },
              ]
            : []),
          ...WAYS.map((way, k) => ({
            kind: "line" as const,
            x,
            y: found[way].values.subarray(0, seen) as ArrayLike<number>,
            color: seriesColor(k),
            label: nameIn(way),
          })),
        ]}
        height={260}
      />
      {truth && (
        <Chart
          title={t(words.cleanersTitle)}
          note={t(words.cleanersNote)}
          x={{ label: t(words.method) }}
          y={{ label: t(words.rmse), zero: true }}
          marks={[
            {
              kind: "bars",
              names: ["filtered", ...WAYS].map((way) => t(words[way as "filtered"])),
              values: ["filtered", ...WAYS].map((way) => rootMeanSquare(found[way], truth, seen)),
              color: roleColor("model"),
            },
          ]}
          height={200}
        />
      )}
    </>
  );
}
