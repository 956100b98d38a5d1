import type { ApplicationParams } from "../../../../shared/labs/generative/hmm/application-fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { View, ViewProps } from "../../view.ts";
import { words as dnaWords } from "./dna/words.ts";
import { words as soundWords } from "./sound/words.ts";
import { words as tagWords } from "./tags/words.ts";

type Props = ViewProps<ApplicationParams>;

/** The main views of sound, DNA and words: each is loaded where it is shown. */
export const applicationMains = {
  sound: lazy<Props>(async () => (await import("./sound/recognised.tsx")).RecognisedView),
  islands: lazy<Props>(async () => (await import("./dna/islands.tsx")).IslandsView),
  tags: lazy<Props>(async () => (await import("./tags/sentence.tsx")).SentenceView),
} as const;

const only = (application: ApplicationParams["application"]) => (params: ApplicationParams) =>
  params.application === application;

export const applicationViews: readonly View<ApplicationParams>[] = [
  {
    id: "speak",
    title: soundWords.speak,
    component: lazy<Props>(async () => (await import("./sound/speak.tsx")).SpeakView),
    shows: only("sound"),
  },
  {
    id: "vowels",
    title: soundWords.confusion,
    component: lazy<Props>(async () => (await import("./sound/confusion.tsx")).VowelConfusion),
    shows: only("sound"),
  },
  {
    id: "vowel-training",
    title: soundWords.training,
    component: lazy<Props>(async () => (await import("./sound/confusion.tsx")).VowelTraining),
    shows: only("sound"),
  },
  {
    id: "tables",
    title: dnaWords.tables,
    component: lazy<Props>(async () => (await import("./dna/tables.tsx")).TablesView),
    shows: only("islands"),
  },
  {
    id: "follows",
    title: tagWords.transitions,
    component: lazy<Props>(async () => (await import("./tags/mistakes.tsx")).FollowsView),
    shows: only("tags"),
  },
  {
    id: "mistakes",
    title: tagWords.mistakes,
    component: lazy<Props>(async () => (await import("./tags/mistakes.tsx")).MistakesView),
    shows: only("tags"),
  },
  {
    id: "invented",
    title: tagWords.invented,
    component: lazy<Props>(async () => (await import("./tags/invented.tsx")).InventedView),
    shows: only("tags"),
  },
  {
    id: "drawn",
    title: dnaWords.drawn,
    component: lazy<Props>(async () => (await import("./dna/drawn.tsx")).DrawnView),
    shows: only("islands"),
  },
];
