import type { DenoisingParams } from "../../../../shared/labs/autoencoders/denoising/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { words as common } from "../../parts/net-words.ts";
import { underStopped } from "../../parts/stopped.tsx";
import { lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors } from "../errors.ts";
import { FiltersView } from "../filters.tsx";
import { words as family } from "../words.ts";
import { CleanedView } from "./pictures.tsx";
import { SpoilView } from "./spoil.tsx";
import { WalkView } from "./walk.tsx";
import { errors as own, words } from "./words.ts";
import "../../parts/parts.css";

/** Training and held-out loss, and the held-out error before and after cleaning. */
const CurvesView = trainingCurves<DenoisingParams>([
  lossFigure(family.perValue),
  {
    title: family.mseTitle,
    y: family.perValue,
    zero: true,
    lines: [
      ["testMseIn", words.before, "data"],
      ["testMse", common.heldOut, 1],
    ],
  },
]);

export const denoisingView: LabView<DenoisingParams> = {
  id: "denoising",
  main: { id: "cleaned", title: words.cleaned, component: underStopped(CleanedView) },
  supporting: [
    { id: "curves", title: family.curves, component: CurvesView },
    { id: "spoil", title: words.spoil, component: SpoilView },
    { id: "walk", title: words.walk, component: WalkView },
    { id: "filters", title: family.filters, component: FiltersView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["loss", "testMse", "psnrIn", "psnrOut", "scoreCosine"],
  errors: { ...errors, ...own },
};
