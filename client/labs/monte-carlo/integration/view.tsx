import { type IntegrationParams, isGradient } from "../../../../shared/labs/monte-carlo/integration/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { MainView } from "./main.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./integration.css";

const isIntegral = (params: IntegrationParams) => !isGradient(params);

export const integrationView: LabView<IntegrationParams> = {
  id: "integration",
  main: { id: "points", title: words.main, component: MainView },
  supporting: [
    {
      id: "errors",
      title: words.errors,
      component: lazy(async () => (await import("./errors.tsx")).ErrorsView),
      shows: isIntegral,
    },
    {
      id: "intervals",
      title: words.intervals,
      component: lazy(async () => (await import("./intervals.tsx")).IntervalsView),
      shows: isIntegral,
    },
    {
      id: "table",
      title: words.table,
      component: lazy(async () => (await import("./errors.tsx")).TableView),
      shows: isIntegral,
    },
    {
      id: "descent",
      title: words.descent,
      component: lazy(async () => (await import("./descent.tsx")).DescentView),
      shows: isGradient,
    },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["estimate", "standardError", "coverage", "exact", "error"],
  errors,
  moreErrors: async () => (await import("../../parts/density-errors.ts")).densityErrors,
};
