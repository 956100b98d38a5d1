import type { EstimateParams } from "../../../../../shared/labs/monte-carlo/importance/estimate/fields.ts";
import { exp } from "../../../../../shared/math/index.ts";
import { t } from "../../../../i18n/locale.ts";
import { Figure } from "../../../../views/figure.tsx";
import { roleColor } from "../../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../../views/plane.tsx";
import { dot } from "../../../../views/strokes.ts";
import { placesOf } from "./curves.tsx";
import type { Domain } from "./layout.ts";
import type { Peek } from "./peek.ts";
import { words } from "./words.ts";

/** Draws that are drawn, and the radius of the heaviest in pixels. */
const DRAWN = 1000;
const LARGEST = 9;

interface CloudProps {
  readonly peek: Peek;
  readonly params: EstimateParams;
  /** The part of the first coordinate that the picture shows. */
  readonly domain: Domain;
}

/** The draws in their first two coordinates, each of an area like its weight, and where q stands. */
export function Cloud({ peek, params, domain }: CloudProps) {
  const rows = rowsOf(peek);
  const { own, path } = placesOf(peek, params);
  const stands = path.length > 0 ? [path[path.length - 1], ...own.slice(1)] : own;
  const reach = Math.max(4, ...stands.map(({ width }) => 4 * width));
  const draw = ({ context, px, py, color }: PlotContext) => {
    context.globalAlpha = 0.55;
    for (const { x, y, share, counts } of rows) {
      context.fillStyle = color(counts ? roleColor("data") : "var(--ink-soft)");
      dot(context, px(x), py(y), Math.max(0.8, LARGEST * Math.sqrt(share)));
    }
    context.globalAlpha = 1;
    context.strokeStyle = color(roleColor("model"));
    context.lineWidth = 2;
    for (const { centre, width } of stands) {
      context.beginPath();
      context.ellipse(px(centre), py(0), px(width) - px(0), py(0) - py(width), 0, 0, 2 * Math.PI);
      context.stroke();
    }
  };
  return (
    <Figure
      title={t(words.cloudTitle)}
      note={t(words.cloudNote)}
      columns={() => [
        { name: "x1", values: rows.map(({ x }) => x) },
        { name: "x2", values: rows.map(({ y }) => y) },
        { name: t(words.relativeWeight), values: rows.map(({ share }) => share) },
      ]}
    >
      <Plane title={t(words.cloudTitle)} x={domain} y={[-reach, reach]} height={280} draw={draw} />
    </Figure>
  );
}

/** The first draws; `share`: the weight over the largest of these. */
function rowsOf({ draws: { x, f, logWeights } }: Peek) {
  const count = Math.min(DRAWN, logWeights.shape[0]);
  const logs = Array.from(logWeights.values.slice(0, count), Number);
  const top = Math.max(...logs);
  return logs.map((own, i) => ({
    x: Number(x.values[2 * i]),
    y: Number(x.values[2 * i + 1]),
    share: top === Number.NEGATIVE_INFINITY ? 0 : exp(own - top),
    counts: Number(f.values[i]) !== 0,
  }));
}
