import type { Key } from "../../../../random/key.ts";
import type { Task } from "../../../lab.ts";

export interface IslandParams {
  /** Mean lengths in bases. */
  readonly island: number;
  readonly sea: number;
  /** Whether the tables are learnt from the data, from the published ones on. */
  readonly learn: boolean;
}

/** One task; without learning, one step. */
export function islandsPlan(params: IslandParams, iterations: number, key: Key): readonly Task[] {
  return [{ id: "islands", kind: "islands", key, steps: params.learn ? iterations : 1, params: { ...params } }];
}
