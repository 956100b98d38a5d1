// Numbers of the elementary functions in float32 that TypeScript and AssemblyScript share: they stand in shared/math/elementary32.ts, and where a source of
// AssemblyScript says "[/* elementary32: NAME */]" the compiler reads them from there.
import * as single from "../math/elementary32.ts";

/** What the sources depend on beside themselves. */
export const constantFiles = ["shared/math/elementary32.ts", "shared/wasm/constants.mjs"];

/** A source as the compiler reads it. Throws for a name that is no number or list of numbers there. */
export function withConstants(text) {
  return text.replace(/\[\/\* elementary32: (\w+) \*\/\]/g, (_, name) => {
    const numbers = [single[name]].flat();
    if (!numbers.every(Number.isFinite)) throw new Error(`${name} is no constant of elementary32.ts`);
    return `[${numbers.join(", ")}]`;
  });
}
