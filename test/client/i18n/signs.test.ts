/** No text of the page needs a sign that cannot be read where fonts are few. */
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { everyFont, inDrawnSigns, inPlainSigns, isDrawnHere } from "../../../client/i18n/signs.ts";
import { labs } from "../../../shared/labs/index.ts";
import { lessonOf } from "../lessons/read.ts";

const none = () => false;

/** Signs of these texts that are not in every font, and how each is written then. */
function uncommonIn(texts: Iterable<string>): Map<string, string> {
  const found = new Map<string, string>();
  for (const text of texts) for (const sign of text) if (!everyFont.test(sign)) found.set(sign, inPlainSigns(sign));
  return found;
}

/** Those that are not written in signs of every font, or not at all: but for the one that is never drawn. */
const unreadable = (signs: Map<string, string>): string[] =>
  [...signs]
    .filter(([sign, written]) => !everyFont.test(written) || (written.trim() === "" && sign !== "\u2061"))
    .map(([sign]) => `${sign} U+${sign.codePointAt(0)?.toString(16)}`);

describe("every sign is in all fonts of text, or is written in such", () => {
  test.each(labs.map((entry) => [entry.id, entry] as const))("in the lesson of %s", (_, entry) => {
    for (const language of ["es", "en"] as const) {
      const texts: string[] = [];
      const gather = (part: unknown): void => {
        if (typeof part === "string") texts.push(part);
        else if (part && typeof part === "object")
          for (const inner of Array.isArray(part) ? part : Object.values(part)) gather(inner);
      };
      gather(lessonOf(entry, language));
      expect(unreadable(uncommonIn(texts))).toEqual([]);
      expect(everyFont.test(inDrawnSigns(texts.join("\n"), none))).toBe(true);
    }
  });

  test("in words of the page and of its labs", () => {
    const isComment = (line: string) => /^\s*(\/\/|\*|\/\*)/.test(line);
    const files = globSync(["client/**/*.{ts,tsx}", "shared/{labs,experiment,data,graphs,densities}/**/*.ts"]);
    // What tells signs apart is none of what is shown.
    const own = ["client/i18n/signs.ts", "client/lessons/mathml.ts"];
    const lines = files
      .filter((file) => !own.includes(file))
      .flatMap((file) =>
        readFileSync(file, "utf8")
          .split("\n")
          .filter((line) => !isComment(line)),
      );
    const signs = uncommonIn(lines);
    expect(signs.size).toBeGreaterThan(10);
    expect(unreadable(signs)).toEqual([]);
  });
});

test("signs that are drawn stay; others are written, marks apart from their letters, raised and lowered ones told", () => {
  const text = "∇f(ẋ) → ⟨xᵢ⟩ ∝ Wᵀ·10⁻⁴ ≤ ∂";
  expect(inDrawnSigns(text, () => true)).toBe(text);
  expect(inDrawnSigns(text, none)).toBe("grad f(x\u0307) –› ‹x_i› ~ W^T·10^−^4 ≤ ∂");
  expect(inDrawnSigns("f\u2061(x)", (sign) => sign !== "\u2061")).toBe("f(x)");
  // Without a page all are taken to be drawn.
  expect(isDrawnHere("\u0378")).toBe(true);
});
