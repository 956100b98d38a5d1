import { signal } from "@preact/signals";
import type { Fields } from "../../shared/experiment/fields.ts";
import type { Localized } from "../../shared/text.ts";
import { words } from "./app.ts";
import { sayColumns } from "./column-names.ts";
import { locale, t } from "./locale.ts";
import { formatExact } from "./number-forms.ts";

/** Places that are not file names. */
const places: Readonly<Record<string, Localized>> = {
  link: { es: "enlace", en: "link" },
  data: { es: "datos", en: "data" },
  body: { es: "archivo", en: "file" },
  file: { es: "archivo", en: "file" },
  experiment: { es: "experimento", en: "experiment" },
  graph: { es: "grafo", en: "graph" },
  name: { es: "nombre", en: "name" },
  state: { es: "estado", en: "state" },
  plate: { es: "placa", en: "plate" },
  operation: { es: "operación", en: "operation" },
};

/** What is not there: errors show it in English (`show`). */
const nothing = { es: "nada", en: "nothing" };

type Sentences = Readonly<Record<string, Localized>>;

/** Sentences for errors that more than one family of labs may throw; null until they are there. */
const shared = signal<Sentences | null>(null);
let coming: Promise<void> | undefined;

/** What brings sentences of labs that do not come with their views either, until they are asked for; and how many are on their way. */
const later = new Set<() => Promise<Sentences>>();
let pending = 0;

/** Loads the sentences that come with no view: few visits need one. Where they cannot be loaded errors say what they say (English). */
export async function loadSentences(): Promise<void> {
  coming ??= import("./errors.ts").then(
    ({ messages }) => {
      shared.value = messages;
    },
    () => {
      shared.value = {};
    },
  );
  const parts = [...later];
  later.clear();
  await Promise.all([coming, ...parts.map(bring)]);
}

async function bring(load: () => Promise<Sentences>): Promise<void> {
  pending++;
  const found = await load().catch(() => ({}));
  pending--;
  learnErrors(found);
}

/** Loads them with the first touch of the page: most errors follow from something that was pressed, typed or dropped. Call what comes back to stop. */
export function loadSentencesWhenTouched(): () => void {
  const kinds = ["focusin", "pointerdown", "keydown", "dragenter"];
  const load = () => {
    stop();
    void loadSentences();
  };
  const stop = () => {
    for (const kind of kinds) removeEventListener(kind, load);
  };
  for (const kind of kinds) addEventListener(kind, load);
  return stop;
}

/** Sentences that came with the views of labs. */
const learnt = signal<Sentences>({});

/** Makes the errors of a lab known, for as long as the page is open. Before that they say what they say (English). */
export function learnErrors(errors: Sentences): void {
  learnt.value = { ...learnt.value, ...errors };
}

/** Makes more of them known once an error may need them. */
export function learnErrorsLater(load: () => Promise<Sentences>): void {
  later.add(load);
}

/** Labels of the parameters of the lab at hand, by their place. */
const fields = signal<Sentences>({});

/** Lets errors name the parameters of a lab as its form does: of the lab that was opened last. */
export function learnFields(params: Fields): void {
  fields.value = Object.fromEntries(Object.entries(params).map(([name, { label }]) => [`params.${name}`, label]));
}

/**
 * An error in the reader's language: known codes have a sentence with the value and the cure; others, and those without a value that their
 * sentence needs, say what they say (English). Nothing is said while sentences are on their way: read in a component, it follows. Errors are recognised
 * by their fields: this file is part of the first page and must not pull in the classes. `inWords`: what readers see of texts among its values.
 */
export function explain(error: unknown, inWords = (text: string) => text): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path, values } = error as Error & { code?: unknown; path?: unknown; values?: unknown };
  if (typeof code !== "string") return error.message;
  const known = sentenceOf(code);
  if (!known) return isComing() ? "" : error.message;
  const said = { path: placeOf(String(path ?? "")), message: error.message };
  const shown = Object.entries((values ?? {}) as Readonly<Record<string, string | number>>).map(
    ([name, value]) => [name, typeof value === "string" ? inWords(value) : value] as const,
  );
  const given = { ...said, ...readable(Object.fromEntries(shown)) };
  const needed = [...known.en.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return needed.every((name) => name in given) ? t(known, given) : error.message;
}

/** A place as the reader knows it. */
function placeOf(path: string): string {
  const known = [places, fields.value].find((names) => Object.hasOwn(names, path))?.[path];
  if (known) return t(known);
  // An entry of a map, "params.evidence.smoke": the field's label and the entry's name.
  const map = Object.keys(fields.value).find((place) => path.startsWith(`${place}.`));
  return map ? `${t(fields.value[map])}: ${path.slice(map.length + 1)}` : path;
}

/** Of errors that the page itself marks. */
const own: Sentences = { "part-lost": words.lost };

function sentenceOf(code: string): Localized | undefined {
  return [own, learnt.value, shared.value ?? {}].find((sentences) => Object.hasOwn(sentences, code))?.[code];
}

function isComing(): boolean {
  if (shared.value !== null && later.size === 0 && pending === 0) return false;
  void loadSentences();
  return true;
}

/** Numbers as the language writes them, with all their digits unless these would be zeros for the most part; texts that errors show as JSON has them (`show`) between the language's own quotes. */
export function readable(values: Readonly<Record<string, string | number>>): Readonly<Record<string, string>> {
  const [open, close] = locale.value === "es" ? "«»" : "“”";
  const text = (value: string | number) =>
    typeof value === "number"
      ? formatExact(value, locale.value)
      : value.replace(/^"((?:[^"\\]|\\.)*)(?:"|(…))$/, `${open}$1$2${close}`);
  const said = Object.entries(sayColumns(values, locale.value));
  return Object.fromEntries(
    said.map(([name, value]) => [name, name === "value" && value === nothing.en ? t(nothing) : text(value)]),
  );
}
