import type { ApplicationParams } from "../../../../shared/labs/generative/hmm/application-fields.ts";
import type { HmmParams } from "../../../../shared/labs/generative/hmm/fields.ts";
import type { LabView } from "../../view.ts";
import { applicationViews } from "./application-views.tsx";
import { errors } from "./errors.ts";
import { MainView } from "./main.tsx";
import { words } from "./words.ts";
import "../../parts/parts.css";

export const hmmView: LabView<HmmParams & ApplicationParams> = {
  id: "hmm",
  main: { id: "sequence", title: words.sequence, component: MainView },
  supporting: [...applicationViews],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["logLikelihood", "stateAccuracy", "pathAccuracy", "vowelErrors", "unknownAccuracy"],
  errors,
};
