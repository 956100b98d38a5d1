import type { MarkovFieldParams } from "../../../../../shared/labs/graphs/markov-field/fields.ts";
import { methodTitles } from "../../../../../shared/labs/graphs/markov-field/picture/metrics.ts";
import { methodsOf } from "../../../../../shared/labs/graphs/markov-field/picture/plan.ts";
import { t } from "../../../../i18n/locale.ts";
import { recordLines } from "../../../parts/record-lines.tsx";
import { paramsOf } from "./state.ts";
import { words } from "./words.ts";

/** Energy, PSNR and accuracy of each method round by round, the exact least as a level, and the bound of mean field. */
export const CoursesView = recordLines<MarkovFieldParams>({
  task: (props) =>
    methodsOf(paramsOf(props))
      .filter((id) => id !== "cut")
      .map((id) => ({ id, label: t(methodTitles[id]) })),
  x: words.rounds,
  domain: (props) => [0, paramsOf(props).rounds],
  empty: words.coursesEmpty,
  figures: [
    {
      title: words.energyTitle,
      note: words.energyNote,
      y: words.energy,
      settled: true,
      lines: [["energy"]],
      levels: ({ metrics }) => [[metrics["energy.cut"], methodTitles.cut, "truth"]],
    },
    {
      title: words.accuracy,
      y: words.accuracy,
      settled: true,
      optional: true,
      lines: [["accuracy"]],
      levels: ({ metrics }) => [[metrics["accuracy.cut"], methodTitles.cut, "truth"]],
    },
    {
      title: words.psnr,
      y: words.psnr,
      settled: true,
      optional: true,
      lines: [["psnr"]],
      levels: ({ metrics }) => [[metrics["psnr.cut"], methodTitles.cut, "truth"]],
    },
    {
      title: words.boundTitle,
      note: words.boundNote,
      y: words.freeEnergy,
      optional: true,
      lines: [["freeEnergy", words.freeEnergy, "model"]],
    },
  ],
});
