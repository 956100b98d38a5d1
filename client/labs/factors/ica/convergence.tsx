import { t } from "../../../i18n/locale.ts";
import { recordLines } from "../../parts/record-lines.tsx";
import { words } from "./words.ts";

/** How much each iteration changes, and how far the truth is where it is known; one line per restart. */
export const ConvergenceView = recordLines({
  task: ({ fold: { tasks } }) =>
    tasks.map(({ id }, r) => ({ id, label: tasks.length > 1 ? t(words.restart, { n: r + 1 }) : "" })),
  x: words.iteration,
  at: () => "iteration",
  figures: [
    { title: words.changeTitle, y: words.change, log: true, lines: [["change"]] },
    { title: words.amariTitle, y: words.amari, log: true, lines: [["amari"]], optional: true },
  ],
  empty: words.notYet,
});
