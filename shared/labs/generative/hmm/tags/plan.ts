import { foldIn } from "../../../../random/index.ts";
import type { Key } from "../../../../random/key.ts";
import type { Task } from "../../../lab.ts";

export interface TagParams {
  readonly smoothing: number;
  /** Share of the words that is kept apart. */
  readonly held: number;
}

/** The tagger, and `drawn` sentences of its own. */
export function tagsPlan({ smoothing, held }: TagParams, drawn: number, key: Key): readonly Task[] {
  const params = { smoothing, held };
  return [
    { id: "tagger", kind: "tagger", key, steps: 1, params },
    { id: "invented", kind: "invented", key: foldIn(key, 1), steps: drawn, params },
  ];
}
