import { useMemo } from "preact/hooks";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import type { RbmParams } from "../../../../shared/labs/partition/rbm/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { Chart } from "../../../views/chart.tsx";
import { mapColor, roleColor } from "../../../views/palette.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { drawn, parametersOf } from "./state.ts";
import { words } from "./words.ts";

/** The ladder of temperatures: where its chains stand, how its walkers have changed places, and how often neighbours swap. */
export function TemperingView(props: ViewProps<RbmParams>) {
  const { ladder, walkers, swapRates } = { ...props.fold.output("train"), ...props.fold.snapshot("train") } as Arrays;
  if (!ladder || !walkers || !swapRates) return <p class="part-caption">{t(words.notYet)}</p>;
  const betas = Array.from({ length: ladder.shape[0] }, (_, at) => 1 - at / (ladder.shape[0] - 1));
  const pictures = drawn(ladder, parametersOf(props), props.data);
  return (
    <>
      <PictureRows
        title={t(words.ladder)}
        note={t(words.ladderNote)}
        rows={pictures.rows}
        rowName={(n) => `β = ${formatNumber(betas[n], props.locale, 3)}`}
        shape={shapeOf(props.data, ladder.shape[1])}
        range={pictures.range}
        columns={betas.length}
        gap={3}
        maxScale={3}
        framed
      />
      <div class="part-pair">
        <Walkers walkers={walkers} />
        <Chart
          title={t(words.swaps)}
          note={t(words.swapsNote)}
          x={{ label: t(words.pair), domain: [0, 1] }}
          y={{ label: t(words.swapShare), domain: [0, 1] }}
          height={200}
          marks={[
            {
              kind: "points",
              x: Float64Array.from(swapRates.values, (_, pair) => (betas[pair] + betas[pair + 1]) / 2),
              y: swapRates.values,
              color: roleColor("model"),
              radius: 4,
            },
          ]}
        />
      </div>
    </>
  );
}

/** Where each walker of the first ladder stood after each sweep: lines that cross are swaps. */
function Walkers({ walkers }: { readonly walkers: NDArray }) {
  const marks = useMemo(() => {
    const [sweeps, places] = walkers.shape;
    return Array.from({ length: places }, (_, walker) => ({
      kind: "line" as const,
      x: Float64Array.from({ length: sweeps }, (_, s) => s + 1),
      y: Float64Array.from({ length: sweeps }, (_, s) => {
        const place = walkers.values.subarray(s * places, (s + 1) * places).indexOf(walker);
        return 1 - place / (places - 1);
      }),
      color: mapColor("viridis", 0.9 * (walker / Math.max(1, places - 1))),
      width: 1.5,
    }));
  }, [walkers]);
  return (
    <Chart
      title={t(words.walkers)}
      note={t(words.walkersNote)}
      x={{ label: t(words.lastSweeps) }}
      y={{ label: "β", domain: [0, 1] }}
      height={200}
      marks={marks}
    />
  );
}
