import { type Arrays, array, type NDArray } from "../../../arrays.ts";
import type { Fold } from "../../fold.ts";
import { type CardPicture, rowsAsImages, transposed } from "../../picture.ts";

/** Pictures on a card. */
const MOST = 12;

/** The maps of the first block; of a perceptron on pictures what its first units look for; of a small net its units. */
export function forwardPicture(fold: Fold): CardPicture | undefined {
  const [train, pass] = [fold.output("train"), fold.output("pass")];
  if (!train || !pass) return undefined;
  const maps = Object.entries(pass).find(([name, { shape }]) => name.startsWith("tensor") && shape.length === 3);
  if (maps) return mapsAsImages(maps[1]);
  const first = train["layer0.weights"];
  const [height, width, channels] = pass.input.shape;
  if (first && channels === 1) return rowsAsImages(transposed(first), { height, width });
  return unitsAsGraph(train);
}

/** height × width × filters. */
function mapsAsImages({ shape: [height, width, filters], values }: NDArray): CardPicture {
  const count = Math.min(filters, MOST);
  const rows = new Float32Array(count * height * width);
  for (let f = 0; f < count; f++)
    for (let p = 0; p < height * width; p++) rows[f * height * width + p] = Number(values[p * filters + f]);
  return rowsAsImages(array(rows, [count, height * width]), { height, width });
}

function unitsAsGraph(weights: Arrays): CardPicture {
  const matrices = Object.entries(weights).flatMap(([name, { shape }]) => (name.endsWith(".weights") ? [shape] : []));
  const widths = [matrices[0]?.[0] ?? 0, ...matrices.map((shape) => shape[shape.length - 1])];
  const starts = widths.map((_, l) => widths.slice(0, l).reduce((sum, units) => sum + units, 0));
  return {
    kind: "graph",
    directed: true,
    places: widths.flatMap((units, l) =>
      Array.from({ length: units }, (_, u) => [(l + 0.5) / widths.length, (u + 0.5) / units] as const),
    ),
    lines: widths.slice(1).flatMap((units, l) =>
      Array.from({ length: widths[l] * units }, (_, i) => {
        return [starts[l] + Math.floor(i / units), starts[l + 1] + (i % units)] as const;
      }),
    ),
    filled: Array.from({ length: widths[0] }, (_, i) => i),
  };
}
