import type { ApplicationParams } from "../../../../shared/labs/generative/hmm/application-fields.ts";
import type { HmmParams } from "../../../../shared/labs/generative/hmm/fields.ts";
import { lazy } from "../../../app/lazy.tsx";
import type { Lesson } from "../../../lessons/lesson.ts";
import type { Catalogue } from "../../recorded.ts";
import type { LabView, ViewProps } from "../../view.ts";
import { applicationViews } from "./application-views.tsx";
import { MainView } from "./main.tsx";
import { errors, words } from "./words.ts";
import "../../parts/parts.css";

type Params = HmmParams & ApplicationParams;
type Props = ViewProps<HmmParams>;

const isSeries = ({ application }: Params) => application === "series";
/** The form gives the model: what it says is shown at once. */
const isGiven = (params: Params) => isSeries(params) && params.task === "given";

export const hmmView: LabView<Params> = {
  id: "hmm",
  main: { id: "sequence", title: words.main, component: MainView, live: isGiven },
  supporting: [
    {
      id: "model",
      title: words.modelTab,
      component: lazy<Props>(async () => (await import("./model.tsx")).ModelView),
      shows: isSeries,
      live: isGiven,
    },
    {
      id: "learning",
      title: words.learningTab,
      component: lazy<Props>(async () => (await import("./learning.tsx")).LearningView),
      shows: (params) => isSeries(params) && params.task === "learn",
    },
    {
      id: "samples",
      title: words.samplesTab,
      component: lazy<Props>(async () => (await import("./samples.tsx")).SamplesView),
      shows: isSeries,
      live: isGiven,
    },
    ...applicationViews,
  ],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  lessons: import.meta.glob<Lesson>("./lesson.*.md", { import: "default" }),
  catalogue: import.meta.glob<Catalogue>("./recorded/catalogue.json", { import: "default" }),
  headline: ["logLikelihood", "stateAccuracy", "pathAccuracy", "bic", "vowelErrors", "unknownAccuracy"],
  errors,
};
