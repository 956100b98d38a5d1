import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { generators } from "../../../shared/data/generators/index.ts";
import { generatorOf, knownGenerators } from "../../../shared/data/generators/known.ts";
import { generatorIds, nameGenerator } from "../../../shared/data/generators/loaded.ts";
import { labs } from "../../../shared/labs/index.ts";

test("every generator is known by its id, and none that there is not", () => {
  for (const generator of generators) expect(generatorOf(generator.id)).toBe(generator);
  expect(knownGenerators().map(({ id }) => id)).toEqual(generators.map(({ id }) => id).toSorted());
  expect(generatorOf("constructor")).toBeUndefined();
});

test("each is found by itself too, under its own id", async () => {
  expect(generatorIds).toEqual(generators.map(({ id }) => id).toSorted());
  const source = readFileSync(
    fileURLToPath(new URL("../../../shared/data/generators/loaded.ts", import.meta.url)),
    "utf8",
  );
  for (const { id } of generators) {
    await nameGenerator(id);
    expect(generatorOf(id)?.id).toBe(id);
    const [, file] =
      source.match(new RegExp(`"?${id}"?: async \\(\\) => \\(await import\\("./([\\w-]+).ts"\\)\\)`)) ?? [];
    const module: object = await import(`../../../shared/data/generators/${file}.ts`);
    expect(
      Object.values(module).some((one: unknown) => (one as { id?: string } | null)?.id === id),
      id,
    ).toBe(true);
  }
  await nameGenerator("constructor");
});

test.each(labs.map(({ family, id }) => `${family}/${id}`))(
  "lab %s names its generators by value: its page has no others",
  (place) => {
    const text = readFileSync(fileURLToPath(new URL(`../../../shared/labs/${place}/lab.ts`, import.meta.url)), "utf8");
    expect(text).toMatch(/\bgenerators: (named\(|\[\])/);
    expect(text).not.toContain("generators/index.ts");
  },
);
