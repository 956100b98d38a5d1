import type { SparseParams } from "../../../../shared/labs/autoencoders/sparse-autoencoder/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { words as common } from "../../parts/net-words.ts";
import { underStopped } from "../../parts/stopped.tsx";
import { bothLines, lossFigure, trainingCurves } from "../../parts/training-curves.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors } from "../errors.ts";
import { PicturesView } from "../pictures.tsx";
import { words as family } from "../words.ts";
import { ActivityView } from "./activity.tsx";
import { FeaturesView } from "./features.tsx";
import { MadeOfView } from "./made-of.tsx";
import { errors as own, words } from "./words.ts";
import "../../parts/parts.css";

/** Loss with penalties, the held-out error without, and how active the code is. */
const CurvesView = trainingCurves<SparseParams>([
  lossFigure(family.perValue),
  { title: family.mseTitle, y: family.perValue, zero: true, lines: [["testMse", common.heldOut, 1]] },
  {
    title: words.meanActivity,
    y: words.activity,
    zero: true,
    lines: bothLines("activity"),
  },
]);

export const sparseAutoencoderView: LabView<SparseParams> = {
  id: "sparse-autoencoder",
  main: { id: "features", title: words.features, component: underStopped(FeaturesView) },
  supporting: [
    { id: "curves", title: family.curves, component: CurvesView },
    { id: "activity", title: words.activities, component: ActivityView },
    { id: "pictures", title: family.pictures, component: PicturesView },
    { id: "made-of", title: words.madeOf, component: MadeOfView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["loss", "testMse", "meanActivity", "activityGap", "deadUnits"],
  errors: { ...errors, ...own },
};
