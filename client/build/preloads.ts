/**
 * What a page names beside each import that comes later: the files that it needs and that are not there yet. Names of files are what compresses least, and
 * the script of all desks names those of all labs. The edge names those of one lab in the document of its page, so that all come at once.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin, ResolveModulePreloadDependenciesFn, Rolldown } from "vite";
import type { PageFiles } from "../../worker/page-files.ts";

const isLabModule = (id: string) => /\/shared\/labs\/[\w-]+\/[\w-]+\/lab\.ts$/.test(id);
/** Characters of a script that is not named: its name weighs as much in every page as it saves in one, and whatever imports it asks for it. */
const SMALL = 1500;
const addresses = (files: readonly string[]) => files.map((file) => `/${file}`);
const isViewModule = (id: string) => /\/client\/labs\/[\w-]+\/[\w-]+\/view\.tsx$/.test(id);

const labOf = (view: string) => view.replace("/client/labs/", "/shared/labs/").replace(/view\.tsx$/, "lab.ts");

export interface Preloads {
  readonly plugin: Plugin;
  readonly resolveDependencies: ResolveModulePreloadDependenciesFn;
}

export function preloads(): Preloads {
  let chunks: ReadonlyMap<string, Rolldown.OutputChunk> = new Map();
  const loaded = new Map<string, ReadonlySet<string>>();

  function learn(bundle: Rolldown.OutputBundle): void {
    const all = Object.values(bundle).filter((one) => one.type === "chunk");
    chunks = new Map(all.map((chunk) => [chunk.fileName, chunk]));
    loaded.clear();
  }

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

  /** Files that hold such a module, and those that are imported for it. */
  const chunksOf = (is: (id: string) => boolean) =>
    [...chunks.values()].filter(({ facadeModuleId, moduleIds }) => [facadeModuleId ?? "", ...moduleIds].some(is));
  /** The page of a lab is put together of these: scripts in the order in which they are needed, then style sheets. */
  function pageFiles(): PageFiles {
    /** Of style sheets alone there is no script, and of one that only hands on another's exports no module. */
    const isScript = (file: string) => chunks.get(file)?.moduleIds.length === 0 || !isStyle(file);
    const filesOf = (roots: readonly Rolldown.OutputChunk[], known: ReadonlySet<string>) => {
      const found = [...new Set(roots.flatMap(({ fileName }) => [...closure(fileName)]))];
      const styles = found.flatMap((file) => [...(chunks.get(file)?.viteMetadata?.importedCss ?? [])]);
      return [...new Set([...found.filter(isScript), ...styles])].filter((file) => !known.has(file));
    };
    const document = filesOf(
      [...chunks.values()].filter(({ isEntry }) => isEntry),
      new Set(),
    );
    const desk = filesOf(
      chunksOf((id) => id.endsWith("/client/app/lab/page.tsx")),
      new Set(document),
    );
    const known = new Set([...document, ...desk]);
    const views = [...chunks.values()].flatMap(({ moduleIds }) => moduleIds.filter(isViewModule));
    const labs = views.map((view) => {
      const lab = labOf(view);
      const files = filesOf(
        chunksOf((id) => id === view || id === lab),
        known,
      );
      return [view.split("/").at(-2) ?? "", addresses(files)] as const;
    });
    return { desk: addresses(desk), labs: Object.fromEntries(labs) };
  }

  return {
    plugin: {
      name: "latente-preloads",
      apply: "build",
      generateBundle: {
        order: "pre",
        handler: (_, bundle) => learn(bundle),
      },
      writeBundle({ dir }, bundle) {
        learn(bundle);
        if (dir) writeFileSync(join(dir, "page-files.json"), JSON.stringify(pageFiles()));
      },
    },
    resolveDependencies(target, files, { hostId, hostType }) {
      if (hostType !== "js" || !chunks.has(hostId)) return files;
      // A desk asks for its lab beside its view: that of the view says what both need.
      if (moduleIn(target, isLabModule)) return [];
      const view = moduleIn(target, isViewModule);
      const lab = view && fileOf(labOf(view));
      const needed = new Set([...files, ...(lab ? closure(lab) : [])]);
      const missing = [...needed].filter(
        (file) => !closure(hostId).has(file) && !isStyle(file) && (file === target || !isSmall(file)),
      );
      // The import itself asks for its file.
      return missing.length > 1 || missing[0] !== target ? missing : [];
    },
  };
}
