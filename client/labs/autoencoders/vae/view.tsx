import type { VaeParams } from "../../../../shared/labs/autoencoders/vae/fields.ts";
import type { LabView } from "../../view.ts";
import { CodesView } from "../codes.tsx";
import { errors as family } from "../errors.ts";
import { words as shared } from "../words.ts";
import { ArithmeticView } from "./arithmetic.tsx";
import { Between } from "./between.tsx";
import { BoundView, CurvesView } from "./bound.tsx";
import { GridView } from "./grid.tsx";
import { SamplesView } from "./samples.tsx";
import { told } from "./state.tsx";
import { WalkView } from "./walk.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const vaeView: LabView<VaeParams> = {
  id: "vae",
  main: { id: "samples", title: words.samples, component: told(SamplesView) },
  supporting: [
    { id: "curves", title: words.elbo, component: told(CurvesView) },
    { id: "bound", title: words.bound, component: told(BoundView) },
    { id: "grid", title: words.grid, component: told(GridView) },
    { id: "codes", title: shared.codes, component: told(CodesView) },
    { id: "walk", title: words.walk, component: told(WalkView) },
    { id: "between", title: shared.between, component: told(Between) },
    { id: "arithmetic", title: words.arithmetic, component: told(ArithmeticView) },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["elbo", "reconstruction", "kl", "iwae", "activeUnits"],
  errors: { ...family, ...errors },
};
