import type { AugmentationParams } from "../../../../shared/labs/generative/augmentation/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as netErrors } from "../../parts/errors.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { MainView } from "./main.tsx";
import { SamplesView } from "./samples.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./augmentation.css";

export const augmentationView: LabView<AugmentationParams> = {
  id: "augmentation",
  main: { id: "gain", title: words.main, component: MainView },
  supporting: [
    { id: "samples", title: words.samples, component: SamplesView },
    {
      id: "learning",
      title: words.learning,
      component: lazy(async () => (await import("./learning.tsx")).LearningView),
    },
    { id: "repeats", title: words.repeats, component: lazy(async () => (await import("./repeats.tsx")).RepeatsView) },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["accuracy.real", "accuracy.augmented", "gain", "gain.low", "gain.high", "quality"],
  errors: { ...netErrors, ...errors },
};
