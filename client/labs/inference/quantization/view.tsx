import type { QuantizationParams } from "../../../../shared/labs/inference/quantization/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import { errors as pictureErrors } from "../../parts/errors.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors } from "../errors.ts";
import { MainView } from "./main.tsx";
import { WeightsView } from "./weights.tsx";
import { words } from "./words.ts";
import "../../parts/parts.css";
import "../inference.css";
import "./quantization.css";

export const quantizationView: LabView<QuantizationParams> = {
  id: "quantization",
  main: { id: "formats", title: words.main, component: MainView },
  supporting: [
    { id: "weights", title: words.weights, component: WeightsView },
    { id: "matrix", title: words.matrix, component: lazy(async () => (await import("./matrix.tsx")).MatrixView) },
    {
      id: "activations",
      title: words.activations,
      component: lazy(async () => (await import("./activations.tsx")).ActivationsView),
    },
    { id: "bits", title: words.curve, component: lazy(async () => (await import("./curve.tsx")).CurveView) },
    {
      id: "differences",
      title: words.differences,
      component: lazy(async () => (await import("./differences.tsx")).DifferencesView),
    },
    {
      id: "robustness",
      title: words.robustness,
      component: lazy(async () => (await import("./robustness.tsx")).RobustnessView),
    },
    { id: "places", title: words.places, component: lazy(async () => (await import("./places.tsx")).PlacesView) },
    { id: "curves", title: words.curves, component: lazy(async () => (await import("./training.tsx")).TrainingView) },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["accuracy.float32", "accuracy", "agreement", "latency.wasm"],
  errors: { ...pictureErrors, ...errors },
};
