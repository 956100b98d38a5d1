import { array } from "../../../arrays.ts";
import { log } from "../../../math/index.ts";
import type { Fold } from "../../fold.ts";
import type { CardPicture } from "../../picture.ts";

/** Where the stages of the net lie: multiply-adds for each byte against multiply-adds, both in powers of ten; floats and integers apart. */
export function hardwarePicture(fold: Fold): CardPicture | undefined {
  const found = fold.output("quantise");
  if (!found) return undefined;
  const series = (["float32", "int8"] as const).map((format) => {
    const {
      values,
      shape: [stages, batches],
    } = found[`work.${format}`];
    const points: number[] = [];
    for (let at = 0; at < stages * batches; at++) {
      const [multiplyAdds, bytes] = [values[2 * at], values[2 * at + 1]];
      if (multiplyAdds > 0 && bytes > 0)
        points.push(log(multiplyAdds / bytes) / Math.LN10, log(multiplyAdds) / Math.LN10);
    }
    return array(Float64Array.from(points), [points.length / 2, 2]);
  });
  return { kind: "points", series };
}
