/** The licences of what is bundled from other people, as one text that the page links to: written from the modules that the bundle really holds. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** Its address. */
export const licencesFile = "licences.txt";

/** Folders of packages, of page and threads alike: both are bundled by one build, threads first. */
const bundled = new Set<string>();

/** Whose code the compiler of the kernels puts into each of them. */
const alwaysBundled = ["assemblyscript"];

/** Notes the packages of a bundle; for the bundles of threads. */
export function bundledPackages(): Plugin {
  return {
    name: "latente-bundled-packages",
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== "chunk") continue;
        for (const id of output.moduleIds) {
          const folder = packageOf(id);
          if (folder !== undefined) bundled.add(folder);
        }
      }
    },
  };
}

/** Writes the text. Fails where a package comes without the text of its licence. */
export function licences(root: string): Plugin {
  const noted = bundledPackages();
  return {
    ...noted,
    name: "latente-licences",
    generateBundle(options, bundle, isWrite) {
      (noted.generateBundle as (...all: unknown[]) => void).call(this, options, bundle, isWrite);
      const folders = [...bundled, ...alwaysBundled.map((name) => join(root, "node_modules", name))];
      this.emitFile({ type: "asset", fileName: licencesFile, source: licencesText(root, folders) });
    },
  };
}

/** Folder of the package that a module belongs to; undefined for our own. */
export function packageOf(id: string): string | undefined {
  return /^\0?(?:.*?:)?(.*\/node_modules\/(?:@[^/]+\/)?[^/?]+)/.exec(id)?.[1];
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** One section for each package, by name and version. Throws an Error for one whose licence is not found. */
export function licencesText(root: string, folders: readonly string[]): string {
  const sections = new Map<string, string>();
  for (const folder of folders) {
    const about = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Package;
    const heading = `${about.name} ${about.version}${about.license ? ` (${about.license})` : ""}`;
    const text = ownText(folder) ?? knownText(root, about);
    if (text === undefined) throw new Error(`missing licence: ${heading} in ${folder} (add its text to knownText)`);
    sections.set(heading, `${heading}\n${"-".repeat(heading.length)}\n\n${text}\n`);
  }
  const introduction = [
    "Latente contains the following works of other people, under these licences.",
    "Latente contiene las siguientes obras de otras personas, con estas licencias.",
  ];
  const sorted = [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text);
  return `${introduction.join("\n")}\n\n\n${sorted.join("\n\n")}`;
}

/** What the package itself brings. */
function ownText(folder: string): string | undefined {
  const names = readdirSync(folder).filter((name) => /^(licen[cs]e|notice|copying)([.-]|$)/i.test(name));
  const texts = names.sort().map((name) => readFileSync(join(folder, name), "utf8").trim());
  return texts.length > 0 ? texts.join("\n\n") : undefined;
}

/** Some name their licence alone. */
function knownText(root: string, { name, license, author }: Package): string | undefined {
  const holder = typeof author === "object" ? author.name : (author ?? `the authors of ${name}`);
  const texts: Readonly<Record<string, () => string>> = {
    MIT: () => mit,
    "Apache-2.0": () => readFileSync(join(root, "node_modules/assemblyscript/LICENSE"), "utf8").trim(),
  };
  const parts = (license ?? "").split(" AND ").map((one) => (Object.hasOwn(texts, one) ? texts[one]() : undefined));
  return parts.includes(undefined) ? undefined : `Copyright ${holder}\n\n${parts.join("\n\n")}`;
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the
"Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute,
sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS
IN THE SOFTWARE.`;
