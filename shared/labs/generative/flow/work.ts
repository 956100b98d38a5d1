import type { Table } from "../../../data/table.ts";
import { costOf } from "../../../nets/cost.ts";
import type { Work } from "../../lab.ts";
import { ACROSS } from "../points/plane.ts";
import type { FlowParams } from "./fields.ts";
import { flowModel } from "./model.ts";

export function flowWork(params: FlowParams, data: Table | null): Work {
  if (data === null) return { multiplyAdds: 0, bytes: 0 };
  const { epochs, testFraction, compared, permutations } = params;
  const batch = Math.min(params.batch, data.rows);
  const { forward, backward, parameters, arena } = costOf(flowModel(params), batch);
  const held = Math.floor(data.rows * testFraction);
  const rows = 2 * Math.min(compared, held);
  const passes = epochs * Math.ceil((data.rows - held) / batch);
  const train = passes * (forward + backward);
  const samples = (forward / batch) * (ACROSS * ACROSS + held + rows / 2);
  const mmd = rows * rows * (permutations + 4);
  return {
    multiplyAdds: train + samples + mmd,
    kinds: { train, samples, mmd },
    bytes: 4 * (2 * data.rows + 5 * parameters + arena + rows * (permutations + 250)),
  };
}
