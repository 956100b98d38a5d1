import type { DiffusionParams } from "../../../../shared/labs/generative/diffusion/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as netErrors } from "../../parts/errors.ts";
import { words as nets } from "../../parts/net-words.ts";
import { underStopped } from "../../parts/stopped.tsx";
import { bothLines, trainingCurves } from "../../parts/training-curves.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { drawView } from "../points/draw.tsx";
import { mmdView } from "../points/mmd-chart.tsx";
import { errors } from "../points/words.ts";
import { MainView } from "./main.tsx";
import { words } from "./words.ts";
import "../../parts/parts.css";

const CurvesView = trainingCurves<DiffusionParams>(
  [{ title: words.loss, y: words.square, settled: true, lines: bothLines("loss") }],
  { empty: nets.notYet },
);

export const diffusionView: LabView<DiffusionParams> = {
  id: "diffusion",
  main: { id: "samples", title: words.main, component: underStopped(MainView) },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "way", title: words.way, component: lazy(async () => (await import("./way.tsx")).WayView) },
    { id: "bound", title: words.bound, component: lazy(async () => (await import("./bound.tsx")).BoundView) },
    mmdView,
    drawView,
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["nll", "bitsPerDimension", "mmd", "mmdLevel"],
  errors: { ...netErrors, ...errors },
};
