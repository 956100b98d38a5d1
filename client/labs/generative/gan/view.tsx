import type { GanParams } from "../../../../shared/labs/generative/gan/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as coderErrors } from "../../parts/coder-errors.ts";
import { errors as netErrors } from "../../parts/errors.ts";
import { underStopped } from "../../parts/stopped.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { drawView } from "../points/draw.tsx";
import { mmdView } from "../points/mmd-chart.tsx";
import { errors as pointErrors } from "../points/words.ts";
import { CurvesView } from "./curves.tsx";
import { MainView } from "./main.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const ganView: LabView<GanParams> = {
  id: "gan",
  main: { id: "samples", title: words.main, component: underStopped(MainView) },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "modes", title: words.modes, component: lazy(async () => (await import("./modes.tsx")).ModesView) },
    mmdView,
    { id: "latent", title: words.latent, component: lazy(async () => (await import("./latent.tsx")).LatentView) },
    drawView,
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["mmd", "mmdLevel", "modes", "good"],
  errors: { ...netErrors, ...coderErrors, ...pointErrors, ...errors },
};
