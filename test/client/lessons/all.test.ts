import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { labs } from "../../../shared/labs/index.ts";

test("every lab has a lesson in each language, and every lesson a lab", () => {
  const folder = new URL("../../../client/lessons/", import.meta.url);
  const found = readdirSync(folder).filter((name) => name.endsWith(".md"));
  const wanted = labs.flatMap(({ id }) => [`${id}.en.md`, `${id}.es.md`]);
  expect(found.toSorted()).toEqual(wanted.toSorted());
});
