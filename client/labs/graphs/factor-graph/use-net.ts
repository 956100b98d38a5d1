import { useMemo } from "preact/hooks";
import type { DeterministicGraph } from "../../../../shared/experiment/document.ts";
import type { FactorGraphParams } from "../../../../shared/labs/graphs/factor-graph/fields.ts";
import { factorLabels } from "../../../../shared/labs/graphs/factor-graph/labels.ts";
import { type Net, netOf } from "../../../../shared/labs/graphs/factor-graph/net.ts";
import type { ViewProps } from "../../view.ts";

export type Props = ViewProps<FactorGraphParams>;

export interface Shown {
  readonly net: Net;
  /** What the factors are called. */
  readonly factors: readonly string[];
}

/** The graph of the experiment, ready to be drawn; null where it is not at hand or is a deterministic one. */
export function useNet({ data, experiment }: Props): Shown | null {
  const { evidence } = experiment.params;
  const document = data?.document;
  return useMemo(() => {
    if (!document || document.kind === "deterministic") return null;
    const net = netOf(document, { evidence });
    return { net, factors: factorLabels(net) };
  }, [document, evidence]);
}

export function deterministicOf({ data }: Props): DeterministicGraph | null {
  return data?.document?.kind === "deterministic" ? data.document : null;
}
