/** Titles that nobody wrote: those of the lab and its presets exist in every language, and are read in the reader's. */
import type { Experiment } from "../../shared/experiment/experiment.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { presetExperiment } from "../../shared/labs/parse.ts";
import type { Localized } from "../../shared/text.ts";
import { same } from "../run/draft.ts";

/** What an experiment is called until someone gives it a name: as the preset it matches up to its seed, otherwise as its lab. */
export function defaultTitle(lab: Lab, experiment: Experiment): Localized {
  const { seed } = experiment;
  const preset = lab.presets.find((one) => same({ ...presetExperiment(lab, one), seed }, experiment));
  return preset?.title ?? lab.title;
}

/** A lab, or what the index of recorded results says of it. */
export interface Titled {
  readonly title: Localized;
  readonly presets: readonly { readonly title: Localized }[];
}

/** A published title as it is read: one that nobody wrote in both languages, one that somebody wrote as it is. */
export function readTitle(lab: Titled, title: string): Localized {
  const known = [lab.title, ...lab.presets.map((preset) => preset.title)];
  return known.find(({ es, en }) => es === title || en === title) ?? { es: title, en: title };
}
