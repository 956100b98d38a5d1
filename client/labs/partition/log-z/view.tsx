import type { LogZParams } from "../../../../shared/labs/partition/log-z/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { MethodsView } from "./main.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";
import "./log-z.css";

export const logZView: LabView<LogZParams> = {
  id: "log-z",
  main: { id: "methods", title: words.methods, component: MethodsView },
  supporting: [
    { id: "why", title: words.mass, component: lazy(async () => (await import("./why.tsx")).WhyView) },
    {
      id: "annealing",
      title: words.annealing,
      component: lazy(async () => (await import("./annealing.tsx")).AnnealingView),
    },
    { id: "ladder", title: words.ladder, component: lazy(async () => (await import("./ladder.tsx")).LadderView) },
    { id: "numbers", title: words.numbers, component: lazy(async () => (await import("./numbers.tsx")).NumbersView) },
    { id: "needs", title: words.needs, component: lazy(async () => (await import("./needs.tsx")).NeedsView) },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["logZ.exact", "error.naive", "error.aisRates", "error.bridge", "error.thermodynamic"],
  errors,
};
