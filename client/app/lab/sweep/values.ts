/** The values of an axis as a person writes them, and where an axis may begin. Pure functions. */
import type { Experiment } from "../../../../shared/experiment/experiment.ts";
import type { Field, IntegerField, NumberField, ParamValue } from "../../../../shared/experiment/fields.ts";
import { coerceText } from "../../../../shared/experiment/text-values.ts";
import type { Lab } from "../../../../shared/labs/lab.ts";
import { isSeed } from "../../../../shared/labs/seed-paths.ts";
import type { Locale } from "../../../../shared/text.ts";
import { words as labWords } from "../../../i18n/lab.ts";
import { t } from "../../../i18n/locale.ts";
import { words } from "../../../i18n/sweep.ts";
import { formatTyped, parseTyped } from "../../../i18n/typed-number.ts";
import { say } from "../say.ts";
import { generatorFields } from "./free.ts";

/** A seed as a field. */
const seed: Field = {
  ...{ kind: "integer", min: 0, max: Number.MAX_SAFE_INTEGER, default: 1 },
  label: labWords.seed,
  help: labWords.seedHelp,
};

/** The field at a path of a sweep, and what the form calls it. */
export function fieldOf(
  lab: Pick<Lab, "params">,
  { data }: Experiment,
  path: string,
): { field: Field; label: string } | undefined {
  if (path === "seed") return { field: seed, label: t(words.seed) };
  if (path === "data.seed") return { field: seed, label: t(words.dataSeed) };
  const [, prefix, name = ""] = /^(params|data\.params)\.(.+)$/s.exec(path) ?? [];
  const own = prefix === "params";
  const fields = own ? lab.params : generatorFields(data);
  if (!Object.hasOwn(fields, name)) return undefined;
  const field = fields[name];
  return { field, label: own ? t(field.label) : t(words.ofData, { label: t(field.label) }) };
}

/** What an experiment says at a path; undefined where that does not apply. */
export function valueAt({ params, data, seed: own }: Experiment, path: string): ParamValue | undefined {
  if (path === "seed") return own;
  const generated = data !== null && "generator" in data ? data : undefined;
  if (path === "data.seed") return generated?.seed;
  if (path.startsWith("data.params.")) return generated?.params[path.slice("data.params.".length)];
  return params[path.slice("params.".length)];
}

/** Values to begin with: some about the present one, all options, no and yes. */
export function proposed(field: Field, value: ParamValue | undefined): readonly ParamValue[] {
  switch (field.kind) {
    case "integer":
    case "number":
      return around(field, typeof value === "number" ? value : field.default);
    case "choice":
      return field.options.map((option) => option.value);
    case "boolean":
      return [false, true];
    case "integers": {
      const now = Array.isArray(value) && value.length > 0 ? (value as readonly number[]) : [8];
      const scaled = [0.5, 1, 2].map((by) => now.map((one) => within(field, Math.round(one * by))));
      return distinct(scaled);
    }
    default:
      return value === undefined ? [] : [value];
  }
}

function around(field: IntegerField | NumberField, now: number): readonly number[] {
  const step = field.step ?? (field.max - field.min) / 8;
  const near = field.scale === "log" && now > 0 ? [now / 3, now, now * 3] : [now - step, now, now + step];
  return distinct(near.map((one) => (one === now ? now : rounded(field, one))));
}

/** Evenly spaced values with both ends, by difference or by ratio; equal ones once. Both ends are positive for a ratio. */
export function spaced(
  field: IntegerField | NumberField,
  from: number,
  to: number,
  count: number,
  isLog: boolean,
): readonly number[] {
  const share = (i: number) => (count > 1 ? i / (count - 1) : 0);
  const at = (i: number) => (isLog ? from * (to / from) ** share(i) : from + (to - from) * share(i));
  return distinct(
    Array.from({ length: count }, (_, i) => (i === 0 ? from : i === count - 1 ? to : rounded(field, at(i)))),
  );
}

/** Numbers that read easily: whole ones, or two digits. */
function rounded(field: IntegerField | NumberField, value: number): number {
  return within(field, field.kind === "integer" ? Math.round(value) : Number(value.toPrecision(2)));
}

const within = ({ min, max }: { readonly min: number; readonly max: number }, value: number) =>
  Math.min(max, Math.max(min, value));

function distinct<T extends ParamValue>(values: readonly T[]): readonly T[] {
  const names = values.map((value) => JSON.stringify(value));
  return values.filter((_, i) => names.indexOf(names[i]) === i);
}

/** As they stand in a box: semicolons between them, since lists, and decimals in some languages, have commas. */
export function written(values: readonly ParamValue[], locale: Locale): string {
  const one = (value: ParamValue) => {
    if (typeof value === "number") return formatTyped(value, locale, false);
    return Array.isArray(value) ? value.join(", ") : String(value);
  };
  return values.map(one).join("; ");
}

/** The values that someone typed, to be checked by the experiment. */
export function typed(field: Field, text: string, locale: Locale): readonly unknown[] {
  const isNumber = field.kind === "integer" || field.kind === "number";
  const parts = text.trim() === "" ? [] : text.split(";").map((part) => part.trim());
  return (isNumber && parts.length === 1 ? listed(parts[0], locale) : parts).map((part) => {
    const number = isNumber ? parseTyped(part, locale) : Number.NaN;
    return Number.isNaN(number) ? coerceText(field, part) : number;
  });
}

/** Numbers without a semicolon: between spaces; between commas where these are no decimal signs. */
function listed(text: string, locale: Locale): readonly string[] {
  return text.split(locale === "en" ? /[,\s]+/ : /,?\s+/).filter((part) => part !== "");
}

/** A value of an axis in words. */
export function sayAt(
  lab: Pick<Lab, "params">,
  experiment: Experiment,
  path: string,
  value: ParamValue | undefined,
): string {
  const known = fieldOf(lab, experiment, path);
  if (value === undefined || !known) return "–";
  return isSeed(path) ? String(value) : say(known.field, value) || "–";
}

/** "Hidden layers 8, 8 · Learning rate 0.01": a run by what is varied. */
export function nameOf(lab: Pick<Lab, "params">, run: Experiment, paths: readonly string[]): string {
  return paths
    .flatMap((path) => {
      const value = valueAt(run, path);
      return value === undefined ? [] : [`${fieldOf(lab, run, path)?.label} ${sayAt(lab, run, path, value)}`];
    })
    .join(" · ");
}
