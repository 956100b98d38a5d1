import type { Facts } from "../../../shared/gallery/card.ts";

const HEAD = `/** Written by \`npm run train:gallery\`. */
import type { Facts } from "./card.ts";

export const facts: Readonly<Record<string, Facts>> = {
`;

/** The text of facts.ts with these facts of a model, a line for each in the order of `known`, so that models trained apart never touch the same line. */
export function factsText(before: string, id: string, own: Facts, known: readonly string[]): string {
  const { bytes, sha256, digest, parameters, multiplyAdds, begin, seconds } = own;
  const lines = new Map(
    before
      .split("\n")
      .filter((line) => line.startsWith("  "))
      .map((line) => [/^ {2}"?([\w-]+)/.exec(line)?.[1] ?? "", line]),
  );
  const key = /-/.test(id) ? `"${id}"` : id;
  const numbers = `bytes: ${bytes}, parameters: ${parameters}, multiplyAdds: ${multiplyAdds}, ${begin === undefined ? "" : `begin: ${begin}, `}seconds: ${seconds}`;
  lines.set(id, `  ${key}: { ${numbers}, sha256: "${sha256}", digest: "${digest}" },`);
  return `${HEAD}${known.flatMap((name) => lines.get(name) ?? []).join("\n")}\n};\n`;
}
