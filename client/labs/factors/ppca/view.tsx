import type { PpcaParams } from "../../../../shared/labs/factors/ppca/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { CurveView } from "./curve.tsx";
import { GapsView } from "./gaps.tsx";
import { ModelView } from "./model.tsx";
import { PlaneView } from "./plane.tsx";
import { BesideView, SamplesView } from "./samples.tsx";
import { DimensionsView, ScreeView } from "./scree.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./ppca.css";

export const ppcaView: LabView<PpcaParams> = {
  id: "ppca",
  main: { id: "model", title: words.model, component: ModelView },
  supporting: [
    { id: "dimensions", title: words.dimensions, component: DimensionsView },
    { id: "plane", title: words.plane, component: PlaneView },
    { id: "samples", title: words.samples, component: SamplesView },
    { id: "gaps", title: words.gaps, component: GapsView },
    { id: "scree", title: words.scree, component: ScreeView },
    { id: "curve", title: words.curve, component: CurveView },
    { id: "beside", title: words.beside, component: BesideView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["logLikelihood", "sigma2", "heldOutLogLikelihood", "imputationRmse"],
  errors: { ...familyErrors, ...errors },
};
