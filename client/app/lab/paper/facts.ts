/** An experiment as the lines of a table: what each setting is called, and what it is set to. */
import { generatorOf } from "../../../../shared/data/generators/known.ts";
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import type { Fields, Params } from "../../../../shared/experiment/fields.ts";
import { activeFields } from "../../../../shared/experiment/schema.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { words as data } from "../../../i18n/data.ts";
import { words as dataForm } from "../../../i18n/data-form.ts";
import { words as history } from "../../../i18n/history.ts";
import { words as labWords } from "../../../i18n/lab.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { type Names, namesIn } from "../../../i18n/node-names.ts";
import { formatTyped } from "../../../i18n/typed-number.ts";
import { say } from "../say.ts";
import { graphOf, sayData, saySweep } from "../say-data.ts";

export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** Data, parameters that apply, seed and grid, in the order of the form. */
export function factsOf(lab: Pick<Lab, "params" | "deterministic">, experiment: Experiment): readonly Fact[] {
  const { params, seed, sweep } = experiment;
  const names = namesIn(graphOf(experiment.data));
  return [
    ...dataFacts(experiment, names),
    ...fieldFacts(lab.params, params, names),
    ...(lab.deterministic ? [] : [{ label: t(labWords.seed), text: sayWhole(seed) }]),
    ...(sweep ? [{ label: t(history.grid), text: saySweep(sweep) }] : []),
  ];
}

function dataFacts({ data: ref }: Experiment, names: Names): readonly Fact[] {
  if (ref === null) return [];
  const own = { label: t(data.data), text: sayData(ref) };
  if (!("generator" in ref)) return [own];
  const fields = generatorOf(ref.generator)?.params ?? {};
  return [
    own,
    ...fieldFacts(fields, ref.params, names),
    { label: t(dataForm.dataSeed), text: sayWhole(ref.seed) },
    ...(ref.weights ? [{ label: t(history.weights), text: ref.weights.name }] : []),
  ];
}

function fieldFacts(fields: Fields, params: Params, names: Names): readonly Fact[] {
  return activeFields(fields, params).map(([name, field]) => ({
    label: t(field.label),
    text: say(field, params[name], names),
  }));
}

const sayWhole = (seed: number) => formatTyped(seed, locale.value, false);
