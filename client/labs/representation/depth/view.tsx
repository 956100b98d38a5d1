import type { DepthParams } from "../../../../shared/labs/representation/depth/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { expressionErrors } from "../../parts/expression-errors.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { DepthView, GrowthView } from "./topics.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./depth.css";

export const depthView: LabView<DepthParams> = {
  id: "depth",
  main: { id: "depth", title: words.main, component: DepthView },
  supporting: [{ id: "growth", title: words.growth, component: GrowthView }],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["longestPath", "regions", "testMse.deep", "testMse.shallow"],
  errors: { ...expressionErrors, ...errors },
};
