import type { FaParams } from "../../../../shared/labs/factors/fa/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { BesideView } from "./beside.tsx";
import { CurveView } from "./curve.tsx";
import { ModelView } from "./model.tsx";
import { ScoresView } from "./scores.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const faView: LabView<FaParams> = {
  id: "fa",
  main: { id: "model", title: words.loadings, component: ModelView },
  supporting: [
    { id: "beside", title: words.beside, component: BesideView },
    { id: "scores", title: words.scores, component: ScoresView },
    { id: "curve", title: words.curve, component: CurveView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["logLikelihood", "iterations"],
  errors: { ...familyErrors, ...errors },
};
