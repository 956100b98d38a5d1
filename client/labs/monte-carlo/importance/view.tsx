import type { ImportanceParams } from "../../../../shared/labs/monte-carlo/importance/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { MainView } from "./main.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

const isEstimate = ({ task }: ImportanceParams) => task === "estimate";
const isCollapse = ({ task }: ImportanceParams) => task === "collapse";
const isVocabulary = ({ task }: ImportanceParams) => task === "vocabulary";

/** Each task has its views in a folder of its own. */
export const importanceView: LabView<ImportanceParams> = {
  id: "importance",
  main: { id: "picture", title: words.picture, component: MainView, live: isEstimate, beforeRuns: true },
  supporting: [
    {
      id: "course",
      title: words.course,
      component: lazy(async () => (await import("./estimate/course.tsx")).CourseView),
      shows: isEstimate,
    },
    {
      id: "weights",
      title: words.weights,
      component: lazy(async () => (await import("./estimate/weights.tsx")).WeightsView),
      shows: isEstimate,
    },
    {
      id: "repeats",
      title: words.repeats,
      component: lazy(async () => (await import("./estimate/repeats.tsx")).RepeatsView),
      shows: isEstimate,
    },
    {
      id: "largest",
      title: words.largest,
      component: lazy(async () => (await import("./collapse/largest.tsx")).LargestView),
      shows: isCollapse,
    },
    {
      id: "gradient",
      title: words.gradient,
      component: lazy(async () => (await import("./vocabulary/gradient.tsx")).GradientView),
      shows: isVocabulary,
    },
    {
      id: "cost",
      title: words.cost,
      component: lazy(async () => (await import("./vocabulary/cost.tsx")).CostView),
      shows: isVocabulary,
    },
    {
      id: "words",
      title: words.neighbours,
      component: lazy(async () => (await import("./vocabulary/learnt.tsx")).LearntView),
      shows: isVocabulary,
    },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["estimate", "ess", "paretoK", "varianceRatio", "essTheory", "gradientBias", "speedup", "sameTopic"],
  errors,
  moreErrors: async () => (await import("../../parts/density-errors.ts")).densityErrors,
};
