/** The network that theory is about: the draft's, with the arrows cut that an intervention cuts. */
import { useMemo } from "preact/hooks";
import type { BayesNet } from "../../../../../shared/experiment/document.ts";
import { ExperimentError } from "../../../../../shared/experiment/errors.ts";
import { type Links, linksOf } from "../../../../../shared/kernels/graphs/separation.ts";
import type { BayesNetParams } from "../../../../../shared/labs/graphs/bayes-net/fields.ts";
import { problemOf, questionOf } from "../../../../../shared/labs/graphs/bayes-net/problem.ts";
import { askedOf } from "../../../../../shared/labs/graphs/messages/net.ts";
import { locale } from "../../../../i18n/locale.ts";
import { namesIn } from "../../../../i18n/node-names.ts";
import { asShown } from "../../as-shown.ts";

export interface NamedLinks extends Links {
  readonly names: readonly string[];
  /** As readers see them. */
  readonly shown: readonly string[];
}

/** What is set in the world that theory is about: of a counterfactual that is the world as it is, where nothing is. */
export const setIn = ({
  do: set,
  counterfactual,
}: Pick<BayesNetParams, "do" | "counterfactual">): BayesNetParams["do"] => (counterfactual ? {} : set);

export function namedLinks(document: BayesNet, params: BayesNetParams): NamedLinks {
  const { nodes } = document;
  const set = setIn(params);
  const names = nodes.map(({ name }) => name);
  const places = new Map(names.map((name, v) => [name, v]));
  const parents = nodes.map(({ name, parents: own }) =>
    Object.hasOwn(set, name) ? [] : own.map((parent) => places.get(parent) as number),
  );
  return { names, shown: names.map(namesIn(document).node), ...linksOf(parents) };
}

/** Made ready, with what is known, by the names that readers see; or what is wrong with it. */
export function useCompiled(document: BayesNet, params: BayesNetParams) {
  return useMemo(
    () =>
      attempted(() => {
        const { compiled: net, findings } = askedOf(document, { ...params, do: setIn(params) });
        return { net: asShown(net), findings };
      }),
    [document, params, locale.value],
  );
}

/** Of a counterfactual, both worlds as one model. */
export function useTwin(document: BayesNet, params: BayesNetParams) {
  return useMemo(
    () =>
      attempted(() => {
        const { model, twin } = problemOf(document, questionOf(params));
        return { world: twin && { ...twin, model } };
      }),
    [document, params],
  );
}

function attempted<Made extends object>(
  make: () => Made,
):
  | (Made & { readonly error?: undefined })
  | ({ readonly [K in keyof Made]?: undefined } & { readonly error: ExperimentError }) {
  try {
    return make();
  } catch (error) {
    if (error instanceof ExperimentError) return { error } as never;
    throw error;
  }
}
