import { useMemo } from "preact/hooks";
import type { DeterministicGraph, GraphDocument } from "../../../../shared/experiment/document.ts";
import { isEqual } from "../../../../shared/experiment/equal.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { computed } from "../../../../shared/labs/graphs/deterministic.ts";
import type { FactorGraphParams } from "../../../../shared/labs/graphs/factor-graph/fields.ts";
import { factorLabels } from "../../../../shared/labs/graphs/factor-graph/labels.ts";
import type { ProbabilisticGraph } from "../../../../shared/labs/graphs/factor-graph/messages.ts";
import { type Net, netOf } from "../../../../shared/labs/graphs/factor-graph/net.ts";
import { locale } from "../../../i18n/locale.ts";
import { namesIn } from "../../../i18n/node-names.ts";
import type { ViewProps } from "../../view.ts";
import { asShown } from "../as-shown.ts";

export type Props = ViewProps<FactorGraphParams>;

export interface Shown {
  /** By the names that readers see; its document has the names themselves. */
  readonly net: Net;
  /** What the factors are called. */
  readonly factors: readonly string[];
}

/** The graph of the experiment, ready to be drawn; null where it is not at hand or is a deterministic one. */
export function useNet({ data, experiment }: Props): Shown | null {
  const { evidence, root } = experiment.params;
  const document = data?.document;
  return useMemo(() => {
    if (!document || document.kind === "deterministic") return null;
    return shownOf(netOf(document, { evidence, root }));
  }, [document, evidence, root, locale.value]);
}

function shownOf(net: Net): Shown {
  const shown = { ...net, compiled: asShown(net.compiled) };
  return { net: shown, factors: factorLabels(shown).map(namesIn(net.compiled.document).node) };
}

export function deterministicOf({ data }: Props): DeterministicGraph | null {
  return data?.document?.kind === "deterministic" ? data.document : null;
}

/** What the form asks now. */
export interface Subject {
  readonly document: GraphDocument | undefined;
  readonly params: FactorGraphParams;
  /** What is shown was run on this very graph and what is known of it. */
  readonly isRun: boolean;
}

export function useSubject({ draft, data, experiment }: Props): Subject {
  // The draft's own document: its table is made a moment later.
  const own = draft?.experiment.data;
  const run = data?.document;
  const document = draft ? (own && "document" in own ? own.document : undefined) : run;
  const params = (draft?.experiment.params ?? experiment.params) as FactorGraphParams;
  const { evidence, values } = experiment.params;
  return useMemo(() => {
    const isSame = isEqual(document, run) && isEqual(params.evidence, evidence) && isEqual(params.values, values);
    return { document, params, isRun: isSame };
  }, [document, run, params, evidence, values]);
}

type Found = ReturnType<typeof computed>;

interface Draft {
  /** Of a deterministic graph. */
  readonly values?: { readonly graph: DeterministicGraph; readonly found: Found };
  readonly messages?: { readonly document: ProbabilisticGraph } & Shown;
}

/** The graph of the form, ready to be drawn, or what is wrong with it or with what is said of it. */
export function draftOf({ document, params }: Subject): { readonly draft?: Draft; readonly error?: ExperimentError } {
  if (!document) return {};
  try {
    if (document.kind === "deterministic")
      return { draft: { values: { graph: document, found: computed(document, params.values) } } };
    return { draft: { messages: { document, ...shownOf(netOf(document, params)) } } };
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return { error };
  }
}

/** What needs no run: the graph of the form where it can be drawn, otherwise that which was run. */
export function useFormNet(props: Props): Shown | DeterministicGraph | null {
  const subject = useSubject(props);
  const { draft } = useMemo(() => draftOf(subject), [subject, locale.value]);
  const ran = useNet(props);
  if (draft) return draft.values?.graph ?? draft.messages ?? null;
  return ran ?? deterministicOf(props);
}

/** The deterministic graph that was run. */
export function valuesOf(props: Props): Draft["values"] {
  const graph = deterministicOf(props);
  return graph ? { graph, found: computed(graph, props.experiment.params.values) } : undefined;
}
