/**
 * Pieces of WGSL that shaders include by name (`Dispatch.uses`), each once and after those that it uses itself. A file for each kind; here they come
 * together.
 */
import { activations } from "./activations.ts";
import { elementary } from "./elementary.ts";
import { finite } from "./finite.ts";
import { random } from "./random.ts";

export interface Snippet {
  readonly uses?: readonly SnippetName[];
  readonly code: string;
}

const all = { ...finite, ...activations, ...elementary, ...random };

export type SnippetName = keyof typeof all;

const table: Readonly<Record<string, Snippet>> = all;

/** The text of these snippets and of all that they use. */
export function included(names: readonly SnippetName[]): string {
  const done = new Set<string>();
  const parts: string[] = [];
  const include = (name: SnippetName) => {
    if (done.has(name)) return;
    done.add(name);
    const { uses, code } = table[name];
    uses?.forEach(include);
    parts.push(code);
  };
  names.forEach(include);
  return parts.join("\n");
}
