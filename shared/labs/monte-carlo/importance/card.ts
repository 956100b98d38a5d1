import { array } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import type { CardPicture } from "../../picture.ts";

/** The densities of an estimate with the draws of q; the shares of a collapse; the losses of a training. */
export function cardOf(fold: Fold): CardPicture | undefined {
  const curves = fold.output("theory");
  if (curves) {
    const top = (values: ArrayLike<number>) => Array.from(values).reduce((most, y) => Math.max(most, y), 0) || 1;
    const lines = [curves.p.values, curves.optimal.values].map((values) => {
      const most = top(values);
      return Array.from(values, (y) => Number(y) / most);
    });
    const drawn = drawnFrom(fold, curves.at.values);
    return { kind: "lines", lines: drawn ? [...lines, drawn.map((count) => count / top(drawn))] : lines };
  }
  const levels = fold.tasks.filter(({ kind }) => kind === "level");
  if (levels.length > 0) {
    const points = levels.flatMap(({ id, params }) =>
      Array.from(fold.records(id, "share")?.values ?? [], (share) => [Number(params.dimension), Number(share)]),
    );
    return points.length > 0
      ? { kind: "points", series: [array(Float64Array.from(points.flat()), [points.length, 2])] }
      : undefined;
  }
  const lines = fold.tasks
    .filter(({ kind }) => kind === "train")
    .map(({ id }) => Array.from(fold.records(id, "loss")?.values ?? [], Number).filter(Number.isFinite))
    .filter(({ length }) => length > 1);
  return lines.length > 0 ? { kind: "lines", lines } : undefined;
}

/** Bars of the draws of q over the curves. */
const BARS = 41;

/** How many draws of q there are along the curves, bar by bar: undefined where none was kept. */
function drawnFrom(fold: Fold, at: ArrayLike<number | bigint>): Float64Array | undefined {
  const x = fold.output("draws")?.x;
  if (!x) return undefined;
  const [low, high] = [Number(at[0]), Number(at[at.length - 1])];
  const counts = new Float64Array(BARS);
  for (let i = 0; i < x.shape[0]; i++) {
    const bar = Math.floor(((Number(x.values[i * x.shape[1]]) - low) / (high - low)) * BARS);
    if (bar >= 0 && bar < BARS) counts[bar]++;
  }
  return counts;
}
