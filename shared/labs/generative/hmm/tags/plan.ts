import type { Key } from "../../../../random/key.ts";
import type { Task } from "../../../lab.ts";

export interface TagParams {
  readonly smoothing: number;
  /** Share of the words that is kept apart. */
  readonly held: number;
}

export function tagsPlan({ smoothing, held }: TagParams, key: Key): readonly Task[] {
  return [{ id: "tagger", kind: "tagger", key, steps: 1, params: { smoothing, held } }];
}
