import { globSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { labs } from "../../../shared/labs/index.ts";

test("every lab has a lesson in each language, and every lesson a lab", () => {
  const found = globSync("*/*/lesson.*.md", { cwd: fileURLToPath(new URL("../../../client/labs/", import.meta.url)) });
  const wanted = labs.flatMap(({ family, id }) =>
    ["en", "es"].map((language) => `${family}/${id}/lesson.${language}.md`),
  );
  expect(found.toSorted()).toEqual(wanted.toSorted());
});
