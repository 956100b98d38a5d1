import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { BayesNet, GraphDocument } from "../../../../shared/experiment/document.ts";
import type { Params } from "../../../../shared/experiment/fields.ts";
import { type BayesNetParams, bayesNetFields, isQuestion } from "../../../../shared/labs/graphs/bayes-net/fields.ts";
import { followed } from "../../../../shared/labs/graphs/bayes-net/follow.ts";
import { car } from "../../../../shared/labs/graphs/nets/car.ts";
import { exp } from "../../../../shared/math/index.ts";
import { whenIdle } from "../../../app/idle.ts";
import { lazy, nothing } from "../../../app/lazy.tsx";
import { locale, t } from "../../../i18n/locale.ts";
import { type Names, namesIn } from "../../../i18n/node-names.ts";
import { formatNumber, formatPercent } from "../../../i18n/numbers.ts";
import type { Bar, GraphEditorProps, NodeLook, Tone } from "../../../views/graph-editor/index.ts";
import {
  type Answered,
  type BayesNetProps,
  type Exact,
  estimateIn,
  learnedFrom,
  offsetsIn,
  useExact,
  useSubject,
} from "./asked.ts";
import { type Known, knownOf, pressed, withKnown } from "./known.ts";
import { KnownList } from "./known-list.tsx";
import { arcKey, overlay, selected } from "./theory/pointed.ts";
import { isUnanswered, NoAnswer } from "./trouble.tsx";
import { words } from "./words.ts";
import "./bayes-net.css";

const NodeKnown = lazy(async () => (await import("./node-known.tsx")).NodeKnown, nothing);
const ObjectPicture = lazy(async () => (await import("./object-picture.tsx")).ObjectPicture, nothing);

const Coming = (_: GraphEditorProps) => <div class="net-coming" />;
const GraphEditor = lazy<GraphEditorProps>(
  async () => (await import("../../../views/graph-editor/index.ts")).GraphEditor,
  () => <div class="net-coming" />,
);

/**
 * The network itself: drawn and edited, with the probabilities of every node as they follow from what is known. A press on a state is evidence. Where the form
 * asks to learn, nothing is known, and nothing can be pressed.
 */
export function GraphView(props: BayesNetProps) {
  const isAsking = isQuestion((props.draft?.experiment.params ?? props.experiment.params) as BayesNetParams);
  const asked = useSubject(props);
  const subject = isAsking ? asked : learnedFrom(props);
  const exact = useExact(props, subject);
  if (!subject.document) return <p class="part-caption">{t(words.noNet)}</p>;
  const { document, params, isRun } = subject;
  return <Network {...props} {...{ document, params, isRun, exact, isAsking }} />;
}

interface NetworkProps extends BayesNetProps {
  readonly document: BayesNet;
  readonly params: BayesNetProps["experiment"]["params"];
  readonly isRun: boolean;
  readonly exact: Exact;
  readonly isAsking: boolean;
}

function Network(props: NetworkProps) {
  const { document, params, draft, exact, propose, isAsking } = props;
  /** A press sets a state instead of seeing it. */
  const sets = useSignal(false);
  const explains = useSignal(false);
  // What was learnt comes first: the network that it is learnt from has its room, and waits.
  const [isReady, setReady] = useState(isAsking);
  useEffect(() => (isReady ? undefined : whenIdle(() => setReady(true))), [isReady]);
  const Drawing = isAsking || isReady ? GraphEditor : Coming;
  const shown = exact.good;
  const look = useLook(props, shown, explains.value, overlay.value?.nodes);
  // Of several maps at once: one step back takes all of it back.
  const change = (changed: Params) => {
    if (draft && Object.keys(changed).length > 1) draft.edit(document, undefined, changed);
    else propose(changed);
  };
  const press = (node: string, kind: "evidence" | "do", state: string) => change(pressed(params, node, kind, state));
  const forget = (node: string, kind: Known["kind"]) => change(withKnown(params, node, kind));
  const statesOf = (node: string) => document.nodes.find(({ name }) => name === node)?.states ?? [];
  // Of a counterfactual they are cut in the other world alone.
  const isCut = (node: string) => !params.counterfactual && knownOf(params, node)?.kind === "do";
  return (
    <>
      <div data-act="graph">
        <Drawing
          document={document}
          title={namesIn(document).title ?? t(words.network)}
          look={look}
          notice={
            isAsking && isUnanswered(exact) && <NoAnswer exact={exact} params={params} onForget={draft && forget} />
          }
          lineLook={(from, to) => (isCut(to) ? "cut" : overlay.value?.arcs.get(arcKey(from, to)))}
          onSelect={(nodes) => {
            selected.value = nodes.at(-1);
          }}
          tools={isAsking && <Switches draft={draft !== undefined} sets={sets} explains={explains} />}
          panel={(node) =>
            node === undefined ? (
              isAsking && (
                <>
                  {document.name === car.name && (
                    <ObjectPicture {...{ document, params, shown }} onPress={draft && press} />
                  )}
                  <KnownList names={namesIn(document)} params={params} onForget={draft && forget} />
                </>
              )
            ) : (
              <NodeKnown
                key={node}
                node={node}
                names={namesIn(document)}
                states={statesOf(node)}
                params={params}
                shares={shown?.sharesOf(node, statesOf(node))}
                {...(draft && isAsking && { onPress: press, onForget: forget, onSoft: soften(change, params) })}
              />
            )
          }
          {...(draft &&
            isAsking && {
              moreKeys: t(words.moreKeys),
              onState: (node: string, state: number, isSecond: boolean) =>
                press(node, isSecond === sets.peek() ? "evidence" : "do", statesOf(node)[state]),
            })}
          {...(draft && {
            onEdit: (next: GraphDocument, gesture?: string) => {
              if (next.kind !== "bayes") return;
              draft.edit(next, gesture, followed(document, next, bayesNetFields, draft.experiment.params));
            },
            undo: draft.undo,
            redo: draft.redo,
          })}
        />
      </div>
      {isAsking && (
        <Odds shown={shown} explains={explains.value} hasEstimate={props.isRun && estimateIn(props) !== undefined} />
      )}
    </>
  );
}

const soften =
  (change: (changed: Params) => void, params: NetworkProps["params"]) => (node: string, weights: readonly number[]) =>
    change(withKnown(params, node, "soft", weights));

/** How each node looks. While nothing is answered its bars are empty: where nodes stand does not change. */
function useLook(props: NetworkProps, shown: Answered | null, explains: boolean, tones?: ReadonlyMap<string, Tone>) {
  const { document, params, isRun } = props;
  const estimate = isRun ? estimateIn(props) : undefined;
  const { evidence, soft, do: set, counterfactual } = params;
  const looks = useMemo(() => {
    const offsets = offsetsIn(document);
    const names = namesIn(document);
    const best = explains && shown ? bestStates(shown) : undefined;
    const each = document.nodes.map(({ name, states }, v): [string, NodeLook] => {
      const exact = shown?.sharesOf(name, states);
      const other = estimate && Array.from(states, (_, s) => estimate[offsets[v] + s]);
      const known = knownOf({ evidence, soft, do: set, counterfactual }, name);
      const shares = exact ?? other;
      const told = () =>
        [shares && sharesTold(states.map(names.state), shares), known && knownTold(known, names)]
          .filter(Boolean)
          .join(" ");
      const bars = best
        ? states.map((_, s) => bestBar(best.get(name) === s))
        : states.map((_, s) => barOf(shares?.[s], exact && other?.[s]));
      return [name, { bars, ...(known && { mark: known.kind }), told }];
    });
    return new Map(each);
  }, [document, evidence, soft, set, counterfactual, shown, estimate, explains, locale.value]);
  return useMemo(
    () =>
      (node: string): NodeLook => ({ ...looks.get(node), ...(tones?.has(node) && { tone: tones.get(node) as Tone }) }),
    [looks, tones],
  );
}

const bestBar = (isBest: boolean): Bar => ({ share: Number(isBest), value: "" });

/** `other`: what the approximate method says; nothing, where it has no samples yet. */
const barOf = (share: number | undefined, other: number | undefined): Bar => ({
  share: share ?? 0,
  ...(share === undefined && { value: "" }),
  ...(other !== undefined && Number.isFinite(other) && { other }),
});

/** Of each node the state that it has where all states together are most probable. */
function bestStates({ document, arrays }: Answered): ReadonlyMap<string, number> {
  const states = arrays.mostProbable.values;
  return new Map(document.nodes.map(({ name }, v) => [name, states[v]]));
}

function sharesTold(states: readonly string[], shares: ArrayLike<number>): string {
  const each = states.map((state, s) => `${state} ${formatPercent(shares[s], locale.value)}`);
  return t(words.sharesTold, { shares: each.join(", ") });
}

function knownTold({ kind, state = "" }: Known, names: Names): string {
  const told = { evidence: words.seenTold, soft: words.softTold, do: words.setTold };
  return t(told[kind], { state: names.state(state) });
}

interface SwitchesProps {
  readonly draft: boolean;
  readonly sets: { value: boolean };
  readonly explains: { value: boolean };
}

function Switches({ draft, sets, explains }: SwitchesProps) {
  return (
    <>
      {draft && (
        <button
          type="button"
          title={t(words.setsHelp)}
          aria-pressed={sets.value}
          onClick={() => (sets.value = !sets.value)}
        >
          do()
        </button>
      )}
      <button
        type="button"
        data-act="explanation"
        title={t(words.explanationHelp)}
        aria-pressed={explains.value}
        onClick={() => (explains.value = !explains.value)}
      >
        {t(words.explanation)}
      </button>
    </>
  );
}

interface OddsProps {
  readonly shown: Answered | null;
  readonly explains: boolean;
  readonly hasEstimate: boolean;
}

/** How probable what was seen is, or all states together; and what the strokes in the bars are. */
function Odds({ shown, explains, hasEstimate }: OddsProps) {
  const { logEvidence, logMostProbable } = shown?.arrays ?? {};
  if (!logEvidence || !logMostProbable) return null;
  const say = (log: number) => formatNumber(exp(log), locale.value);
  return (
    <p class="part-caption">
      {explains
        ? t(words.explanationTold, { p: say(logMostProbable.values[0]) })
        : t(words.evidence, { p: say(logEvidence.values[0]) })}
      {shown?.arrays.actual && ` ${t(words.wouldHaveBeen)}`}
      {hasEstimate && !explains && ` ${t(words.strokes)}`}
    </p>
  );
}
