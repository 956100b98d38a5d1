import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { columnOf } from "../../parts/matrix.ts";
import { type Axes, AxisSelects, axesWithin } from "../../parts/select.tsx";
import { classesOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { factorName } from "./model.tsx";
import { words } from "./words.ts";

/** Each row in the plane of two factors; of one alone, on a line. */
export function ScoresView({ fold, data }: ViewProps) {
  const { latents, rows } = fold.output("scores") ?? {};
  const axes = useSignal<Axes>([0, 1]);
  if (!latents || !rows) return <p class="part-caption">{t(words.later)}</p>;
  const [count, factors] = latents.shape;
  const [x, y] = axesWithin(axes.value, factors);
  const groups = classesOf(data, rows);
  return (
    <>
      <div class="part-controls">
        <AxisSelects names={Array.from({ length: factors }, (_, k) => factorName(k))} axes={axes} />
      </div>
      <Chart
        title={t(words.scores)}
        note={t(words.scoresNote)}
        x={{ label: factorName(x) }}
        y={{ label: factors > 1 ? factorName(y) : "" }}
        height={320}
        marks={[
          {
            kind: "points",
            x: columnOf(latents, x),
            y: factors > 1 ? columnOf(latents, y) : new Float64Array(count),
            radius: 2.5,
            color: roleColor("data"),
            ...(groups && { groups }),
          },
        ]}
      />
    </>
  );
}
