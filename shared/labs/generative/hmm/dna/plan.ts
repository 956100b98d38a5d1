import { foldIn } from "../../../../random/index.ts";
import type { Key } from "../../../../random/key.ts";
import type { Task } from "../../../lab.ts";

export interface IslandParams {
  /** Mean lengths in bases. */
  readonly island: number;
  readonly sea: number;
  /** Whether the tables are learnt from the data, from the published ones on. */
  readonly learn: boolean;
}

/** The islands, learnt in `iterations` or, without learning, in one step; and `drawn` lines of a new strand. */
export function islandsPlan(params: IslandParams, iterations: number, drawn: number, key: Key): readonly Task[] {
  const own = { ...params };
  return [
    { id: "islands", kind: "islands", key, steps: params.learn ? iterations : 1, params: own },
    { id: "drawn", kind: "drawn", key: foldIn(key, 1), steps: drawn, params: {}, after: ["islands"] },
  ];
}
