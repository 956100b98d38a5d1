import type { MarkovFieldParams } from "../../../../shared/labs/graphs/markov-field/fields.ts";
import { isPicture } from "../../../../shared/labs/graphs/markov-field/picture/plan.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { MainView } from "./main.tsx";
import { words as pictureWords } from "./picture/words.ts";
import { words as sampleWords } from "./sample/words.ts";
import { errors } from "./words.ts";
import "../../parts/parts.css";

const isSample = ({ task }: MarkovFieldParams) => task === "sample";
const isScan = (params: MarkovFieldParams) => isSample(params) && (params.temperatures ?? 1) > 1;

/** Each task has its views in a folder of its own. */
export const markovFieldView: LabView<MarkovFieldParams> = {
  id: "markov-field",
  main: { id: "lattice", title: sampleWords.lattice, component: MainView },
  supporting: [
    // First what needs no library of charts: that comes with the tab that wants it.
    {
      id: "series",
      title: sampleWords.series,
      component: lazy(async () => (await import("./sample/series.tsx")).SeriesView),
      shows: isSample,
    },
    {
      id: "curves",
      title: sampleWords.curves,
      component: lazy(async () => (await import("./sample/curves.tsx")).CurvesView),
      shows: isSample,
    },
    {
      id: "binder",
      title: sampleWords.binder,
      component: lazy(async () => (await import("./sample/binder.tsx")).BinderView),
      shows: (params) => isScan(params) && params.model === "ising",
    },
    {
      id: "times",
      title: sampleWords.times,
      component: lazy(async () => (await import("./sample/times.tsx")).TimesView),
      shows: isSample,
    },
    {
      id: "histogram",
      title: sampleWords.histogram,
      component: lazy(async () => (await import("./sample/histogram.tsx")).HistogramView),
      shows: isSample,
    },
    {
      id: "courses",
      title: pictureWords.courses,
      component: lazy(async () => (await import("./picture/courses.tsx")).CoursesView),
      shows: isPicture,
    },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["energy", "magnetisation", "tau", "deviation", "crossing", "peak", "accuracy", "psnr", "gap.icm"],
  errors: { ...familyErrors, ...errors },
};
