import { t } from "../../../i18n/locale.ts";
import { roleColor } from "../../../views/palette.ts";
import { columnOf } from "../../parts/matrix.ts";
import { classesOf } from "../../parts/table.ts";
import type { ViewProps } from "../../view.ts";
import { AxisChart } from "../axis-chart.tsx";
import { factorName } from "./model.tsx";
import { words } from "./words.ts";

/** Each row in the plane of two factors; with only one, on a line. */
export function ScoresView({ fold, data }: ViewProps) {
  const { latents, rows } = fold.output("scores") ?? {};
  if (!latents || !rows) return <p class="part-caption">{t(words.later)}</p>;
  const groups = classesOf(data, rows);
  const look = { kind: "points", radius: 2.5, color: roleColor("data"), ...(groups && { groups }) } as const;
  const column = (k: number | null) => (k === null ? new Float64Array(latents.shape[0]) : columnOf(latents, k));
  return (
    <AxisChart
      title={t(words.scores)}
      note={t(words.scoresNote)}
      names={Array.from({ length: latents.shape[1] }, (_, k) => factorName(k))}
      height={320}
      marks={(x, y) => [{ ...look, x: column(x), y: column(y) }]}
    />
  );
}
