import type { BurnInParams } from "../../../../shared/labs/monte-carlo/burn-in/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { DistributionView } from "./distribution.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

export const burnInView: LabView<BurnInParams> = {
  id: "burn-in",
  main: { id: "distribution", title: words.distribution, component: DistributionView },
  supporting: [
    {
      id: "distance",
      title: words.distance,
      component: lazy(async () => (await import("./distance.tsx")).DistanceView),
    },
    {
      id: "averages",
      title: words.averagesTab,
      component: lazy(async () => (await import("./averages.tsx")).AveragesView),
    },
    {
      id: "correlation",
      title: words.correlation,
      component: lazy(async () => (await import("./correlation.tsx")).CorrelationView),
    },
    {
      id: "spectrum",
      title: words.spectrum,
      component: lazy(async () => (await import("./spectrum.tsx")).SpectrumView),
    },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["totalVariation", "mixingTime", "tau", "bias", "bestBurnIn"],
  errors,
};
