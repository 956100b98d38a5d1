import { describe, expect, test } from "vitest";
import { compileLesson } from "../../../client/lessons/compile.ts";
import { holds, type LessonNode } from "../../../client/lessons/lesson.ts";

const source = `# Free energy

## Why

A machine has *energy* $E(v, h)$ and \`a < b\`.

$$
\\log Z = \\log \\sum_v e^{-F(v)}
$$

[preset: bars] Open the **small** machine

- [check: logZ.exact >= 12.5] Train until $\\log Z$ is large
- [check: loss.test < 2e1, epochs != 3] Go on
- [step] Look at the filters

And a list:

- plain
- list with [a paper](https://example.org/x)
`;

function text(node: LessonNode): string {
  return typeof node === "string" ? node : node.children.map(text).join("");
}
function tags(node: LessonNode): string[] {
  return typeof node === "string" ? [] : [node.tag, ...node.children.flatMap(tags)];
}

describe("compileLesson", () => {
  test("splits a lesson into prose, buttons and steps, in order", () => {
    const lesson = compileLesson(source, "x.en.md");
    expect(lesson.title).toBe("Free energy");
    expect(lesson.blocks.map((block) => block.kind)).toEqual(["prose", "preset", "step", "step", "step", "prose"]);
    expect(lesson.blocks[1]).toMatchObject({ preset: "bars" });
    expect(lesson.blocks[2]).toMatchObject({
      index: 0,
      conditions: [{ metric: "logZ.exact", operator: ">=", value: 12.5 }],
    });
    expect(lesson.blocks[3]).toMatchObject({
      index: 1,
      conditions: [
        { metric: "loss.test", operator: "<", value: 20 },
        { metric: "epochs", operator: "!=", value: 3 },
      ],
    });
    expect(lesson.blocks[4]).toMatchObject({ index: 2, conditions: [] });
  });

  test("refuses a button or a check that hangs on to other text", () => {
    const joined = "# T\n\n- [step] Look\n  [preset: bars] Open it\n";
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
        if (typeof node === "string") return;
        if (node.tag === "mi") found.push([node.children[0], node.attributes?.class]);
        node.children.forEach(visit);
      };
      for (const block of compileLesson(`# a\n\n$${tex}$`, "x.en.md").blocks)
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
  });

  test("writes signs that few fonts hold in ones that all have", () => {
    const [block] = compileLesson("# a\n\n$z \\sim \\lVert x \\rVert \\| W^\\top$", "x.en.md").blocks;
    const written = block.body.map(text).join("");
    expect(written).toBe("z~||x||||WT");
  });

  test.each([
    ["no title", "text", "first line is not a title"],
    ["a second title", "# a\n\n# b", "second title"],
    ["HTML", "# a\n\n<script>alert(1)</script>", "html cannot be used"],
    ["inline HTML", "# a\n\nx <b>y</b>", "html cannot be used"],
    ["a link with a script", "# a\n\n[x](javascript:alert(1))", "address of a link"],
    ["a condition without a number", "# a\n\n- [check: loss] x", "condition is not valid"],
    ["a plain item among steps", "# a\n\n- [step] x\n- y", "list item without"],
  ])("refuses %s", (_, lesson, message) => {
    expect(() => compileLesson(lesson, "x.en.md")).toThrow(message);
  });

  test("refuses a formula that TeX refuses", () => {
    expect(() => compileLesson("# a\n\n$\\frac{1}$", "x.en.md")).toThrow();
  });
});

describe("holds", () => {
  test.each([
    ["<", 1, 2, true],
    ["<", 2, 2, false],
    ["<=", 2, 2, true],
    [">", 2, 2, false],
    [">=", 2, 2, true],
    ["==", 2, 2, true],
    ["!=", 2, 2, false],
  ] as const)("compares by %s", (operator, found, value, expected) => {
    expect(holds({ metric: "m", operator, value }, { m: found })).toBe(expected);
  });
  test("does not hold for a metric that was not computed, inherited names included", () => {
    expect(holds({ metric: "m", operator: "!=", value: 2 }, {})).toBe(false);
    expect(holds({ metric: "constructor", operator: "!=", value: 2 }, {})).toBe(false);
  });
});
