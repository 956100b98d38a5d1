import { array, type NDArray } from "../../../../arrays.ts";
import { energyOf } from "../../../../kernels/grid-labels/index.ts";
import type { Opener } from "../../../lab.ts";
import { drive } from "../../../process.ts";
import { eachStep, type Row } from "../../../records.ts";
import type { PictureParams } from "./fields.ts";
import { pictureOf } from "./given.ts";
import type { MethodName } from "./method-names.ts";
import { type Method, methods } from "./methods.ts";
import { fieldOf } from "./model.ts";
import { scoreOf } from "./score.ts";

interface State {
  /** The arrays of the method. */
  readonly of: Method["arrays"];
  /** Nothing changes any more. */
  readonly rests: boolean;
}

type Told = "energy" | "change" | "psnr" | "accuracy" | "freeEnergy" | "milliseconds";

/**
 * One method on the picture that the task "observe" saw. Records of each round `energy`, in nats; `change`; `psnr` in decibels and `accuracy` as far as they are
 * known; of mean field `freeEnergy`; `milliseconds` (measured). Output: `labels` [height, width], and in greys of the methods that have probabilities `shown`
 * [height, width], the mean of what each pixel may be.
 */
export const searchBy = (name: MethodName): Opener =>
  drive<PictureParams, State>(
    (params, { data, inputs, beat, clock }, { key, saved }) => {
      const picture = pictureOf(data, params);
      const { observe } = inputs;
      const field = fieldOf(params, observe);
      const method = methods[name](field, params, key, saved?.of, beat);
      const shape = [field.height, field.width];
      let rests = saved?.rests ?? false;
      const shown = () => (params.task === "grey" ? meansOf(method, field.labels) : undefined);
      const drawn = (): Readonly<Record<string, NDArray>> => {
        const means = shown();
        return { labels: array(method.labels().slice(), shape), ...(means && { shown: array(means, shape) }) };
      };
      const known = Object.keys(scoreOf(params, picture, observe, method.labels())) as Told[];
      const names: Told[] = ["energy", "change", ...known, "milliseconds"];
      if (method.freeEnergy) names.push("freeEnergy");
      return {
        advance: eachStep(names, (n, row: Row<Told>) => {
          const from = clock?.() ?? 0;
          const change = rests ? 0 : method.round(n);
          if (change === 0) rests = true;
          const labels = method.labels();
          Object.assign(row, { energy: energyOf(field, labels), change, milliseconds: (clock?.() ?? 0) - from });
          Object.assign(row, scoreOf(params, picture, observe, labels, shown()));
          if (method.freeEnergy) row.freeEnergy = method.freeEnergy();
        }),
        live: drawn,
        save: () => ({ of: method.arrays, rests }),
        output: drawn,
      };
    },
    { measured: ["milliseconds"] },
  );

/** The mean grey of each pixel, of methods with probabilities. */
function meansOf({ probabilities }: Method, labels: number): Float32Array | undefined {
  const p = probabilities?.();
  return (
    p &&
    Float32Array.from({ length: p.length / labels }, (_, i) => {
      let sum = 0;
      for (let k = 0; k < labels; k++) sum += p[i * labels + k] * k;
      return sum / (labels - 1);
    })
  );
}
