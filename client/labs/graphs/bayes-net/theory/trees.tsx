import type { BayesNet } from "../../../../../shared/experiment/document.ts";
import type { BayesNetParams } from "../../../../../shared/labs/graphs/bayes-net/fields.ts";
import { explain } from "../../../../i18n/explain.ts";
import { t } from "../../../../i18n/locale.ts";
import { namesIn } from "../../../../i18n/node-names.ts";
import { EliminationView as Elimination } from "../../elimination-view.tsx";
import { TransformView } from "../../transform-view.tsx";
import { type BayesNetProps, useSubject } from "../asked.ts";
import { words as labWords } from "../words.ts";
import { useCompiled, useTwin } from "./net.ts";

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
  const factors = document.nodes.map(({ name }, v) => {
    const own = net.parents?.[v]?.map((parent) => net.names[parent]).join(", ");
    return own ? `p(${name} | ${own})` : `p(${name})`;
  });
  return <TransformView compiled={net} factorNames={factors} />;
});

/** One node's probability by eliminating the others, in any order; of a counterfactual in the two worlds together. */
export const EliminationView = withNet(({ document, params }) => {
  const { net, error, findings } = useCompiled(document, params);
  const twin = useTwin(document, params);
  if (error ?? twin.error) return <p class="part-warning">{explain(error ?? twin.error, namesIn(document).text)}</p>;
  const { world } = twin;
  const query = namesIn(document).node(params.query);
  if (!world) return <Elimination {...net} findings={findings} query={query} />;
  const copies = world.copied.map((v) => t(labWords.otherWorld, { node: net.names[v] }));
  return (
    <Elimination
      {...{ findings, query, model: world.model, answers: world.counterpart }}
      names={[...net.names, ...copies]}
    />
  );
});
