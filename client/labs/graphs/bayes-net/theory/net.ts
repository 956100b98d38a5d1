/** The network that theory is about: the draft's, with the arrows cut that an intervention cuts. */
import { useMemo } from "preact/hooks";
import type { BayesNet } from "../../../../../shared/experiment/document.ts";
import { ExperimentError } from "../../../../../shared/experiment/errors.ts";
import { intervened } from "../../../../../shared/kernels/bayes-net/causal.ts";
import { type Links, linksOf } from "../../../../../shared/kernels/graphs/separation.ts";
import { findingsOf } from "../../../../../shared/labs/graphs/asked.ts";
import type { BayesNetParams } from "../../../../../shared/labs/graphs/bayes-net/fields.ts";
import { compiled } from "../../../../../shared/labs/graphs/compiled.ts";
import { locale } from "../../../../i18n/locale.ts";
import { namesIn } from "../../../../i18n/node-names.ts";
import { asShown } from "../../as-shown.ts";

export interface NamedLinks extends Links {
  readonly names: readonly string[];
  /** What readers see of them. */
  readonly shown: readonly string[];
}

export function namedLinks(document: BayesNet, { do: set, counterfactual }: BayesNetParams): NamedLinks {
  const { nodes } = document;
  const names = nodes.map(({ name }) => name);
  const places = new Map(names.map((name, v) => [name, v]));
  const parents = nodes.map(({ name, parents: own }) =>
    !counterfactual && Object.hasOwn(set, name) ? [] : own.map((parent) => places.get(parent) as number),
  );
  return { names, shown: names.map(namesIn(document).node), ...linksOf(parents) };
}

/** Made ready, with what is known, by the names that readers see; or what is wrong with it. */
export function useCompiled(document: BayesNet, params: BayesNetParams) {
  return useMemo(() => {
    try {
      const whole = compiled(document);
      const { findings, interventions } = findingsOf(whole, params);
      if (params.counterfactual) return { net: asShown(whole), findings };
      const { model, parents } = intervened({ model: whole.model, parents: whole.parents ?? [] }, interventions);
      return { net: asShown({ ...whole, model, parents }), findings };
    } catch (error) {
      if (error instanceof ExperimentError) return { error };
      throw error;
    }
  }, [document, params, locale.value]);
}
