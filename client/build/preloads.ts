/**
 * What a page names beside each import that comes later: the files that it needs and that are not there yet. Names of files are what compresses least, and
 * the script of all desks names those of all labs.
 */
import { join } from "node:path";
import type { Plugin, ResolveModulePreloadDependenciesFn, Rolldown } from "vite";

const client = join(import.meta.dirname, "..");
const desk = join(client, "app/lab/page.tsx");
const isLabModule = (id: string) => /\/shared\/labs\/[\w-]+\/[\w-]+\/lab\.ts$/.test(id);

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
  const isLab = (file: string) => chunks.get(file)?.moduleIds.some(isLabModule) ?? false;

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
      const page = fileOf(desk);
      // A lab is loaded by its desk.
      const there = [closure(hostId), ...(page && isLab(target) ? [closure(page)] : [])];
      const missing = files.filter((file) => !there.some((files) => files.has(file)));
      // The import itself asks for its file.
      return missing.length > 1 || missing[0] !== target ? missing : [];
    },
  };
}
