import { useSignal } from "@preact/signals";
import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";
import "../ppca/ppca.css";

/** Each row in the plane of two factors. */
export function ScoresView({ fold, data }: ViewProps) {
  const { latents, rows } = fold.output("scores") ?? {};
  const across = useSignal(0);
  const upright = useSignal(1);
  if (!latents || !rows) return <p class="ppca-caption">{t(words.later)}</p>;
  const [count, factors] = latents.shape;
  const column = (k: number) => Float64Array.from({ length: count }, (_, n) => latents.values[n * factors + k]);
  const [x, y] = [Math.min(across.value, factors - 1), Math.min(upright.value, factors - 1)];
  const choice = (label: string, chosen: typeof across) => (
    <label class="ppca-control">
      {label}
      <select value={chosen.value} onChange={(event) => (chosen.value = Number(event.currentTarget.value))}>
        {Array.from({ length: factors }, (_, k) => (
          <option key={k} value={k}>
            {t(words.factor, { n: k + 1 })}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <div class="ppca-controls">
        {choice(t(words.across), across)}
        {choice(t(words.upright), upright)}
      </div>
      <Chart
        title={t(words.scores)}
        note={t(words.scoresNote)}
        x={{ label: t(words.factor, { n: x + 1 }) }}
        y={{ label: factors > 1 ? t(words.factor, { n: y + 1 }) : "" }}
        height={320}
        marks={[
          {
            kind: "points",
            x: column(x),
            y: factors > 1 ? column(y) : new Float64Array(count),
            radius: 2.5,
            color: roleColor("data"),
            ...groupsOf(data, rows),
          },
        ]}
      />
    </>
  );
}

/** Classes of the rows, where the data have some. */
function groupsOf(data: Table | null, rows: NDArray): { readonly groups?: Int32Array } {
  const labels = data?.labels;
  return labels ? { groups: Int32Array.from(rows.values, (row) => labels[row]) } : {};
}
