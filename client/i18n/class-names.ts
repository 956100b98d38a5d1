import { generatorOf } from "../../shared/data/generators/known.ts";
import type { DataRef } from "../../shared/experiment/experiment.ts";
import { t } from "./locale.ts";

/** What people read for a class of these data: of a generator its own words, of files the name as it stands there. */
export function className(data: DataRef, name: string): string {
  const known = data !== null && "generator" in data ? generatorOf(data.generator) : undefined;
  const word = known?.classes?.[name];
  return word ? t(word) : name;
}

/** What people read for a column of these data, likewise. */
export function columnName(data: DataRef, name: string): string {
  const known = data !== null && "generator" in data ? generatorOf(data.generator) : undefined;
  const word = known?.columns?.[name];
  return word ? t(word) : name;
}
