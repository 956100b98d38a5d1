import { type BayesNetParams, isSampler } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { PER_STEP } from "../../../../shared/labs/graphs/bayes-net/steps.ts";
import { t } from "../../../i18n/locale.ts";
import { type RecordTask, recordLines } from "../../parts/record-lines.tsx";
import type { ViewProps } from "../../view.ts";
import { words } from "./error-words.ts";
import { Unsettled } from "./unsettled.tsx";

/** Chains whose lines are drawn. */
const MOST_CHAINS = 4;

/** The chains, or the one task of rounds. */
function tasksOf({ fold }: Pick<ViewProps, "fold">): readonly RecordTask[] {
  const own = fold.tasks.filter(({ kind }) => kind === "chain" || kind === "loopy" || kind === "mean-field");
  return own
    .slice(0, MOST_CHAINS)
    .map(({ id }, i) => ({ id, ...(own.length > 1 && { label: t(words.chain, { n: i + 1 }) }) }));
}

const lines = recordLines<BayesNetParams>;

const figure = {
  error: {
    title: words.errorTitle,
    note: words.errorNote,
    y: words.distance,
    log: true,
    lines: [["errorMean"]],
  },
  expected: {
    title: words.expectedTitle,
    note: words.expectedNote,
    y: words.distance,
    log: true,
    lines: [["expected"]],
  },
  effective: { title: words.effectiveTitle, note: words.effectiveNote, y: words.effective, lines: [["effective"]] },
  residual: { title: words.residualTitle, note: words.residualNote, y: words.change, log: true, lines: [["residual"]] },
  bound: {
    title: words.boundTitle,
    note: words.boundNote,
    y: words.nats,
    lines: [["bound"]],
    levels: ({ metrics }: ViewProps) => [[metrics.logEvidence, words.logEvidence, "data"]] as const,
  },
} as const;

const SamplesView = lines({
  task: tasksOf,
  x: words.samples,
  at: () => (step) => step * PER_STEP,
  figures: [figure.error, figure.expected, figure.effective],
  empty: words.noMethod,
});
const LoopyView = lines({
  task: tasksOf,
  x: words.rounds,
  figures: [figure.error, figure.residual],
  empty: words.noMethod,
});
const MeanFieldView = lines({
  task: tasksOf,
  x: words.rounds,
  figures: [figure.error, figure.bound],
  empty: words.noMethod,
});

/** How far the approximate method was from the exact answer after so many samples or rounds, and what it knows of that itself. */
export function ErrorView(props: ViewProps<BayesNetParams>) {
  const { method } = props.experiment.params;
  if (isSampler(method)) return <SamplesView {...props} />;
  if (method === "mean-field") return <MeanFieldView {...props} />;
  return (
    <>
      <Unsettled {...props} />
      <LoopyView {...props} />
    </>
  );
}
