/** What the views of a network are about: the draft in the form where there is one, otherwise what was run. */
import { useMemo } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import { canonicalJson } from "../../../../shared/experiment/canonical.ts";
import type { BayesNet } from "../../../../shared/experiment/document.ts";
import { offsetsOf } from "../../../../shared/kernels/bayes-net/exact.ts";
import type { BayesNetParams } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { questionOf } from "../../../../shared/labs/graphs/bayes-net/problem.ts";
import { documentArrays } from "../../../../shared/labs/graphs/given-document.ts";
import { useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";

export type BayesNetProps = ViewProps<BayesNetParams>;

export interface Subject {
  readonly document: BayesNet | undefined;
  readonly params: BayesNetParams;
  /** Where the states of each node begin in lists of all states. */
  readonly offsets: Int32Array;
  /** What is drawn was run on this very question. */
  readonly isRun: boolean;
}

export function useSubject({ draft, data, experiment }: BayesNetProps): Subject {
  const graph = (draft ?? { data }).data?.document;
  const document = graph?.kind === "bayes" ? graph : undefined;
  const params = (draft?.experiment.params ?? experiment.params) as BayesNetParams;
  const offsets = useMemo(
    () => offsetsOf(Int32Array.from(document?.nodes ?? [], ({ states }) => states.length)),
    [document],
  );
  const isSame = canonicalJson(questionOf(params)) === canonicalJson(questionOf(experiment.params));
  return { document, params, offsets, isRun: isSame && (draft === undefined || isEqual(graph, data?.document)) };
}

const isEqual = (a: object | undefined, b: object | undefined) =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));

/** The pool's answer to what is asked, as `answer` of the lab gives it; null before the first, and while that about other nodes or states is the last. */
export function useExact({ ask }: BayesNetProps, { document, params }: Subject): Arrays | null {
  const given = useMemo(() => document && documentArrays(document), [document]);
  const task = { kind: "answer", steps: 1, params: { ...questionOf(params), order: params.order } };
  const shape = useMemo(
    () => canonicalJson(document?.nodes.map(({ name, states }) => [name, states]) ?? []),
    [document],
  );
  const key = document ? `${canonicalJson(task.params)} ${keyOf(document)} ${shape}` : null;
  const last = useAnswer(ask, key, () => ({ task, given: given ?? {} }));
  return last.key?.endsWith(` ${shape}`) ? last.answer : null;
}

/** A number per document: most are asked about many times, and their text is long. */
const keys = new WeakMap<BayesNet, number>();
let documents = 0;

function keyOf(document: BayesNet): number {
  const key = keys.get(document) ?? documents++;
  keys.set(document, key);
  return key;
}

/** What the approximate method of the run says of all states: of a run under way, so far. */
export function estimateIn({ fold }: BayesNetProps): ArrayLike<number> | undefined {
  const done = fold.output("summary") ?? fold.output("loopy") ?? fold.output("mean-field");
  if (done) return done.estimate?.values;
  const shots = fold.tasks.flatMap(({ id }) => fold.snapshot(id)?.estimate?.values ?? []);
  if (shots.length === 0) return undefined;
  return Float64Array.from(shots[0], (_, s) => shots.reduce((sum, shot) => sum + shot[s], 0) / shots.length);
}
