/** What noise and shifts of the input do to the net in floats and in integers. */
import { type Arrays, array } from "../../../arrays.ts";
import type { Chain } from "../../../nets/chain.ts";
import { parseGraph } from "../../../quant/graph/index.ts";
import type { Key } from "../../../random/key.ts";
import type { Fill } from "../../foreign-run.ts";
import type { Context } from "../../lab.ts";
import { robustnessTest } from "../../nets/robustness.ts";
import { probabilitiesOf } from "../../nets/trained.ts";
import { trainedClassifier } from "../model.ts";
import type { RowSamples } from "../table-net.ts";
import { FORMATS } from "./formats.ts";
import { answersOf, enginesOf } from "./quantised.ts";

/** Output: accuracy `noise.<format>` by `DEVIATIONS` and `shift.<format>` by `SHIFTS`, floats among the formats. All see the same disturbed samples; of a table the numbers are in deviations of its columns, and nothing is shifted. */
export function disturbedOutput(
  context: Context,
  chain: Chain,
  weights: Arrays,
  samples: RowSamples,
  key: Key,
): Arrays {
  const { rows, noise, shift, accuracy } = robustnessTest(samples, key);
  const net = trainedClassifier(chain, weights);
  const engine = enginesOf(context);
  const { raw, columns } = samples;
  const ways: (readonly [string, (fill: Fill) => Float32Array])[] = [
    ["float32", (fill) => probabilitiesOf(context, net, rows, fill)],
    ...FORMATS.map((format) => {
      const graph = parseGraph(context.inputs[format].file.values as Uint8Array);
      const way = (fill: Fill) => {
        const x = new Float32Array(rows * columns);
        fill(x, 0, rows);
        // Noise is in deviations of the columns: graphs take what they are the deviations of.
        if (raw) for (let i = 0; i < x.length; i++) x[i] = x[i] * raw.scales[i % columns] + raw.offsets[i % columns];
        return answersOf(graph, engine, x, columns);
      };
      return [format, way] as const;
    }),
  ];
  return Object.fromEntries(
    ways.flatMap(([format, way]) => {
      const found = (fills: readonly Fill[]) => array(Float64Array.from(fills, (fill) => accuracy(way(fill))));
      return [
        [`noise.${format}`, found(noise)],
        // Columns of a table are not moved.
        ...(raw ? [] : [[`shift.${format}`, found(shift)] as const]),
      ];
    }),
  );
}
