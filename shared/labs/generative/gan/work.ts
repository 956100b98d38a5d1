import type { Table } from "../../../data/table.ts";
import { costOf } from "../../../nets/cost.ts";
import { sideModel } from "../../../nets/sides.ts";
import type { Work } from "../../lab.ts";
import { rowSizeOf } from "./data.ts";
import type { GanParams } from "./fields.ts";
import { ganModel } from "./net.ts";

/** Multiply-adds of a comparison that tells the class of a sample by the nearest known row, per number. */
const KNOWN = 500;

export function ganWork(params: GanParams, data: Table | null): Work {
  if (data === null) return { multiplyAdds: 0, bytes: 0 };
  const { rounds, criticSteps, generatorSteps, testFraction, compared, permutations } = params;
  const batch = Math.min(params.batch, data.rows);
  const row = rowSizeOf(data, params);
  const { columns } = row;
  const model = ganModel(params, row);
  const [critic, generator] = ["critic", "generator"].map((side) => costOf(sideModel(model, side), batch));
  const round =
    criticSteps * (critic.forward + critic.backward) + generatorSteps * (generator.forward + generator.backward);
  const rows = 2 * Math.min(compared, Math.floor(data.rows * testFraction));
  const train = rounds * round;
  const mmd = rows * rows * (permutations + 2 + columns);
  const modes = rows * columns * KNOWN;
  return {
    multiplyAdds: train + mmd + modes,
    kinds: { train, mmd, modes, samples: rows * columns },
    bytes:
      4 *
      (data.rows * columns + 5 * generator.parameters + critic.arena + generator.arena + rows * (permutations + 250)),
  };
}
