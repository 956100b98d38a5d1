import type { MarkovFieldParams } from "../../../../shared/labs/graphs/markov-field/fields.ts";
import type { LabView } from "../../view.ts";
import { errors as familyErrors } from "../errors.ts";
import { LatticeView } from "./sample/lattice.tsx";
import { SeriesView } from "./sample/series.tsx";
import { words as sampleWords } from "./sample/words.ts";
import { errors } from "./words.ts";
import "../../parts/parts.css";

/** Each task has its views in a folder of its own. */
export const markovFieldView: LabView<MarkovFieldParams> = {
  id: "markov-field",
  main: { id: "lattice", title: sampleWords.lattice, component: LatticeView },
  supporting: [{ id: "series", title: sampleWords.series, component: SeriesView }],
  recorded: import.meta.glob<string>("./recorded/*.safetensors", { query: "?url", import: "default", eager: true }),
  headline: ["energy", "magnetisation"],
  errors: { ...familyErrors, ...errors },
};
