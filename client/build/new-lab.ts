/**
 * npm run new-lab -- <family> <id>: a one-curve lab to start from, in both languages, with its tests, golden digests and recorded results; its
 * line in each of the two registries. `new-lab/` holds its files as they are, but for __id__, __camel__, __Pascal__, __family__ and __title__.
 */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { labs } from "../../shared/labs/index.ts";
import { families } from "../i18n/families.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const templates = fileURLToPath(new URL("new-lab/", import.meta.url));
/** Names that the files of a new lab use already, and words of the language. */
const taboo = [
  "array",
  "await",
  "case",
  "catch",
  "class",
  "const",
  "defineLab",
  "delete",
  "descent",
  "do",
  "else",
  "enum",
  "export",
  "extends",
]
  .concat([
    "false",
    "finally",
    "foldIn",
    "for",
    "function",
    "if",
    "import",
    "in",
    "iterate",
    "let",
    "new",
    "normal",
    "null",
    "recordLines",
  ])
  .concat([
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "words",
    "yield",
  ]);

const [family, id, ...rest] = process.argv.slice(2);

const complaint = complaintAbout(family, id, rest);
if (complaint === null) make(family, id);
else {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = 2;
}

function complaintAbout(family: string | undefined, id: string | undefined, rest: readonly string[]): string | null {
  const known = Object.keys(families);
  if (family === undefined || id === undefined || rest.length > 0)
    return `usage: npm run new-lab -- <family> <id> (families: ${known.join(", ")})`;
  if (!known.includes(family)) return `unknown family: ${family} (must be one of ${known.join(", ")})`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 64)
    return `invalid id: ${id} (must be lower-case words with hyphens between them, such as hidden-markov)`;
  if (taboo.includes(camelOf(id)))
    return `invalid id: ${id} (its name in code, ${camelOf(id)}, is taken: choose another)`;
  if (labs.some((lab) => lab.id === id)) return `lab exists: ${id} (choose another id)`;
  const taken = ["shared", "client", "test"].find((part) => existsSync(join(root, part, "labs", family, id)));
  return taken === undefined
    ? null
    : `folder exists: ${taken}/labs/${family}/${id} (move it away, or choose another id)`;
}

/** All of it or nothing: what was written goes again where a step fails. */
function make(family: string, id: string): void {
  const cards = `client/labs/${family}/cards.json`;
  const registries = [
    "shared/labs/index.ts",
    "client/labs/index.ts",
    "client/labs/indexes.json",
    "test/golden/digests.json",
    cards,
  ];
  const before = registries.map((file) =>
    existsSync(join(root, file)) ? readFileSync(join(root, file), "utf8") : null,
  );
  try {
    writeFiles(family, id);
    runSteps(family, id);
  } catch (error) {
    for (const [i, file] of registries.entries()) {
      const text = before[i];
      if (text === null) rmSync(join(root, file), { force: true });
      else writeFileSync(join(root, file), text);
    }
    for (const folder of foldersOf(family, id)) rmSync(join(root, folder), { recursive: true, force: true });
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\nNothing was kept of lab ${id}.\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${[...foldersOf(family, id), ...registries].join("\n")}\nNow: npm run check -- ${id}\n`);
}

function writeFiles(family: string, id: string): void {
  const words = id.split("-");
  const Pascal = words.map(capital).join("");
  const camel = camelOf(id);
  const errors = familyErrors(family);
  const filled = (text: string) =>
    text
      .replaceAll("__id__", id)
      .replaceAll("__camel__", camel)
      .replaceAll("__Pascal__", Pascal)
      .replaceAll("__family__", family)
      .replaceAll("__title__", capital(words.join(" ")))
      .replace("__familyImport__", errors ? `import { ${errors} } from "../errors.ts";` : "")
      .replace("__familyErrors__", errors ? `errors: { ...${errors} },` : "");
  for (const template of globSync("*/*.txt", { cwd: templates }).sort()) {
    const [part, name] = template.split("/");
    const file = join(root, part, "labs", family, id, name.replace(/\.txt$/, ""));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, filled(readFileSync(join(templates, template), "utf8")));
  }
  register(
    "shared/labs/index.ts",
    `  { id: "${id}", family: "${family}", load: async () => (await import("./${family}/${id}/lab.ts")).${camel} },`,
  );
  register(
    "client/labs/index.ts",
    `  { id: "${id}", load: async () => (await import("./${family}/${id}/view.tsx")).${camel}View },`,
  );
}

/** What a family calls the sentences of its own errors, which each of its views brings; null where it has none. */
function familyErrors(family: string): "own" | "errors" | null {
  const file = join(root, "client/labs", family, "errors.ts");
  if (!existsSync(file)) return null;
  return /^export const own\b/m.test(readFileSync(file, "utf8")) ? "own" : "errors";
}

function runSteps(family: string, id: string): void {
  const written = [...foldersOf(family, id), "shared/labs/index.ts", "client/labs/index.ts"];
  step("Formatting", "node_modules/@biomejs/biome/bin/biome", "check", "--write", ...written);
  step("Building the kernels", "shared/wasm/build.mjs", "--if-stale");
  step("Recording its results", "client/build/record.ts", id);
  process.env.LABS = id;
  process.env.UPDATE_GOLDEN = "1";
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "-c", "test/vitest.config.ts", "--project", "node"] as const;
  step("Writing its golden digests", ...vitest, "test/conformance/labs.test.ts");
}

function foldersOf(family: string, id: string): string[] {
  return ["shared", "client", "test"].map((part) => `${part}/labs/${family}/${id}`);
}

function camelOf(id: string): string {
  const [first, ...rest] = id.split("-");
  return first + rest.map(capital).join("");
}

function capital(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}

/** Puts a line at the end of the registry's array. */
function register(file: string, line: string): void {
  const path = join(root, file);
  const text = readFileSync(path, "utf8");
  const end = text.indexOf("\n];", text.search(/^export const lab(s|Views)\b/m));
  if (end < 0) throw new Error(`${file} has no registry that ends in "];"`);
  writeFileSync(path, `${text.slice(0, end)}\n${line}${text.slice(end)}`);
}

function step(title: string, ...args: string[]): void {
  process.stderr.write(`${title} …\n`);
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`${stdout}${stderr}\n${title} failed`);
}
