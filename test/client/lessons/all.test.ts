import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compileLesson } from "../../../client/lessons/compile.ts";
import type { Lesson } from "../../../client/lessons/lesson.ts";
import { labs } from "../../../shared/labs/index.ts";
import { metricMatches } from "../../../shared/labs/metrics.ts";

const folder = fileURLToPath(new URL("../../../client/labs/", import.meta.url));
const asked = process.env.LABS?.split(",");

test("every lab has a lesson in each language, and every lesson a lab", () => {
  const found = globSync("*/*/lesson.*.md", { cwd: folder });
  const wanted = labs.flatMap(({ family, id }) =>
    ["en", "es"].map((language) => `${family}/${id}/lesson.${language}.md`),
  );
  expect(found.toSorted()).toEqual(wanted.toSorted());
});

describe.each(labs.filter(({ id }) => asked?.includes(id) ?? true))("the lesson of $id", ({ family, id, load }) => {
  const read = (language: string) => {
    const file = `${family}/${id}/lesson.${language}.md`;
    return compileLesson(readFileSync(folder + file, "utf8"), file);
  };

  test("has the same steps and buttons in the same order in both languages", () => {
    expect(actionsOf(read("es"))).toEqual(actionsOf(read("en")));
  });

  test("asks only for metrics and presets that the lab has", async () => {
    const { metrics, presets } = await load();
    for (const block of read("en").blocks) {
      if (block.kind === "preset") expect(presets.map((preset) => preset.id)).toContain(block.preset);
      for (const { metric } of block.kind === "step" ? block.conditions : [])
        expect(
          metrics.some(({ name }) => metricMatches(name, metric)),
          `metric ${metric} is declared`,
        ).toBe(true);
    }
  });
});

/** What a lesson asks for, without its words. */
function actionsOf({ blocks }: Lesson): unknown[] {
  return blocks.flatMap((block): unknown[] => {
    if (block.kind === "step") return [{ step: block.conditions }];
    return block.kind === "preset" ? [{ preset: block.preset }] : [];
  });
}
