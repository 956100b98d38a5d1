import type { MarkovFieldParams } from "../../../../../shared/labs/graphs/markov-field/fields.ts";
import { recordLines } from "../../../parts/record-lines.tsx";
import { words } from "./words.ts";

/** Energy and magnetisation of the first chain, sweep by sweep. */
export const SeriesView = recordLines<MarkovFieldParams>({
  task: "chain.0",
  x: words.sweep,
  figures: [
    { title: words.energy, y: words.energy, lines: [["energy", words.energy, "data"]] },
    { title: words.magnetisation, y: words.magnetisation, lines: [["magnetisation", words.magnetisation, "model"]] },
  ],
  empty: words.empty,
});
