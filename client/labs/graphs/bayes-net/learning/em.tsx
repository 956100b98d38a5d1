import { recordLines } from "../../../parts/record-lines.tsx";
import type { LearningProps } from "./props.ts";
import { words } from "./words.ts";

/** The likelihood, step by step. */
export const EmView = recordLines<LearningProps["experiment"]["params"]>({
  task: () => [{ id: "tables" }],
  x: words.emStep,
  figures: [{ title: words.emTitle, note: words.emNote, y: words.nats, lines: [["logLikelihood"]] }],
});
