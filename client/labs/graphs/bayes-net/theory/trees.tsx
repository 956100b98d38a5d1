import type { BayesNet } from "../../../../../shared/experiment/document.ts";
import type { BayesNetParams } from "../../../../../shared/labs/graphs/bayes-net/fields.ts";
import { explain } from "../../../../i18n/explain.ts";
import { t } from "../../../../i18n/locale.ts";
import { namesIn } from "../../../../i18n/node-names.ts";
import { EliminationView as LiveElimination } from "../../elimination-view.tsx";
import { TransformView } from "../../transform-view.tsx";
import { type BayesNetProps, useSubject } from "../asked.ts";
import { EliminationView as RunElimination } from "../elimination.tsx";
import { words as labWords } from "../words.ts";
import { useCompiled } from "./net.ts";

type PartProps = BayesNetProps & { readonly document: BayesNet; readonly params: BayesNetParams };

/** What takes the place of a view where there is no network. */
function withNet(View: (props: PartProps) => preact.VNode) {
  return function OnNet(props: BayesNetProps) {
    const { document, params } = useSubject(props);
    if (!document) return <p class="part-caption">{t(labWords.noNet)}</p>;
    return <View {...props} document={document} params={params} />;
  };
}

/** Moralised, triangulated, and made a tree of cliques, step by step. */
export const CliqueTreeView = withNet(({ document, params }) => {
  const { net, error } = useCompiled(document, params);
  if (!net) return <p class="part-warning">{explain(error, namesIn(document).text)}</p>;
  const factors = net.names.map((name, v) => {
    const own = net.parents?.[v]?.map((parent) => net.names[parent]).join(", ");
    return own ? `p(${name} | ${own})` : `p(${name})`;
  });
  return <TransformView compiled={net} factorNames={factors} />;
});

/** One node's probability by eliminating the others: of the draft, in any order; of a counterfactual, as it was run. */
export const EliminationView = withNet((props) => {
  const { document, params } = props;
  const { net, error, findings } = useCompiled(document, params);
  if (params.counterfactual) return <RunElimination {...props} />;
  if (!net) return <p class="part-warning">{explain(error, namesIn(document).text)}</p>;
  return <LiveElimination compiled={net} findings={findings} query={namesIn(document).node(params.query)} />;
});
