import { generators } from "../../../shared/data/generators/index.ts";
import type { DataRef } from "../../../shared/experiment/experiment.ts";
import { t } from "../../i18n/locale.ts";

/** What people read for the classes of data: the generator's words for them, or their names as they are. */
export function classNames(data: DataRef, classes: readonly string[]): readonly string[] {
  const words = data && "generator" in data ? generators.find(({ id }) => id === data.generator)?.classes : undefined;
  return classes.map((name) => (words?.[name] ? t(words[name]) : name));
}

/** A class of each category has one colour everywhere. */
export function classColor(label: number): string {
  return `var(--series-${label % 8})`;
}
