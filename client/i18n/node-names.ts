/**
 * What nodes and states of built-in nets are called in the reader's language. Their names are identities (in documents, links, metrics and scripts) and stay as
 * they are; whatever shows them asks here. What a reader has named, and nets of the reader's own, are called by their own names.
 */
import { effect, signal } from "@preact/signals";
import type { GraphDocument } from "../../shared/experiment/document.ts";
import type { Localized } from "../../shared/text.ts";
import { locale, t } from "./locale.ts";

type Words = Readonly<Record<string, Localized>>;

/** Words of one net, by its own names. What is a symbol ("x₁") needs none. */
export interface NetWords {
  readonly title: Localized;
  /** Of nodes, and of factors that have a name. */
  readonly nodes: Words;
  /** Of all nodes. */
  readonly states: Words;
}

export interface Names {
  /** What the net is called; undefined where it has no name. */
  readonly title: string | undefined;
  node(name: string): string;
  state(name: string): string;
  /** A text of names alone, as values of errors are: "lung → either → lung", "rain = yes, wet = no". */
  text(names: string): string;
}

/** By the name that a net has as a document. */
const learnt = signal<Readonly<Record<string, NetWords>>>({});

export type LoadNets = () => Promise<Readonly<Record<string, NetWords>>>;
const coming = new Map<LoadNets, Promise<void>>();

/**
 * Makes the words of a lab's nets known, for as long as the page is open. Names are English already: words come when a reader of another language does.
 * Resolves when all is there that the reader needs; where words cannot be had, names stand for them.
 */
export function learnNets(load: LoadNets): Promise<void> {
  const take = () => {
    const taken =
      coming.get(load) ??
      load().then(
        (nets) => {
          learnt.value = { ...learnt.value, ...nets };
        },
        () => void coming.delete(load),
      );
    coming.set(load, taken);
    return taken;
  };
  if (locale.peek() !== "en") return take();
  effect(() => {
    if (locale.value !== "en") void take();
  });
  return Promise.resolve();
}

const found = new WeakMap<object, Names>();

/** The names in a document as they are shown: read in a component, they follow the language. */
export function namesIn(document: Pick<GraphDocument, "name" | "nodes"> | undefined): Names {
  if (!document) return plain;
  const names = found.get(document) ?? makeNames(document);
  found.set(document, names);
  return names;
}

const plain: Names = { title: undefined, node: (name) => name, state: (name) => name, text: (names) => names };

function makeNames({ name: title, nodes }: Pick<GraphDocument, "name" | "nodes">): Names {
  const node = (name: string) => {
    const word = wordOf(own()?.nodes, name);
    // Never two alike: another node may have been given this very word as its name.
    return taken.has(word) ? name : word;
  };
  const state = (name: string) => wordOf(own()?.states, name);
  const taken = new Set(nodes.map(({ name }) => name));
  const own = () => (title !== undefined && Object.hasOwn(learnt.value, title) ? learnt.value[title] : undefined);
  const wordOf = (words: Words | undefined, name: string) =>
    words && Object.hasOwn(words, name) ? t(words[name]) : name;
  return {
    get title() {
      const words = own();
      return words ? t(words.title) : title;
    },
    node,
    state,
    text: (names) =>
      names
        .split(/( → |, | = )/)
        .map((name) => (taken.has(name) ? node(name) : state(name)))
        .join(""),
  };
}
