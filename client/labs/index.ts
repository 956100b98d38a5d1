import type { Locale } from "../../shared/text.ts";
import type { Lesson } from "../lessons/lesson.ts";
import type { LabView } from "./view.ts";

/** How a lab is shown. Its code comes over the wire when it is opened. */
export interface LabViewEntry {
  readonly id: string;
  load(): Promise<LabView>;
}

export const labViews: readonly LabViewEntry[] = [
  { id: "autoencoder", load: async () => (await import("./autoencoder.tsx")).autoencoderView },
  { id: "factor-models", load: async () => (await import("./factor-models.tsx")).factorModelsView },
  { id: "rbm", load: async () => (await import("./rbm.tsx")).rbmView },
  { id: "ica", load: async () => (await import("./ica.tsx")).icaView },
  { id: "fa", load: async () => (await import("./fa.tsx")).faView },
  { id: "ppca", load: async () => (await import("./ppca.tsx")).ppcaView },
  { id: "sfa", load: async () => (await import("./sfa.tsx")).sfaView },
  { id: "sparse-coding", load: async () => (await import("./sparse-coding.tsx")).sparseCodingView },
  { id: "mcmc", load: async () => (await import("./mcmc.tsx")).mcmcView },
];

const lessons = import.meta.glob<Lesson>("../lessons/*.md", { import: "default" });

/** The lesson of a lab: `../lessons/<lab>.<language>.md`. */
export function loadLesson(lab: string, language: Locale): Promise<Lesson> {
  return lessons[`../lessons/${lab}.${language}.md`]();
}
