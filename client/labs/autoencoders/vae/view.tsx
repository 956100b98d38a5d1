import type { VaeParams } from "../../../../shared/labs/autoencoders/vae/fields.ts";
import type { Lesson } from "../../../lessons/lesson.ts";
import { underStopped } from "../../parts/stopped.tsx";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { BetweenView } from "../between.tsx";
import { CodesView } from "../codes.tsx";
import { errors as family } from "../errors.ts";
import { words as shared } from "../words.ts";
import { ArithmeticView } from "./arithmetic.tsx";
import { BoundView, CurvesView } from "./bound.tsx";
import { GridView } from "./grid.tsx";
import { SamplesView } from "./samples.tsx";
import { coded, told } from "./state.tsx";
import { WalkView } from "./walk.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const vaeView: LabView<VaeParams> = {
  id: "vae",
  main: { id: "samples", title: words.samples, component: told(underStopped(SamplesView)) },
  supporting: [
    { id: "curves", title: words.elbo, component: told(CurvesView) },
    { id: "bound", title: words.bound, component: told(BoundView) },
    { id: "grid", title: words.grid, component: told(GridView) },
    { id: "codes", title: shared.codes, component: told(CodesView) },
    { id: "walk", title: words.walk, component: told(WalkView) },
    { id: "between", title: shared.between, component: told(coded(BetweenView, { note: words.betweenNote })) },
    { id: "arithmetic", title: words.arithmetic, component: told(ArithmeticView) },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["elbo", "reconstruction", "kl", "iwae", "activeUnits"],
  errors: { ...family, ...errors },
};
