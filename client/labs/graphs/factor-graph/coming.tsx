/** What the messages of the form's graph come to: asked again with each change, before anything is run. */
import { useMemo, useRef } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import { canonicalJson } from "../../../../shared/experiment/canonical.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import type { FactorGraphParams } from "../../../../shared/labs/graphs/factor-graph/fields.ts";
import { byNode } from "../../../../shared/labs/graphs/factor-graph/frames.ts";
import type { ProbabilisticGraph } from "../../../../shared/labs/graphs/factor-graph/messages.ts";
import type { Net } from "../../../../shared/labs/graphs/factor-graph/net.ts";
import { documentArrays } from "../../../../shared/labs/graphs/given-document.ts";
import { explain } from "../../../i18n/explain.ts";
import { t } from "../../../i18n/locale.ts";
import { namesIn } from "../../../i18n/node-names.ts";
import { useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

export interface ComingTo {
  /** The last good answer: it stays while the next is not known. Null before the first. */
  readonly arrays: Arrays | null;
  /** Why there is none to the newest question. */
  readonly error: ExperimentError | undefined;
}

/** The pool's answer about `document`; without one nothing is asked. */
export function useComingTo(
  { ask }: Pick<ViewProps, "ask">,
  document: ProbabilisticGraph | undefined,
  params: FactorGraphParams,
): ComingTo {
  const errors = useMemo(() => new WeakMap<Arrays, ExperimentError>(), []);
  const asking = useMemo(() => sayingErrors(ask, errors), [ask, errors]);
  const given = useMemo(() => (document ? documentArrays(document) : {}), [document]);
  const asked = useMemo(() => (document ? canonicalJson({ params, document }) : null), [params, document]);
  const { rounds, ...rest } = params;
  const task = { kind: "messages", steps: rounds, params: rest };
  const { answer, key } = useAnswer(asking, asked, () => ({ task, given }));
  const error = answer && key === asked ? errors.get(answer) : undefined;
  const good = useRef<Arrays | null>(null);
  if (answer && !errors.has(answer)) good.current = answer;
  return { arrays: good.current, error };
}

/** What is wrong with the question is part of its answer: the view stays. */
function sayingErrors(ask: ViewProps["ask"], errors: WeakMap<Arrays, ExperimentError>): ViewProps["ask"] {
  return async (task, given, signal) => {
    try {
      return await ask(task, given, signal);
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      const none: Arrays = {};
      errors.set(none, error);
      return none;
    }
  };
}

/** By node; undefined of no numbers, and of those of another graph. */
export function numbersOf(net: Net, numbers: Arrays[string] | undefined): readonly Float64Array[] | undefined {
  const count = net.model.sizes.reduce((sum, size) => sum + size, 0);
  return numbers?.values.length === count ? byNode(net, Array.from(numbers.values, Number)) : undefined;
}

/** What is believed before anything was said. */
export const evenly = ({ model: { sizes } }: Net): readonly Float64Array[] =>
  Array.from(sizes, (size) => new Float64Array(size).fill(1 / size));

/** What stands in place of the film. */
export function Coming({ error, document }: Pick<ComingTo, "error"> & { readonly document: ProbabilisticGraph }) {
  return error ? (
    <p class="part-warning" role="alert">
      {explain(error, namesIn(document).text)}
    </p>
  ) : (
    <p class="factor-live" aria-live="polite">
      {t(words.liveTold)}
    </p>
  );
}

/** Of each node and state what is believed and, where it is known, the probability. */
export function beliefColumns(
  { compiled: { names, states } }: Net,
  believed: readonly Float64Array[],
  right?: readonly Float64Array[],
) {
  return [
    { name: t(words.node), values: names.flatMap((name, v) => states[v].map(() => name)) },
    { name: t(words.state), values: states.flat() },
    { name: t(words.belief), values: believed.flatMap((own) => [...own]) },
    ...(right ? [{ name: t(words.exact), values: right.flatMap((own) => [...own]) }] : []),
  ];
}
