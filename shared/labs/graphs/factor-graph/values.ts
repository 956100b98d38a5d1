/** Deterministic graphs: rounds in which numbers are passed on. */
import { array } from "../../../arrays.ts";
import type { DeterministicGraph } from "../../../experiment/document.ts";
import { iterate } from "../../process.ts";
import { computed } from "../deterministic.ts";
import type { FactorGraphParams } from "./fields.ts";

/** Rounds until every node has its value: sent at once a node needs one more than its deepest input; along the arcs, one is enough. */
export const valueRounds = (depths: Int32Array, schedule: FactorGraphParams["schedule"]): number =>
  schedule === "flooding" ? 1 + Math.max(...depths) : 1;

/** Records of each round until all nodes have a value: "known", how many have one. Output: "values" of all nodes. */
export const values = iterate({
  problem: (params: Omit<FactorGraphParams, "rounds">, { data }) => {
    const { values: found, depths } = computed(data?.document as DeterministicGraph, params.values);
    return { found, depths, rounds: valueRounds(depths, params.schedule) };
  },
  records: ["known"],
  init: () => ({ round: 0 }),
  step: (_key, _problem, { round }) => ({ round: round + 1 }),
  info: ({ depths, rounds }, { round }) =>
    round > rounds ? {} : { known: round === rounds ? depths.length : depths.filter((depth) => depth < round).length },
  output: ({ found }) => ({ values: array(found) }),
});
