/** The graph of the imports between our own files, types included, and the rules that it keeps. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";

export interface Import {
  readonly from: string;
  /** Where the specifier leads, from the root of the project; the file need not exist (some are generated). */
  readonly to: string;
  /** Loaded when it is asked for: `import("…")`. */
  readonly lazy: boolean;
}

/** At the start of a line, so that code within strings does not count. */
const STATEMENT = /^\s*(?:import|export)\b(?:[^"';]*?\bfrom)?\s*"(\.[^"?]+)/gm;
const CALL = /\bimport\(\s*"(\.[^"?]+)/g;

/** The relative imports of a file. */
export function importsOf(file: string, text: string): Import[] {
  const found = (pattern: RegExp, lazy: boolean) =>
    [...text.matchAll(pattern)].map(([, path]) => ({ from: file, to: join(dirname(file), path), lazy }));
  return [...found(STATEMENT, false), ...found(CALL, true)];
}

/** The imports of all TypeScript in these folders but AssemblyScript, which is a language of its own. */
export function importsUnder(root: string, folders: readonly string[]): Import[] {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
      .filter((name) => /\.tsx?$/.test(name) && !name.includes("/assembly/")),
  );
  return files.flatMap((file) => importsOf(file, readFileSync(join(root, file), "utf8")));
}

/** One circle, as short as possible, for each group of files that import each other; lazy imports close none. */
export function circles(imports: readonly Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const { from, to, lazy } of imports) if (!lazy) next.set(from, [...(next.get(from) ?? []), to]);
  const told = new Set<string>();
  return [...next.keys()].sort().flatMap((file) => {
    const circle = told.has(file) ? undefined : circleThrough(file, next);
    for (const member of circle ?? []) told.add(member);
    return circle ? [`imports in a circle: ${[...circle, file].join(" → ")}`] : [];
  });
}

function circleThrough(file: string, next: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const before = new Map<string, string>();
  const queue = [file];
  for (const at of queue) {
    for (const to of next.get(at) ?? []) {
      if (to === file) return wayTo(at, before);
      if (before.has(to)) continue;
      before.set(to, at);
      queue.push(to);
    }
  }
  return undefined;
}

function wayTo(file: string, before: ReadonlyMap<string, string>): string[] {
  const earlier = before.get(file);
  return earlier === undefined ? [file] : [...wayTo(earlier, before), file];
}

const numeric = ["random", "math", "linalg", "stats"];
/** Folders of `shared/`, and those that stand above them. */
const order: readonly { readonly below: readonly string[]; readonly above: readonly string[] }[] = [
  {
    below: [...numeric, "webgpu"],
    above: ["densities", "kernels", "labs", "data", "experiment", "nets", "quant", "gallery"],
  },
  { below: ["densities"], above: ["kernels", "labs", "nets"] },
  { below: ["kernels", "nets", "quant", "experiment", "data"], above: ["gallery", "labs"] },
  { below: ["gallery", "diffusion"], above: ["labs"] },
  { below: ["diffusion"], above: ["gallery"] },
];

/** Imports from a lower folder of `shared/` into one above it. */
export function upward(imports: readonly Import[]): string[] {
  const folder = (path: string) => /^shared\/([^/]+)\//.exec(path)?.[1] ?? "";
  return imports.flatMap(({ from, to }) =>
    order.some(({ below, above }) => below.includes(folder(from)) && above.includes(folder(to)))
      ? [`${from} imports ${to}: shared/${folder(from)} stands below shared/${folder(to)}`]
      : [],
  );
}

/** What may import from the folders of labs: only the lists of all labs, which load each when it is opened. */
export const registries = ["shared/labs/index.ts", "client/labs/index.ts"];

/** Imports from a lab's folder by another lab, in any of the three trees, or by code that all labs share. */
export function acrossLabs(imports: readonly Import[]): string[] {
  return imports.flatMap(({ from, to, lazy }) => {
    const [own, other] = [labOf(from), labOf(to)];
    if (other === undefined || own === other || (lazy && registries.includes(from))) return [];
    return own === undefined
      ? [`${from} imports ${to}: code outside the folders of labs must not depend on one lab (${other})`]
      : [`${from} imports ${to}: lab ${own} must not depend on lab ${other}; what both need belongs to their family`];
  });
}

/** "<family>/<lab>" of a file in a lab's folder. Not `nets`, which all labs of nets share, or a family its built-in graphs, nor `messages`, which labs of graphs share, nor `gallery`, the densities of labs of Monte Carlo, nor `elsewhere`, what labs of inference measure, nor `points` and `text`, which generative labs share. */
function labOf(path: string): string | undefined {
  return /^(?:shared|client|test)\/labs\/(?!(?:parts|nets)\/)([^/]+\/(?!(?:nets|messages|gallery|elsewhere|points|text)\/)[^/]+)\//.exec(
    path,
  )?.[1];
}
