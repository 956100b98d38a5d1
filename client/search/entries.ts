/** All that the home page's search finds, in the reader's language: labs, their presets, steps of their lessons, and words of the glossary. */
import type { Locale, Localized } from "../../shared/text.ts";
import { labAddress, stepAddress } from "../app/addresses.ts";
import { foundBy, type PlacedTerm } from "../glossary/terms.ts";
import { families } from "../i18n/families.ts";
import { ownKindWords } from "../i18n/home.ts";
import { levels } from "../i18n/levels.ts";
import { ownKinds } from "../labs/own-kinds.ts";
import type { LabIndex } from "../labs/recorded.ts";
import type { Entry, Found } from "./rank.ts";
import type { StepTexts } from "./steps.ts";

/** What a word is worth by where it stands; names in the other language are found too. */
const WORTH = {
  lab: 1,
  otherLab: 0.9,
  term: 0.95,
  otherTerm: 0.8,
  preset: 0.8,
  otherPreset: 0.7,
  summary: 0.45,
  about: 0.35,
  step: 0.4,
} as const;

export interface Searched {
  readonly labs: readonly LabIndex[];
  readonly terms: readonly PlacedTerm[];
  readonly steps: StepTexts;
}

export function entriesOf({ labs, terms, steps }: Searched, language: Locale): readonly Entry[] {
  const other: Locale = language === "es" ? "en" : "es";
  const both = (text: Localized, own: number, others: number): readonly Found[] => [
    [own, text[language]],
    [others, text[other]],
  ];
  const ofLab = (lab: LabIndex): Entry => ({
    kind: "lab",
    title: lab.title[language],
    about: lab.summary[language],
    href: labAddress(lab.id),
    by: [
      ...both(lab.title, WORTH.lab, WORTH.otherLab),
      [WORTH.otherLab, lab.id],
      ...both(lab.summary, WORTH.summary, WORTH.about),
      ...[
        families[lab.family],
        levels[lab.lesson.level],
        ...ownKinds(lab.formats).map((kind) => ownKindWords[kind]),
      ].map((text): Found => [WORTH.about, `${text[language]} ${text[other]}`]),
      [WORTH.about, lab.formats.join(" ")],
    ],
  });
  const ofPreset = (lab: LabIndex, { id, title }: LabIndex["presets"][number]): Entry => ({
    kind: "preset",
    title: title[language],
    about: lab.title[language],
    href: labAddress(lab.id, id),
    by: [...both(title, WORTH.preset, WORTH.otherPreset), ...both(lab.title, WORTH.about, WORTH.about)],
  });
  const ofTerm = (term: PlacedTerm): Entry => ({
    kind: "term",
    title: term[language],
    about: term.about[language],
    href: `/glossary#${term.id}`,
    by: [
      [WORTH.term, term[language]],
      ...[...foundBy(term, language), ...foundBy(term, other)].map((name): Found => [WORTH.otherTerm, name]),
      [WORTH.about, term.about[language]],
    ],
  });
  const ofStep = (lab: LabIndex, [id, preset, text]: StepTexts[string][number]): Entry => ({
    kind: "step",
    title: text,
    about: lab.title[language],
    href: stepAddress(lab.id, id, preset),
    by: [
      [WORTH.step, text],
      [WORTH.about, lab.title[language]],
    ],
  });
  return [
    ...labs.map(ofLab),
    ...terms.map(ofTerm),
    ...labs.flatMap((lab) => lab.presets.map((preset) => ofPreset(lab, preset))),
    ...labs.flatMap((lab) => (steps[lab.id] ?? []).map((step) => ofStep(lab, step))),
  ];
}
