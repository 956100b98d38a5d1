// What the compiler of AssemblyScript reads: of a file that has a twin of the same name in the folder "assembly" beside it, that twin; of the constants in
// float32 their addresses in memory; else the file as it stands, where "// @inline" is the decorator that TypeScript does not know, and imports of types, which
// are of types that this compiler has, are left out.
import * as constants from "../math/constants32.ts";

const CONSTANTS = "shared/math/constants32.ts";

/** A file as the compiler reads it, from `textOf`, which gives null where there is none. */
export function sourceOf(file, textOf) {
  const twin = textOf(file.replace(/([^/]+)$/, "assembly/$1"));
  if (twin !== null) return twin;
  const text = textOf(file);
  if (text === null) return null;
  if (file !== CONSTANTS) return text.replace(/^\/\/ @inline$/gm, "@inline").replace(/^import type .*$/gm, "");
  return Object.entries(constants)
    .map(([name, value]) => `export const ${name}: usize = memory.data<f32>([${[value].flat().join(", ")}]);\n`)
    .join("");
}
