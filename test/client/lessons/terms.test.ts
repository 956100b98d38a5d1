import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { lessonAt } from "../../../client/build/lessons.ts";
import { terms } from "../../../client/glossary/terms.ts";
import type { Lesson, LessonNode, TermMention } from "../../../client/lessons/lesson.ts";
import { textOf } from "../../../client/search/steps.ts";
import { labs } from "../../../shared/labs/index.ts";
import { folder, lessonOf } from "./read.ts";

const lesson = (body: string, path = "vae/lesson.en.md") =>
  lessonAt(`---\nlevel: beginner\nminutes: 5\n---\n# Title of an encoder\n\n${body}`, path);

const bodies = ({ blocks }: Lesson) => blocks.flatMap(({ body }) => body);

function mentionsIn(nodes: readonly LessonNode[], within: readonly string[] = []): (TermMention & { in: string })[] {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [];
    return "term" in node ? [{ ...node, in: within.join(" ") }] : mentionsIn(node.children, [...within, node.tag]);
  });
}
const marked = (body: string, path?: string) => mentionsIn(bodies(lesson(body, path))).map(({ text }) => text);

describe("words of the glossary in a lesson", () => {
  test("the first mention alone, in prose, lists, tables and steps, in order", () => {
    expect(
      marked("The *encoder* and\nan encoder.\n\n- A decoder\n\nThen:\n\n- [step] Look at the ELBO and the decoder"),
    ).toEqual(["encoder", "decoder", "ELBO"]);
    expect(marked("| a | b |\n|---|---|\n| 1 | encoder |")).toEqual(["encoder"]);
    expect(marked("El codificador y un encoder", "vae/lesson.es.md")).toEqual(["codificador"]);
  });

  test("not in headings, links, code, formulas and buttons: the next mention is the first", () => {
    const elsewhere =
      "## The encoder\n\n[an encoder](https://example.test) `encoder` $encoder$\n\n```\nencoder\n```\n\n| encoder |\n|---|\n| 1 |\n\n[preset: latent] Open the encoder";
    expect(marked(elsewhere)).toEqual([]);
    const [block] = bodies(lesson(`${elsewhere}\n\nOne **encoder** more`)).slice(-1);
    expect(block).toEqual({
      tag: "p",
      children: ["One ", { tag: "strong", children: [{ term: "encoder", text: "encoder" }] }, " more"],
    });
  });

  test.each(labs.flatMap(({ id, family }) => (["en", "es"] as const).map((language) => ({ id, family, language }))))(
    "$id ($language): each leads once to a term that there is, and the text is as it was",
    ({ id, family, language }) => {
      const source = readFileSync(new URL(`${family}/${id}/lesson.${language}.md`, folder), "utf8");
      const own = lessonAt(source, `${family}/${id}/lesson.${language}.md`);
      const found = mentionsIn(bodies(own));
      const ids = found.map(({ term }) => term);
      expect(ids.length).toBeGreaterThan(0);
      expect(new Set(ids).size).toBe(ids.length);
      expect(terms.map((term) => term.id)).toEqual(expect.arrayContaining(ids));
      for (const { in: within } of found) expect(within).not.toMatch(/\b(a|code|pre|math|h\d|th)\b/);
      expect(textOf(bodies(own))).toBe(textOf(bodies(lessonOf({ family, id }, language))));
    },
  );
});
