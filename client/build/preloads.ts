/**
 * What a page names beside each import that comes later: the files that it needs and that are not there yet. Names of files are what compresses least, and
 * the script of all desks names those of all labs.
 */
import type { Plugin, ResolveModulePreloadDependenciesFn, Rolldown } from "vite";

const isLabModule = (id: string) => /\/shared\/labs\/[\w-]+\/[\w-]+\/lab\.ts$/.test(id);
/** Characters of a script that is not named: its name weighs as much in every page as it saves in one, and whatever imports it asks for it. */
const SMALL = 1500;
const isViewModule = (id: string) => /\/client\/labs\/[\w-]+\/[\w-]+\/view\.tsx$/.test(id);

export interface Preloads {
  readonly plugin: Plugin;
  readonly resolveDependencies: ResolveModulePreloadDependenciesFn;
}

export function preloads(): Preloads {
  let chunks: ReadonlyMap<string, Rolldown.OutputChunk> = new Map();
  const loaded = new Map<string, ReadonlySet<string>>();

  /** These files and all that they import by name, which are there when they are. */
  function closure(file: string): ReadonlySet<string> {
    const known = loaded.get(file);
    if (known) return known;
    const found = new Set([file]);
    for (const one of found) for (const next of chunks.get(one)?.imports ?? []) found.add(next);
    loaded.set(file, found);
    return found;
  }

  const fileOf = (module: string) => [...chunks.values()].find(({ moduleIds }) => moduleIds.includes(module))?.fileName;
  /** Of style sheets alone nothing is left of the script. */
  const isStyle = (file: string) => chunks.get(file)?.moduleIds.every((id) => /\.css$/.test(id)) ?? false;
  const isSmall = (file: string) => (chunks.get(file)?.code.length ?? SMALL) < SMALL;
  const moduleIn = (file: string, is: (id: string) => boolean) => chunks.get(file)?.moduleIds.find(is);

  return {
    plugin: {
      name: "latente-preloads",
      apply: "build",
      generateBundle: {
        order: "pre",
        handler(_, bundle) {
          const all = Object.values(bundle).filter((one) => one.type === "chunk");
          chunks = new Map(all.map((chunk) => [chunk.fileName, chunk]));
          loaded.clear();
        },
      },
    },
    resolveDependencies(target, files, { hostId, hostType }) {
      if (hostType !== "js" || !chunks.has(hostId)) return files;
      // A desk asks for its lab beside its view: that of the view says what both need.
      if (moduleIn(target, isLabModule)) return [];
      const view = moduleIn(target, isViewModule);
      const lab = view && fileOf(view.replace("/client/labs/", "/shared/labs/").replace(/view\.tsx$/, "lab.ts"));
      const needed = new Set([...files, ...(lab ? closure(lab) : [])]);
      const missing = [...needed].filter(
        (file) => !closure(hostId).has(file) && !isStyle(file) && (file === target || !isSmall(file)),
      );
      // The import itself asks for its file.
      return missing.length > 1 || missing[0] !== target ? missing : [];
    },
  };
}
