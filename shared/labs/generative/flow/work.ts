import type { Table } from "../../../data/table.ts";
import { costOf } from "../../../nets/cost.ts";
import type { Work } from "../../lab.ts";
import { columnsAt } from "../points/pictures.ts";
import { ACROSS } from "../points/plane.ts";
import { shapeAt } from "./data.ts";
import type { FlowParams } from "./fields.ts";
import { flowModel, pictureModel } from "./model.ts";
import { partingOf } from "./parting.ts";

export function flowWork(params: FlowParams, data: Table | null): Work {
  if (data === null) return { multiplyAdds: 0, bytes: 0 };
  const { epochs, testFraction, compared, permutations, resolution } = params;
  const batch = Math.min(params.batch, data.rows);
  const image = shapeAt(data, resolution);
  const columns = columnsAt(data, resolution);
  const model = image ? pictureModel(params, partingOf(image)) : flowModel(params);
  const { forward, backward, parameters, arena } = costOf(model, batch);
  const held = Math.floor(data.rows * testFraction);
  const rows = 2 * Math.min(compared, held);
  const passes = epochs * Math.ceil((data.rows - held) / batch);
  const train = passes * (forward + backward);
  const samples = (forward / batch) * ((image ? 0 : ACROSS * ACROSS) + held + rows / 2);
  const mmd = rows * rows * (permutations + 2 + columns);
  return {
    multiplyAdds: train + samples + mmd,
    kinds: { train, samples, mmd },
    bytes: 4 * (columns * data.rows + 5 * parameters + arena + rows * (permutations + 250)),
  };
}
