import type { SummariesSize } from "../../../stats/summary.ts";
import type { Fold } from "../../fold.ts";
import { once } from "../../process.ts";
import type { LabQuestion } from "../../recording.ts";
import { rehearse } from "./summarising.ts";
import { walkersIn } from "./walkers.ts";

/** Tasks that are not done yet when threads rehearse: few enough that no thread forgets it again, and enough that each is asked. */
const LEFT = 8;

/** What is summarised once all is done, and rows [from, to) of a chain that is done. */
interface Rehearsed extends SummariesSize {
  readonly from: number;
  readonly to: number;
}

/** Makes the thread ready for the summaries of a run (`rehearse`). Answers nothing. */
export const mcmcRehearsal = once(({ from, to, ...size }: Rehearsed, context) => {
  rehearse(size, { from, to }, context);
  return {};
});

/** Has a thread rehearse the summaries, `columns` at a time, now that `task` is done, whose rows from `from` on count; nothing while many tasks are not done. */
export function rehearsalQuestion(fold: Fold, task: string, from: number, columns: number): LabQuestion | undefined {
  const left = fold.tasks.filter(({ id }) => fold.output(id) === undefined).length;
  const draw = fold.records(task, "draw");
  if (draw === undefined || left === 0 || left > Math.max(LEFT, fold.tasks.length / 4)) return undefined;
  const [to] = draw.shape;
  const walkers = walkersIn(fold, from, to);
  const size = { chains: fold.tasks.length * walkers, draws: Math.floor((to - from) / walkers), columns };
  return {
    task: { kind: "rehearsal", steps: 1, params: { ...size, from, to }, wasm: ["diagnostics"] },
    given: { "draw.0": draw },
  };
}
