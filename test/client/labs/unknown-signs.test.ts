import { expect, test } from "vitest";
import { unknownIn } from "../../../client/labs/generative/text/unknown.tsx";
import { array } from "../../../shared/arrays.ts";
import { alphabetOf, codePointsOf } from "../../../shared/texts/alphabet.ts";

test("a typed text says which of its characters the net cannot tell apart, each once", () => {
  const signs = array(codePointsOf(alphabetOf("había una vez\n")));
  expect(unknownIn("una había", signs)).toEqual([]);
  // The accent apart from its letter is the letter with its accent.
  expect(unknownIn("habi\u0301a\r\n", signs)).toEqual([]);
  expect(unknownIn("Ñandú, Ñ 😀", signs)).toEqual(["Ñ", "d", "ú", ",", "😀"]);
  // The sign of all that is rare is one of the alphabet.
  expect(unknownIn("a\ufffdb", signs)).toEqual([]);
});
