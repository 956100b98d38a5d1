import type { Localized } from "../../shared/text.ts";
import type { Level } from "../lessons/lesson.ts";

/** What a lesson's reader should bring, as it stands in a sentence about its level. */
export const levels: Readonly<Record<Level, Localized>> = {
  beginner: { es: "inicial", en: "Beginner" },
  intermediate: { es: "intermedio", en: "Intermediate" },
  advanced: { es: "avanzado", en: "Advanced" },
};
