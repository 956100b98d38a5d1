import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import { generatorOf } from "../../../../shared/data/generators/known.ts";
import { rowsQuestion } from "../../../../shared/labs/nets/coders/question.ts";
import { factorsOf } from "../../../../shared/labs/representation/factors-of-variation/factors.ts";
import {
  type FactorsOfVariationParams,
  taskParams,
} from "../../../../shared/labs/representation/factors-of-variation/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { useAnswer } from "../../answer.ts";
import { lacksNet, netKey, newestWeights } from "../../parts/net-state.ts";
import type { ViewProps } from "../../view.ts";
import { factors } from "./words.ts";

export type FactorsProps = ViewProps<FactorsOfVariationParams>;

/** Asks the net for pictures of codes, or for the posteriors of pictures; null rows ask nothing. */
export function useNet(
  props: FactorsProps,
  kind: "encode" | "decode",
  rows: NDArray<Float32Array> | null,
  key: string,
): Arrays | null {
  const net = newestWeights(props);
  const { data, experiment } = props;
  const asked = net && data && rows && !lacksNet(props) ? `${kind} ${netKey(props)} ${key}` : null;
  const { answer } = useAnswer(props.ask, asked, () => {
    if (!net || !data || !rows) throw new Error("nothing to ask about");
    return rowsQuestion(kind, { ...taskParams(experiment.params) }, data, net, rows);
  });
  return answer;
}

/** What people call the factors of the data that vary: as the generator's form does where it has a field for them. */
export function factorNames({ data, experiment }: Pick<FactorsProps, "data" | "experiment">): readonly string[] {
  if (!data) return [];
  const { data: ref } = experiment;
  const fields = ref && "generator" in ref ? generatorOf(ref.generator)?.params : undefined;
  return factorsOf(data).map(({ name }) => nameOf(name, fields?.[name]?.label));
}

function nameOf(name: string, label: { readonly es: string; readonly en: string } | undefined): string {
  if (Object.hasOwn(factors, name)) return t(factors[name as keyof typeof factors]);
  return label ? t(label) : name;
}

/** "z₁", … */
export const codeName = (i: number): string =>
  `z${String(i + 1).replace(/\d/g, (digit) => "₀₁₂₃₄₅₆₇₈₉"[Number(digit)])}`;

/** Of each number of the code the factor that it knows most of, and what share of it; null where the run has no scores. */
export function bestFactors(props: FactorsProps): readonly { readonly name: string; readonly share: number }[] | null {
  const information = props.fold.output("scores")?.information;
  const names = factorNames(props);
  if (!information || information.shape[1] !== names.length) return null;
  const [latents, width] = information.shape;
  return Array.from({ length: latents }, (_, i) => {
    const own = information.values.subarray(i * width, (i + 1) * width);
    const best = own.indexOf(Math.max(...own));
    return { name: names[best], share: own[best] };
  });
}
