import { LEVELS } from "../../../../shared/labs/inference/pruning/levels.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine, type LiveSeries } from "../../../views/live-line.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { words as nets } from "../../parts/net-words.ts";
import { words as pictures } from "../../parts/picture-words.ts";
import { firstOf, type PruningProps } from "./state.ts";
import { words } from "./words.ts";

/** Accuracy against how much smaller the net is: by magnitude, at random, and fine-tuned. */
export function CurveView({ fold, experiment }: PruningProps) {
  const found = fold.output("curve");
  const points = tunedPoints(fold);
  if (!found && points.length === 0) return <p class="part-caption">{t(nets.afterTraining)}</p>;
  const lines = found
    ? (["magnitude", "random"] as const).map((method, i): LiveSeries => {
        const zeros = found[`zeros.${method}`].values;
        return {
          label: t(method === "magnitude" ? words.byMagnitude : words.atRandom),
          color: i === 0 ? seriesColor(1) : roleColor("other"),
          x: Float64Array.from(LEVELS, (_, k) => 1 / (1 - Number(zeros[k]))),
          y: found[method].values,
        };
      })
    : [];
  const own = points.length > 0 && {
    label: t(experiment.params.method === "random" ? words.tunedRandom : words.tunedLine),
    color: seriesColor(2),
    x: Float64Array.from(points, ([x]) => x),
    y: Float64Array.from(points, ([, y]) => y),
    width: 2.5,
  };
  return (
    <>
      <LiveLine
        title={t(words.curveTitle)}
        note={t(words.curveNote)}
        x={{ label: t(words.compression), log: true }}
        y={{ label: t(pictures.accuracyTitle), domain: [0, 1] }}
        series={own ? [...lines, own] : lines}
        height={260}
      />
      <p class="part-caption">{t(words.curveText)}</p>
    </>
  );
}

/** Of the run and of its levels: weights over weights left, and accuracy; of several, the whole net to begin with. */
function tunedPoints(fold: PruningProps["fold"]): readonly (readonly [number, number])[] {
  const dense = firstOf(fold.output("evaluate")?.accuracy);
  const tuned = fold.tasks.flatMap(({ id }): (readonly [number, number])[] => {
    if (id !== "prune" && !id.startsWith("level.")) return [];
    const output = fold.output(id);
    const [sparsity, accuracy] = [firstOf(output?.sparsity), firstOf(output?.accuracy)];
    return sparsity === undefined || accuracy === undefined || sparsity >= 1 ? [] : [[1 / (1 - sparsity), accuracy]];
  });
  const all = dense === undefined || tuned.length < 2 ? tuned : [[1, dense] as const, ...tuned];
  return all.toSorted(([a], [b]) => a - b).filter(([x], i, sorted) => i === 0 || x !== sorted[i - 1][0]);
}
