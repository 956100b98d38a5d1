import { describe, expect, test } from "vitest";
import { compileLesson } from "../../../client/lessons/compile.ts";
import type { LessonNode, Step } from "../../../client/lessons/lesson.ts";

const front = "---\nlevel: beginner\nminutes: 10\n---\n";
const source = `${front}# Free energy

## Why

A machine has *energy* $E(v, h)$ and \`a < b\`.

$$
\\log Z = \\log \\sum_v e^{-F(v)}
$$

[preset: bars] Open the **small** machine

- [check: preset bars, logZ.exact >= 12.5] Train until $\\log Z$ is large
- [check: preset bars, params.k > 2, params.method == pcd, loss.test < 2e1, run] Go on
- [check: view log-z, used draw] Draw
- [check: own data] Open a file
- [step] Look at the filters
- [step: preset bars] Look again

And a list:

- plain
- list with [a paper](https://example.org/x)
`;

function text(node: LessonNode): string {
  if (typeof node === "string") return node;
  return "term" in node ? node.text : node.children.map(text).join("");
}
function tags(node: LessonNode): string[] {
  return typeof node === "string" || "term" in node ? [] : [node.tag, ...node.children.flatMap(tags)];
}

describe("compileLesson", () => {
  test("splits a lesson into prose, buttons and steps, in order", () => {
    const lesson = compileLesson(source, "x.en.md");
    expect(lesson.title).toBe("Free energy");
    const kinds = lesson.blocks.map((block) => block.kind);
    expect(kinds).toEqual(["prose", "preset", ...Array.from({ length: 6 }, () => "step"), "prose"]);
    expect(lesson.blocks[1]).toMatchObject({ preset: "bars" });
    expect(lesson).toMatchObject({ level: "beginner", minutes: 10 });
  });

  test("reads what each step asks", () => {
    const steps = compileLesson(source, "x.en.md").blocks.filter((block): block is Step => block.kind === "step");
    const preset = { kind: "preset", preset: "bars" };
    expect(steps.map(({ isManual, requires }) => [isManual, requires])).toEqual([
      [false, [preset, { kind: "metric", metric: "logZ.exact", operator: ">=", value: 12.5 }]],
      [
        false,
        [
          preset,
          { kind: "setting", path: "params.k", operator: ">", value: 2 },
          { kind: "setting", path: "params.method", operator: "==", value: "pcd" },
          { kind: "metric", metric: "loss.test", operator: "<", value: 20 },
          { kind: "run" },
        ],
      ],
      [
        false,
        [
          { kind: "view", view: "log-z" },
          { kind: "used", control: "draw" },
        ],
      ],
      [false, [{ kind: "own" }]],
      [true, []],
      [true, [preset]],
    ]);
  });

  test("names steps by what they ask, so that a step added before leaves the others their names", () => {
    const idsOf = (list: string) =>
      compileLesson(`${front}# T\n\n${list}`, "x.en.md").blocks.map((block) => block.kind === "step" && block.id);
    const [run, first, second] = idsOf("- [check: run] A\n- [step] B\n- [step] C");
    expect(new Set([run, first, second]).size).toBe(3);
    expect(idsOf("- [check: view curves] New\n- [check: run] Other words\n- [step] B\n- [step] C").slice(1)).toEqual([
      run,
      first,
      second,
    ]);
  });

  test("refuses a button or a check that hangs on to other text", () => {
    const joined = `${front}# T\n\n- [step] Look\n  [preset: bars] Open it\n`;
    expect(() => compileLesson(joined, "x.en.md")).toThrow(/\[preset: bars\] inside other text/);
  });

  test("turns formulas into MathML, displayed ones in a block, and keeps text as text", () => {
    const prose = compileLesson(source, "x.en.md").blocks[0];
    const names = prose.body.flatMap(tags);
    expect(names.filter((name) => name === "math")).toHaveLength(2);
    expect(names).toContain("munder");
    expect(prose.body.map(text).join("")).toContain("a < b");
    expect(names[0]).toBe("h3");
  });

  test("writes formulas in letters that every font has", () => {
    const names = (tex: string) => {
      const found: unknown[] = [];
      const visit = (node: LessonNode) => {
        if (typeof node === "string" || "term" in node) return;
        if (node.tag === "mi") found.push([node.children[0], node.attributes?.class]);
        node.children.forEach(visit);
      };
      for (const block of compileLesson(`${front}# a\n\n$${tex}$`, "x.en.md").blocks)
        for (const node of block.body) visit(node);
      return found;
    };
    expect(names("v \\sigma \\log")).toEqual([
      ["v", "variable"],
      ["σ", "variable"],
      ["log", undefined],
    ]);
    expect(names("\\mathbb{E} \\mathcal{N} \\mathbf{x} \\Sigma")).toEqual([
      ["E", "bold double"],
      ["N", "variable script"],
      ["x", "bold"],
      ["Σ", undefined],
    ]);
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    expect(names(letters.map((letter) => `\\mathcal{${letter}}`).join(" "))).toEqual(
      letters.map((letter) => [letter, "variable script"]),
    );
    expect(names(letters.map((letter) => `\\mathbb{${letter}}`).join(" "))).toEqual(
      letters.map((letter) => [letter, "bold double"]),
    );
  });

  test("writes signs that few fonts hold in ones that all have", () => {
    const [block] = compileLesson(`${front}# a\n\n$z \\sim \\lVert x \\rVert \\| W^\\top$`, "x.en.md").blocks;
    const written = block.body.map(text).join("");
    expect(written).toBe("z~||x||||WT");
  });

  test.each([
    ["no title", "text", "first line is not a title"],
    ["a second title", "# a\n\n# b", "second title"],
    ["HTML", "# a\n\n<script>alert(1)</script>", "html cannot be used"],
    ["inline HTML", "# a\n\nx <b>y</b>", "html cannot be used"],
    ["a link with a script", "# a\n\n[x](javascript:alert(1))", "address of a link"],
    ["a requirement that says nothing", "# a\n\n- [check: loss] x", "requirement is not valid: loss"],
    ["a comparison of a metric with a word", "# a\n\n- [check: loss == low] x", "requirement is not valid"],
    ["a manual step that asks for more than a preset", "# a\n\n- [step: run] x", "must be [step] or [step: preset"],
    ["a plain item among steps", "# a\n\n- [step] x\n- y", "list item without"],
  ])("refuses %s", (_, lesson, message) => {
    expect(() => compileLesson(front + lesson, "x.en.md")).toThrow(message);
  });

  test("refuses a formula that TeX refuses", () => {
    expect(() => compileLesson(`${front}# a\n\n$\\frac{1}$`, "x.en.md")).toThrow();
  });
});

test.each([
  ["no level", "# a"],
  ["another level", "---\nlevel: easy\nminutes: 10\n---\n# a"],
  ["no minutes", "---\nlevel: beginner\n---\n# a"],
])("refuses a lesson with %s", (_, lesson) => {
  expect(() => compileLesson(lesson, "x.en.md")).toThrow("no level and minutes");
});
