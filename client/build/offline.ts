/** Builds the service worker with the list of the build's files: those that every page needs, and those of each lab. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { build, type Plugin, type Rolldown } from "vite";
import { labs } from "../../shared/labs/index.ts";
import type { Release } from "../offline/release.ts";

type Bundle = Rolldown.OutputBundle;
type File = Bundle[string];

/** Not served, but what it says lies in every kept answer. */
const headersName = "_headers";
/** Stands for the code and module of tensorflow.js, which only some labs need. */
const tensorflow = "tensorflow";
/** Its backend for a GPU: no lab is kept with it, since what it does goes without it too. */
const webgpu = "webgpu";
/** The lab of the gallery's models, whose files are large. */
const GALLERY = "sampler";
const source = join(import.meta.dirname, "../offline/sw.ts");
const publicDir = join(import.meta.dirname, "../public");

export function offline(): Plugin {
  return {
    name: "latente-offline",
    apply: "build",
    enforce: "post",
    async generateBundle(_options, bundle) {
      const names = readdirSync(publicDir);
      const release = releaseOf(bundle, new Map(names.map((name) => [name, readFileSync(join(publicDir, name))])));
      this.emitFile({ type: "asset", fileName: "sw.js", source: await serviceWorker(release) });
    },
  };
}

/** Names of the chunks of threads: the bundle of a thread says of its chunks nothing but their names. */
export function threadChunk({ facadeModuleId, moduleIds }: Rolldown.PreRenderedChunk): string {
  const holds = (packages: string) => moduleIds.some((id) => id.includes(packages));
  const library = holds("@tensorflow/tfjs-backend-webgpu/") ? webgpu : holds("@tensorflow/") ? tensorflow : null;
  const owner = library ?? labOf(facadeModuleId ?? "");
  return owner === null ? "assets/[name]-[hash].js" : `assets/${owner}.thread-[hash].js`;
}

/** What belongs to which lab, found by who names whom. */
export function releaseOf(bundle: Bundle, publicFiles: ReadonlyMap<string, Uint8Array>): Release {
  const version = versionOf(bundle, publicFiles);
  const files = new Map(Object.values(bundle).map((file) => [file.fileName, file]));
  files.delete(headersName);
  const owners = new Map([...files].map(([name, file]) => [name, ownerOf(file)]));
  const named = namesIn(files);
  const reach = (from: readonly string[], owner: string | null): Set<string> => {
    const found = new Set<string>();
    const visit = (name: string) => {
      if (found.has(name) || (owners.get(name) !== null && owners.get(name) !== owner)) return;
      found.add(name);
      for (const next of named(name)) visit(next);
    };
    for (const name of from) visit(name);
    return found;
  };
  const ownedBy = (owner: string) => [...files.keys()].filter((name) => owners.get(name) === owner);
  const shell = reach(["index.html"], null);
  const groups = labs.map(({ id }) => {
    const own = reach(ownedBy(id), id);
    if ([...own].some((name) => owners.get(name) === id && usesTensorflow(files.get(name)))) {
      for (const name of reach(ownedBy(tensorflow), tensorflow)) own.add(name);
    }
    return [
      id,
      [...own]
        .filter((name) => !shell.has(name))
        .sort()
        .map(addressOf),
    ] as const;
  });
  const entry = [...files.values()].find((file) => file.type === "chunk" && file.isEntry);
  if (entry === undefined) throw new Error("no entry chunk in the build");
  return {
    version,
    entry: addressOf(entry.fileName),
    shell: [...[...shell].map(addressOf), ...[...publicFiles.keys()].map((name) => `/${name}`)].sort(),
    labs: Object.fromEntries(groups),
  };
}

/** The document is asked for without its name. */
const addressOf = (name: string) => (name === "index.html" ? "/" : `/${name}`);

/** The lab in whose folder a file lies; the models of the gallery are kept with the lab that shows them. */
function labOf(path: string): string | null {
  if (/(?:^|\/)shared\/gallery\/models\//.test(path)) return GALLERY;
  const [, id = ""] = /(?:^|\/)labs\/[\w-]+\/([\w-]+)\//.exec(path) ?? [];
  return labs.some((lab) => lab.id === id) ? id : null;
}

/** The lab that a file belongs to, "tensorflow", "webgpu", or null for what all share. */
function ownerOf(file: File): string | null {
  const [, named = null] = /^assets\/([\w-]+)\.thread-/.exec(file.fileName) ?? [];
  if (named !== null) return named;
  if (file.type === "chunk") return labOf(file.facadeModuleId ?? "");
  if (file.fileName.includes("tfjs-backend-wasm")) return tensorflow;
  // Paths from the folder of the page.
  return file.originalFileNames.map(labOf).find((lab) => lab !== null) ?? null;
}

function usesTensorflow(file: File | undefined): boolean {
  return file !== undefined && /["'`]tensorflow["'`]/.test(textOf(file));
}

/**
 * The files that a file names. Of the page's chunks the bundle knows which chunks and style sheets they load (their text also lists what their
 * imports load); whatever else they name, and all that other files name, is found by the names, which have hashes in them.
 */
function namesIn(files: ReadonlyMap<string, File>): (name: string) => readonly string[] {
  const byBase = new Map([...files.keys()].map((name) => [basename(name), name]));
  return (name) => {
    const file = files.get(name);
    if (file === undefined) return [];
    const mentioned = [...textOf(file).matchAll(/[\w.-]+\.\w+/g)].flatMap(([word]) => byBase.get(word) ?? []);
    if (file.type === "asset") return mentioned;
    const others = mentioned.filter((one) => files.get(one)?.type === "asset" && !one.endsWith(".css"));
    return [...file.imports, ...file.dynamicImports, ...(file.viteMetadata?.importedCss ?? []), ...others];
  };
}

function textOf(file: File): string {
  if (file.type === "chunk") return file.code;
  return /\.(html|js|css|json|svg)$/.test(file.fileName) ? Buffer.from(file.source).toString("utf8") : "";
}

/** Of all that is kept: names have hashes in them, except for those of the document, of the headers, and of public files. */
function versionOf(bundle: Bundle, publicFiles: ReadonlyMap<string, Uint8Array>): string {
  const hash = createHash("sha256");
  for (const name of Object.keys(bundle).sort()) hash.update(`${name}\0`);
  for (const name of ["index.html", headersName]) hash.update(bundle[name] ? contentOf(bundle[name]) : "").update("\0");
  for (const [name, bytes] of publicFiles) hash.update(`${name}\0`).update(bytes);
  return hash.digest("hex").slice(0, 16);
}

const contentOf = (file: File) => (file.type === "chunk" ? file.code : file.source);

async function serviceWorker(release: Release): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "error",
    publicDir: false,
    define: { __RELEASE__: JSON.stringify(release) },
    build: {
      write: false,
      target: "es2023",
      lib: { entry: source, formats: ["es"], fileName: "sw" },
    },
  });
  const [output] = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  return output.output[0].code;
}
