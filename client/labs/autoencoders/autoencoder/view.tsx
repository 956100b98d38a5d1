import type { AutoencoderParams } from "../../../../shared/labs/autoencoders/autoencoder/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { BetweenView } from "../between.tsx";
import { CodesView } from "../codes.tsx";
import { CurvesView } from "../curves.tsx";
import { errors } from "../errors.ts";
import { FiltersView } from "../filters.tsx";
import { PicturesView } from "../pictures.tsx";
import { words } from "../words.ts";
import { words as own } from "./words.ts";
import "../../parts/parts.css";

export const autoencoderView: LabView<AutoencoderParams> = {
  id: "autoencoder",
  main: { id: "pictures", title: words.pictures, component: PicturesView },
  supporting: [
    { id: "curves", title: words.curves, component: CurvesView },
    { id: "codes", title: words.codes, component: CodesView },
    { id: "between", title: words.between, component: BetweenView },
    { id: "draw", title: own.draw, component: lazy(async () => (await import("../draw.tsx")).DrawView) },
    { id: "filters", title: words.filters, component: FiltersView },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["loss", "testMse", "pcaTestMse", "quantizedTestMse", "probeAccuracy"],
  errors,
};
