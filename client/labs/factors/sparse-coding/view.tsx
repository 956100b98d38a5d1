import type { SparseCodingParams } from "../../../../shared/labs/factors/sparse-coding/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { CodeView } from "./code.tsx";
import { CurvesView } from "./curves.tsx";
import { GapsView } from "./gaps.tsx";
import { MainView } from "./main.tsx";
import { PathView } from "./path.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const sparseCodingView: LabView<SparseCodingParams> = {
  id: "sparse-coding",
  main: { id: "atoms", title: words.main, component: MainView },
  supporting: [
    { id: "code", title: words.code, component: CodeView },
    { id: "path", title: words.path, component: PathView },
    { id: "gaps", title: words.gaps, component: GapsView },
    { id: "curves", title: words.curves, component: CurvesView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["objective", "sparsity", "atomsRecovered", "psnr"],
  errors: { ...familyErrors, ...errors },
};
