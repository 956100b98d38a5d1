import type { NDArray } from "../../../../shared/arrays.ts";
import { BASES } from "../../../../shared/labs/partition/log-z/names.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart, type Mark } from "../../../views/chart.tsx";
import { roleColor } from "../../../views/palette.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { shapeOf } from "../../parts/table.ts";
import { columnOf, type LogZProps } from "./state.ts";
import { words } from "./words.ts";

/** States of the chosen base beside those of the model, as pictures. */
export function States({ fold, data, experiment: { params }, base }: LogZProps & { readonly base: number }) {
  const { own, model } = shownOf(fold, base);
  if (!own || !model) return null;
  const side = params.side ?? 4;
  const shape =
    params.model === "ising" ? { width: side, height: side, channels: 1 as const } : shapeOf(data, own.shape[1]);
  const pictures = (title: string, rows: NDArray) => (
    <PictureRows
      title={title}
      rows={rows}
      rowName={(n) => `${t(words.stateOf)} ${n + 1}`}
      shape={shape}
      range={[0, 1]}
      height={120}
      maxScale={12}
      framed
    />
  );
  return (
    <div class="part-pair">
      {pictures(t(words.statesOfBase), own)}
      {pictures(t(words.statesOfModel), model)}
    </div>
  );
}

function shownOf(fold: LogZProps["fold"], base: number) {
  const found = fold.output("draws");
  return { own: found?.[`${BASES[base]}.states`], model: found?.["model.states"] };
}

/** Draws of a mixture in the plane of their first two numbers. */
export function Points({ fold, base }: LogZProps & { readonly base: number }) {
  const { own, model } = shownOf(fold, base);
  // A line has no plane.
  if (!own || !model || own.shape[1] < 2) return null;
  const points = (name: string, color: string, rows: NDArray): Mark => ({
    kind: "points",
    x: columnOf(rows, 0),
    y: columnOf(rows, 1),
    label: name,
    color,
    radius: 2.2,
  });
  return (
    <Chart
      title={t(words.planeTitle)}
      note={t(words.planeNote)}
      height={260}
      x={{ label: "x₁" }}
      y={{ label: "x₂" }}
      marks={[points(t(words.fromBase), roleColor("data"), own), points(t(words.fromModel), roleColor("model"), model)]}
    />
  );
}
