// Compiles every shared/**/assembly/<name>.module.ts to shared/wasm/<name>.wasm, checks the result, and writes the types of all exports to
// shared/wasm/modules.ts. With --if-stale only what changed: out/wasm.stamp keeps for each module the files that it was made of, their hash, and
// the types. A source may ask for options of its own in a line "// build: --option …". The module "densities" is a library, which the compiler of
// densities appends to: its bytes go to shared/wasm/densities.ts as well.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import { chdir } from "node:process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
chdir(root);
const binary = (name) => `shared/wasm/${name}.wasm`;
const entries = readdirSync("shared", { recursive: true })
  .filter((file) => /(^|\/)assembly\/.*\.module\.ts$/.test(file))
  .sort()
  .map((file) => ({ source: `shared/${file}`, name: basename(file, ".module.ts") }));

const library = "densities";
const libraryFile = `shared/wasm/${library}.ts`;
const textOf = (file) => (existsSync(file) ? readFileSync(file, "utf8") : null);
/** Of a source, which many modules are made of: it is read once. */
const texts = new Map();
function once(file) {
  if (!texts.has(file)) texts.set(file, textOf(file));
  return texts.get(file);
}
const always = [
  "shared/wasm/build.mjs",
  "shared/wasm/check.mjs",
  "shared/wasm/sources.mjs",
  "node_modules/assemblyscript/package.json",
];
function hashOf(files) {
  const hash = createHash("sha256");
  for (const file of [...always, ...files]) hash.update(`${file}\0${once(file)}\0`);
  return hash.digest("hex");
}

/** Compiles one module; returns the files that it was made of (and that would have been read, were they there), and the types of its exports. */
async function compile({ source, name }) {
  // Loading the compiler takes longer than all else where nothing is stale, as before nearly every run in the terminal.
  const [{ main }, { checkModule }, { sourceOf }] = await Promise.all([
    import("assemblyscript/asc"),
    import("./check.mjs"),
    import("./sources.mjs"),
  ]);
  const files = new Set();
  const written = {};
  const read = (file) => {
    files.add(file);
    return once(file);
  };
  // The integer module alone may hold the relaxed dot product, in a build of its own: exact on 7-bit second operands.
  const relaxed = name.endsWith("-relaxed");
  const options = `-o ${binary(name)} --runtime stub --importMemory --enable simd --use abort= -O3 --noAssert --bindings raw`.split(" ");
  if (relaxed) options.push("--enable", "relaxed-simd");
  const own = /^\/\/ build: (.+)$/m.exec(textOf(source));
  if (own) options.push(...own[1].split(" "));
  const { error } = await main([source, ...options], {
    stdout: process.stderr,
    stderr: process.stderr,
    readFile: (file) => sourceOf(file, read),
    writeFile(file, contents) {
      written[extname(file)] = contents;
    },
  });
  if (error) throw error;
  const complaints = checkModule(written[".wasm"], { relaxed });
  if (complaints.length) throw new Error(complaints.map((complaint) => `${name}.wasm: ${complaint}`).join("\n"));
  writeFileSync(binary(name), written[".wasm"]);
  if (name === library) writeFileSync(libraryFile, libraryText(written[".wasm"]));
  return { files: [...files].sort(), types: typesOf(name, written[".ts"]) };
}

/** The library as text, since a process has modules but no bytes. */
function libraryText(bytes) {
  return `// Written by shared/wasm/build.mjs: shared/wasm/densities.wasm in base64.\nexport const library =\n  "${Buffer.from(bytes).toString("base64")}";\n`;
}

/** The compiler writes a namespace and, behind it, a function that we do without. */
function typesOf(name, definitions) {
  return definitions
    .slice(0, definitions.indexOf("/** Instantiates"))
    .replace("namespace __AdaptedExports", `namespace ${name}`)
    .replace("WebAssembly.Memory", "{ readonly buffer: ArrayBuffer }")
    .replace("WebAssembly.Table", "{ grow(places: number): number; set(place: number, value: unknown): void }");
}

/** The relaxed build of a module exports what the plain one does. */
function writeTypes(stamps) {
  const names = entries.map(({ name }) => name).filter((name) => !name.endsWith("-relaxed") && name !== library);
  const text = [
    "// Written by shared/wasm/build.mjs from the sources in AssemblyScript (npm run wasm). It lives and dies with the modules: neither is committed.\n",
    ...names.map((name) => stamps[name]?.types ?? ""),
    "/** The modules by name, each with its exports. */",
    `export interface WasmModules {\n${names.map((name) => `  readonly ${name}: typeof ${name};\n`).join("")}}\n`,
  ].join("\n");
  if (text !== textOf("shared/wasm/modules.ts")) writeFileSync("shared/wasm/modules.ts", text);
}

const stampFile = "out/wasm.stamp";
function readStamps() {
  try {
    return JSON.parse(textOf(stampFile) ?? "{}");
  } catch {
    return {};
  }
}

const only = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const ifStale = process.argv.includes("--if-stale");
const stamps = readStamps();
const isFresh = ({ name }) =>
  existsSync(binary(name)) && (name !== library || existsSync(libraryFile)) && name in stamps && stamps[name].hash === hashOf(stamps[name].files);
for (const entry of entries) {
  if ((only.length > 0 && !only.includes(entry.name)) || (ifStale && isFresh(entry))) continue;
  const { files, types } = await compile(entry).catch((error) => {
    console.error(`${entry.source}: ${error.message}`);
    process.exit(1);
  });
  stamps[entry.name] = { hash: hashOf(files), files, types };
  mkdirSync("out", { recursive: true });
  writeFileSync(stampFile, JSON.stringify(stamps, null, 1));
}
writeTypes(stamps);
// The page takes whatever modules it finds: those whose source is gone must go too.
for (const file of readdirSync("shared/wasm"))
  if (file.endsWith(".wasm") && !entries.some(({ name }) => file === `${name}.wasm`)) rmSync(`shared/wasm/${file}`);
