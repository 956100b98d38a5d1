import { array } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import type { CardPicture } from "../../picture.ts";

/** The densities of an estimate; the shares of a collapse; the losses of a training. */
export function cardOf(fold: Fold): CardPicture | undefined {
  const curves = fold.output("theory");
  if (curves) {
    const top = (values: ArrayLike<number>) => Array.from(values).reduce((most, y) => Math.max(most, y), 0) || 1;
    const lines = [curves.p.values, curves.optimal.values].map((values) => {
      const most = top(values);
      return Array.from(values, (y) => Number(y) / most);
    });
    return { kind: "lines", lines };
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
