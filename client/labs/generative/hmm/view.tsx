import type { HmmParams } from "../../../../shared/labs/generative/hmm/fields.ts";
import type { LabView } from "../../view.ts";
import { errors } from "./errors.ts";
import { SequenceView } from "./sequence.tsx";
import { words } from "./words.ts";
import "../../parts/parts.css";

export const hmmView: LabView<HmmParams> = {
  id: "hmm",
  main: { id: "sequence", title: words.sequence, component: SequenceView },
  supporting: [],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["logLikelihood", "stateAccuracy", "pathAccuracy"],
  errors,
};
