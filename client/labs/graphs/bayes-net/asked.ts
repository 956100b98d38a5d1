/** What the views of a network are about: the draft in the form where there is one, otherwise what was run. */
import { useMemo, useRef } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import { canonicalJson } from "../../../../shared/experiment/canonical.ts";
import type { BayesNet } from "../../../../shared/experiment/document.ts";
import { isEqual } from "../../../../shared/experiment/equal.ts";
import { offsetsOf } from "../../../../shared/kernels/bayes-net/model.ts";
import { type BayesNetParams, isQuestion } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { questionOf } from "../../../../shared/labs/graphs/bayes-net/problem.ts";
import { documentArrays } from "../../../../shared/labs/graphs/given-document.ts";
import { useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";

export type BayesNetProps = ViewProps<BayesNetParams>;

export interface Subject {
  readonly document: BayesNet | undefined;
  readonly params: BayesNetParams;
  /** What is drawn was run on this very question. */
  readonly isRun: boolean;
}

/** The network in the form, or that of the run. */
export function documentOf({ draft, data }: Pick<BayesNetProps, "draft" | "data">): BayesNet | undefined {
  // The draft's own document: its table is made a moment later.
  const own = draft?.experiment.data;
  const graph = draft ? (own && "document" in own ? own.document : undefined) : data?.document;
  return graph?.kind === "bayes" ? graph : undefined;
}

/** The network that learning is about, with nothing known of it. */
export function learnedFrom(props: BayesNetProps): Subject {
  const params = (props.draft?.experiment.params ?? props.experiment.params) as BayesNetParams;
  return { document: documentOf(props), params: { ...params, ...NOTHING_KNOWN }, isRun: false };
}

const NOTHING_KNOWN = {
  evidence: {},
  soft: {},
  softKind: "virtual",
  do: {},
  counterfactual: false,
  response: "independent",
  method: "exact",
  order: "auto",
  query: "",
} as const satisfies Partial<BayesNetParams>;

export function useSubject(props: BayesNetProps): Subject {
  const { draft, data, experiment } = props;
  const graph = documentOf(props);
  // A form that is about learning asks nothing: then what was run does.
  const drafted = draft?.experiment.params as BayesNetParams | undefined;
  const params = drafted && isQuestion(drafted) ? drafted : experiment.params;
  const document = isQuestion(params) ? graph : undefined;
  const isSame = isQuestion(experiment.params) && isEqual(questionOf(params), questionOf(experiment.params));
  return { document, params, isRun: isSame && (draft === undefined || isEqual(graph, data?.document)) };
}

/** What was answered about a document. */
export interface Answered {
  readonly document: BayesNet;
  readonly arrays: Arrays;
  /** The probabilities of a node's states; undefined where the answer has no such node. */
  sharesOf(name: string, states: readonly string[]): ArrayLike<number> | undefined;
}

export interface Exact {
  /** The newest answer, which may say what is wrong; null before the first. */
  readonly newest: Answered | null;
  /** The last one with probabilities, while the next is on its way; null once it says that there are none to be had. */
  readonly good: Answered | null;
}

/** The pool's answer to what is asked, as `answer` of the lab gives it; that of the run where it was run. */
export function useExact({ ask, fold }: BayesNetProps, { document, params, isRun }: Subject): Exact {
  const given = useMemo(() => (document ? documentArrays(document) : {}), [document]);
  const documents = useMemo(() => new WeakMap<Arrays, BayesNet>(), []);
  if (document) documents.set(given, document);
  const asking = useMemo(() => askAbout(ask, documents), [ask, documents]);
  const ofRun = isRun ? fold.output("exact") : undefined;
  const task = { kind: "answer", steps: 1, params: { ...questionOf(params), order: params.order } };
  const key = document && !ofRun ? `${canonicalJson(task.params)} ${keyOf(document)}` : null;
  const { answer } = useAnswer(asking, key, () => ({ task, given }));
  const [about, arrays] = ofRun ? [document, ofRun] : [answer && documents.get(answer), answer];
  const newest = useMemo(() => (about && arrays ? answeredBy(about, arrays) : null), [about, arrays]);
  const good = useRef<Answered | null>(null);
  if (newest) good.current = newest.arrays.marginals ? newest : null;
  return { newest, good: good.current };
}

/** Notes of each answer which document it is about: by the time it comes, the draft may be another. */
function askAbout(ask: BayesNetProps["ask"], documents: WeakMap<Arrays, BayesNet>): BayesNetProps["ask"] {
  return async (task, given, signal) => {
    const answer = await ask(task, given, signal);
    const document = documents.get(given);
    if (document) documents.set(answer, document);
    return answer;
  };
}

function answeredBy(document: BayesNet, arrays: Arrays): Answered {
  const offsets = offsetsIn(document);
  const places = new Map(document.nodes.map(({ name }, v) => [name, v]));
  return {
    document,
    arrays,
    sharesOf(name, states) {
      const v = places.get(name);
      const values = arrays.marginals?.values;
      if (v === undefined || !values || offsets[v + 1] - offsets[v] !== states.length) return undefined;
      return values.subarray(offsets[v], offsets[v + 1]);
    },
  };
}

/** Where the states of each node begin in lists of all states. */
export const offsetsIn = ({ nodes }: BayesNet): Int32Array =>
  offsetsOf(Int32Array.from(nodes, ({ states }) => states.length));

/** A number per document: most are asked about many times, and their text is long. */
const keys = new WeakMap<BayesNet, number>();
let documents = 0;

function keyOf(document: BayesNet): number {
  const key = keys.get(document) ?? documents++;
  keys.set(document, key);
  return key;
}

/** What the approximate method of the run says of all states of its document: of a run under way, so far. */
export function estimateIn({ fold }: BayesNetProps): ArrayLike<number> | undefined {
  const done = fold.output("summary") ?? fold.output("loopy") ?? fold.output("mean-field");
  if (done) return done.estimate?.values;
  const shots = fold.tasks.flatMap(({ id }) => fold.snapshot(id)?.estimate?.values ?? []);
  if (shots.length === 0) return undefined;
  return Float64Array.from(shots[0], (_, s) => shots.reduce((sum, shot) => sum + shot[s], 0) / shots.length);
}
