/** The reference: the sums as they are told in `layout.ts`. */
import { type Dense, groupsOf, LANES, type Sparse, tapPlace } from "./layout.ts";
import { placesOf, type Windows } from "./windows.ts";

const f = Math.fround;

/** A layer that is given one sample: a row of `taps` numbers, or a padded picture. Output: positions × outputs. */
export interface Product {
  run(x: Float32Array): Float32Array;
}

/** Sums over all taps, those of weight 0 among them. */
export function scalarDense({ taps, outputs, weights, bias }: Dense, windows?: Windows): Product {
  return summing(outputs, bias, windows, (x, place, o) => {
    const [group, lane] = [Math.floor(o / LANES), o % LANES];
    let sum = 0;
    for (let t = 0; t < taps; t++)
      sum = f(sum + f(x[place + (windows ? tapPlace(t, windows) : t)] * weights[(group * taps + t) * LANES + lane]));
    return sum;
  });
}

/** Sums over the blocks that are there. */
export function scalarSparse({ outputs, starts, columns, values, bias }: Sparse, windows?: Windows): Product {
  return summing(outputs, bias, windows, (x, place, o) => {
    const [group, lane] = [Math.floor(o / LANES), o % LANES];
    let sum = 0;
    for (let k = starts[group]; k < starts[group + 1]; k++) {
      const at = place + (windows ? tapPlace(columns[k], windows) : columns[k]);
      sum = f(sum + f(x[at] * values[k * LANES + lane]));
    }
    return sum;
  });
}

function summing(
  outputs: number,
  bias: Float32Array,
  windows: Windows | undefined,
  sumOf: (x: Float32Array, place: number, output: number) => number,
): Product {
  const places = windows ? placesOf(windows) : Uint32Array.of(0);
  if (groupsOf(outputs) * LANES !== bias.length) throw new RangeError(`biases: ${bias.length} for ${outputs} outputs`);
  return {
    run(x) {
      const y = new Float32Array(places.length * outputs);
      for (const [p, place] of places.entries())
        for (let o = 0; o < outputs; o++) y[p * outputs + o] = f(sumOf(x, place, o) + bias[o]);
      return y;
    },
  };
}
