import type { FactorsOfVariationParams } from "../../../../shared/labs/representation/factors-of-variation/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as coders } from "../../parts/coder-errors.ts";
import { errors as nets } from "../../parts/errors.ts";
import { words as common } from "../../parts/net-words.ts";
import { bothLines, trainingCurves } from "../../parts/training-curves.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { CodeView } from "./code.tsx";
import { MatrixView } from "./matrix.tsx";
import { TraversalsView } from "./traversals.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

const CurvesView = trainingCurves<FactorsOfVariationParams>(
  [
    {
      title: words.elbo,
      y: words.nats,
      lines: bothLines("elbo"),
    },
    {
      title: words.kl,
      y: words.nats,
      zero: true,
      lines: bothLines("kl"),
    },
    { title: words.tc, note: words.tcNote, y: words.nats, zero: true, optional: true, lines: [["tc", words.tc, 2]] },
    {
      title: words.labels,
      note: words.labelsNote,
      y: words.nats,
      zero: true,
      optional: true,
      lines: [["labels", common.training, "data"]],
    },
  ],
  { empty: common.notYet },
);

export const factorsOfVariationView: LabView<FactorsOfVariationParams> = {
  id: "factors-of-variation",
  main: { id: "traversals", title: words.traversals, component: TraversalsView },
  supporting: [
    { id: "matrix", title: words.matrix, component: MatrixView },
    { id: "code", title: words.code, component: CodeView },
    { id: "curves", title: words.curves, component: CurvesView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["mig", "dci.disentanglement", "sap", "elbo"],
  errors: { ...nets, ...coders, ...errors },
};
