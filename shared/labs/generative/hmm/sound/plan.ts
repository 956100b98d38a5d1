import type { VowelLanguage } from "../../../../data/generators/vowel-sounds.ts";
import { foldIn } from "../../../../random/index.ts";
import type { Key } from "../../../../random/key.ts";
import type { Task } from "../../../lab.ts";
import { unitsOf, unitTaskId } from "./units.ts";

export interface SoundParams {
  readonly language: VowelLanguage;
  /** Synthetic voices that it learns from. */
  readonly voices: number;
  /** Of the room in which they speak, relative to the voice. */
  readonly noise: number;
  readonly iterations: number;
}

/** Voices speak; each vowel, and silence, is learnt from its segments, side by side; then the data are heard. */
export function soundPlan({ language, voices, noise, iterations }: SoundParams, key: Key): readonly Task[] {
  const units = Array.from({ length: unitsOf(language).count }, (_, unit) => unit);
  const own = (kind: number) => foldIn(key, kind);
  return [
    { id: "voices", kind: "voices", key: own(0), steps: 1, params: { language, voices, noise } },
    ...units.map((unit) => ({
      id: unitTaskId(unit),
      kind: "unit",
      key: own(1),
      steps: iterations,
      params: { unit },
      after: ["voices"],
    })),
    {
      id: "recognise",
      kind: "recognise",
      key: own(2),
      steps: 1,
      params: { language },
      after: units.map(unitTaskId),
    },
  ];
}
