// What the compiler of AssemblyScript reads: of a file that has a twin of the same name in the folder "assembly" beside it, that twin; of the constants in
// float32 their addresses in memory; else the file as it stands, but for what TypeScript alone knows, or AssemblyScript alone: "// @inline" is its decorator, a
// type that is another module's is its own, and what is taken out of a module is imported (once: where modules are not bundled, as in tests, TypeScript looks
// up what is imported wherever it is used).
import * as constants from "../math/constants32.ts";

const CONSTANTS = "shared/math/constants32.ts";

/** A file as the compiler reads it, from `textOf`, which gives null where there is none. */
export function sourceOf(file, textOf) {
  const twin = textOf(file.replace(/([^/]+)$/, "assembly/$1"));
  if (twin !== null) return twin;
  const text = textOf(file);
  if (text === null) return null;
  if (file !== CONSTANTS) return translated(text);
  return Object.entries(constants)
    .map(([name, value]) => `export const ${name}: usize = memory.data<f32>([${[value].flat().join(", ")}]);\n`)
    .join("");
}

function translated(text) {
  let read = text;
  for (const [line, name, path] of text.matchAll(/^import \* as (\w+) from (".+");$/gm)) {
    const taken = read
      .replace(new RegExp(`^const (\\{[^.}]+\\}) = ${name};$`, "m"), `import $1 from ${path};`)
      .replace(new RegExp(`^const (\\w+) = \\{ \\.\\.\\.${name} \\};$`, "m"), `import * as $1 from ${path};`);
    if (taken !== read) read = taken.replace(line, "");
  }
  return read.replace(/^type (\w+) = \w+\.\1;$/gm, "").replace(/^\/\/ @inline$/gm, "@inline");
}
