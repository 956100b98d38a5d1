import type { MarkovFieldParams } from "../../../../shared/labs/graphs/markov-field/fields.ts";
import { isPicture } from "../../../../shared/labs/graphs/markov-field/picture/plan.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { MainView } from "./main.tsx";
import { words as pictureWords } from "./picture/words.ts";
import { SeriesView } from "./sample/series.tsx";
import { words as sampleWords } from "./sample/words.ts";
import { errors } from "./words.ts";
import "../../parts/parts.css";

/** Each task has its views in a folder of its own. */
export const markovFieldView: LabView<MarkovFieldParams> = {
  id: "markov-field",
  main: { id: "lattice", title: sampleWords.lattice, component: MainView },
  supporting: [
    { id: "series", title: sampleWords.series, component: SeriesView, shows: (params) => !isPicture(params) },
    {
      id: "courses",
      title: pictureWords.courses,
      component: lazy(async () => (await import("./picture/courses.tsx")).CoursesView),
      shows: isPicture,
    },
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["energy", "magnetisation", "accuracy", "psnr", "gap.icm"],
  errors: { ...familyErrors, ...errors },
};
