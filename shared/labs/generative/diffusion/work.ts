import type { Table } from "../../../data/table.ts";
import { EMBEDDED } from "../../../diffusion/embedding.ts";
import { jumpsOf, timesOf } from "../../../diffusion/schedule.ts";
import { costOf } from "../../../nets/cost.ts";
import type { Work } from "../../lab.ts";
import { columnsAt } from "../points/pictures.ts";
import { repeatsOf } from "./data.ts";
import type { DiffusionParams } from "./fields.ts";
import { diffusionModel } from "./net.ts";

export function diffusionWork(params: DiffusionParams, data: Table | null): Work {
  if (data === null) return { multiplyAdds: 0, bytes: 0 };
  const { epochs, testFraction, compared, permutations, steps, resolution } = params;
  const columns = columnsAt(data, resolution);
  const repeats = repeatsOf(data.rows);
  const batch = Math.min(params.batch, data.rows);
  const { forward, backward, parameters, arena } = costOf(diffusionModel(params, columns), batch);
  const held = Math.floor(data.rows * testFraction);
  const rows = Math.min(compared, held);
  const train = epochs * Math.ceil(((data.rows - held) * repeats) / batch) * (forward + backward);
  const samples =
    (forward / batch) * (rows * timesOf(params.steps, jumpsOf(params)).length + steps * Math.min(500, held));
  const mmd = 4 * rows * rows * (permutations + 2 + columns);
  return {
    multiplyAdds: train + samples + mmd,
    kinds: { train, samples, mmd },
    bytes:
      4 * ((columns + 4 + EMBEDDED) * data.rows * repeats + 5 * parameters + arena + 2 * rows * (permutations + 250)),
  };
}
