import { useMemo } from "preact/hooks";
import { canonicalJson } from "../../../../shared/experiment/canonical.ts";
import type { DeterministicGraph, GraphDocument } from "../../../../shared/experiment/document.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { computed } from "../../../../shared/labs/graphs/deterministic.ts";
import type { FactorGraphParams } from "../../../../shared/labs/graphs/factor-graph/fields.ts";
import type { ProbabilisticGraph } from "../../../../shared/labs/graphs/messages/net.ts";
import { locale } from "../../../i18n/locale.ts";
import type { ViewProps } from "../../view.ts";
import { type Shown, shownOf } from "../messages/course.ts";

export type Props = ViewProps<FactorGraphParams>;

/** What the form asks now; where there is no form, what was run. */
export interface Subject {
  readonly document: GraphDocument | undefined;
  readonly params: FactorGraphParams;
  /** It is what was run. */
  readonly isRun: boolean;
}

export function useSubject({ draft, data, experiment }: Props): Subject {
  // The draft's own document: its table is made a moment later.
  const own = draft?.experiment.data;
  const run = data?.document;
  const document = draft ? (own && "document" in own ? own.document : undefined) : run;
  const params = (draft?.experiment.params ?? experiment.params) as FactorGraphParams;
  return useMemo(() => {
    const isRun = isEqual(document, run) && isEqual(params, experiment.params);
    return { document, params, isRun };
  }, [document, run, params, experiment.params]);
}

const isEqual = (a: object | undefined, b: object | undefined) =>
  a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));

/** A graph ready to be drawn. */
export interface Ready {
  /** Of a deterministic graph. */
  readonly values?: { readonly graph: DeterministicGraph; readonly found: ReturnType<typeof computed> };
  readonly messages?: Shown & { readonly document: ProbabilisticGraph };
  /** What is wrong with it, or with what is said of it. */
  readonly error?: ExperimentError;
}

export function useReady({ document, params }: Omit<Subject, "isRun">): Ready {
  const { evidence, root, values } = params;
  return useMemo(() => {
    if (!document) return {};
    try {
      if (document.kind === "deterministic") return { values: { graph: document, found: computed(document, values) } };
      return { messages: { document, ...shownOf(document, { evidence, root }) } };
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      return { error };
    }
  }, [document, evidence, root, values, locale.value]);
}

/** What was run. */
export const useRunReady = ({ data, experiment: { params } }: Props): Ready =>
  useReady({ document: data?.document, params });
