import type { DbnParams } from "../../../../shared/labs/partition/dbn/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as netErrors } from "../../parts/errors.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { MainView } from "./main.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

const isClassifying = ({ goal }: DbnParams) => goal === "classify";

export const dbnView: LabView<DbnParams> = {
  id: "dbn",
  main: { id: "stack", title: words.main, component: MainView },
  supporting: [
    {
      id: "layers",
      title: words.layers,
      component: lazy(async () => (await import("./layers.tsx")).LayersView),
    },
    {
      id: "dreams",
      title: words.dreams,
      component: lazy(async () => (await import("./dreams.tsx")).DreamsView),
      shows: isClassifying,
    },
    {
      id: "returned",
      title: words.returned,
      component: lazy(async () => (await import("./returned.tsx")).ReturnedView),
    },
    {
      id: "losses",
      title: words.losses,
      component: lazy(async () => (await import("./losses.tsx")).LossesView),
      shows: isClassifying,
    },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: [
    "accuracy.pretrained",
    "accuracy.random",
    "difference",
    "labelAccuracy",
    "reconstruction.1",
    "reconstruction.2",
  ],
  errors: { ...netErrors, ...errors },
};
