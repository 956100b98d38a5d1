import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Trainer } from "../../../nets/trainer.ts";
import { largest } from "../../nets/classes.ts";
import { rulesOf } from "../../nets/rules.ts";
import { scaleInputs } from "../../nets/scale.ts";
import { training } from "../../training.ts";
import { initialWeights } from "./adopt.ts";
import { checkData, endsOf, inputColumns, inUnits, type Samples, samplesOf } from "./data.ts";
import type { MlpTaskParams } from "./fields.ts";
import { derivedInputs } from "./inputs.ts";
import { mlpModel } from "./net.ts";
import { boundsOf, gridPoints, gridSide, halvedMaps, isPlanar, SHOWN_UNITS } from "./plane.ts";
import { netCost } from "./size.ts";

/** Rows whose predictions a picture of a net under way shows. */
const PREDICTED = 1000;

/** Training: a step is a minibatch. Live, where two columns go in: "surface", the output over a grid; "units0", … of hidden layers; "predicted" of rows. */
export const mlpTraining = training((params: MlpTaskParams, { data }) => {
  const table = checkData(params, data);
  const samples = samplesOf(table, params);
  const ends = endsOf(table, params);
  const model = mlpModel(params, ends);
  const { values, inputs, targets, outputs, train, test } = samples;
  const initial = initialWeights(params, table);
  let maps: ReturnType<typeof mapsOf> | undefined;
  return {
    model,
    sources: { x: { values, columns: inputs }, t: { values: targets, columns: outputs } },
    ...rulesOf(params, train.length),
    train,
    test,
    ...(initial && { initial }),
    live(trained) {
      if (!isPlanar(table)) return {};
      maps ??= mapsOf(trained, table, samples, params);
      const rows = Uint32Array.from({ length: Math.min(table.rows, PREDICTED) }, (_, row) => row);
      const { output } = trained.predict(rows, ["output"]);
      const predicted = ends.classes ? largest(output, ends.outputs) : inUnits(output, samples);
      return { ...maps(), predicted: array(predicted) };
    },
  };
});

/** A picture of the net over the plane, made again at each call. */
function mapsOf({ machine }: Trainer, table: Table, samples: Samples, params: MlpTaskParams): () => Arrays {
  const ends = endsOf(table, params);
  const side = gridSide(netCost(params, ends));
  const [across, upright] = inputColumns(table);
  const scaled = scaleInputs(gridPoints(boundsOf(table, across, upright), side), 2, [0, 1], samples.scale);
  const { outputs } = mlpModel(params, ends).build(side * side, false);
  const program = machine.program({ outputs });
  return () => {
    program.input("x").set(derivedInputs(scaled, 2, params));
    program.run();
    const units = params.hidden.map((width, l) => {
      const { shape, values } = halvedMaps(program.output(`layer${l}`), side, width, SHOWN_UNITS);
      return [`units${l}`, array(values, shape)] as const;
    });
    const surface = inUnits(program.output("output").slice(), samples);
    return { surface: array(surface, [side * side, ends.outputs]), ...Object.fromEntries(units) };
  };
}
