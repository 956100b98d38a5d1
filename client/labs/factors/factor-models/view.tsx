import type { FamilyFit } from "../../../../shared/labs/factors/factor-models/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { CardsView } from "./cards.tsx";
import { ComparedView, ReconstructionsView } from "./compared.tsx";
import { DragView } from "./drag.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./factor-models.css";

export const factorModelsView: LabView<FamilyFit> = {
  id: "factor-models",
  main: { id: "drag", title: words.drag, component: DragView },
  supporting: [
    { id: "cards", title: words.cards, component: CardsView },
    { id: "compared", title: words.compared, component: ComparedView },
    { id: "reconstructions", title: words.reconstructions, component: ReconstructionsView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["logLikelihood.ppca", "logLikelihood.fa", "logLikelihood.ica", "logLikelihood.sfa"],
  errors: { ...familyErrors, ...errors },
};
