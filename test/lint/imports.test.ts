import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { acrossLabs, circles, importsOf, importsUnder, registries, upward } from "./imports.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const imports = importsUnder(root, ["shared", "client", "worker", "test/labs"]);

describe("the imports of the project", () => {
  it("are all read", () => {
    expect(imports.length).toBeGreaterThan(2000);
    for (const registry of registries) {
      expect(imports.filter(({ from, lazy }) => lazy && from === registry).length).toBeGreaterThan(5);
    }
  });

  it("make no circle, those of types included", () => expect(circles(imports)).toEqual([]));

  it("lead from higher folders of shared/ to lower ones", () => expect(upward(imports)).toEqual([]));

  it("keep each lab apart from the others", () => expect(acrossLabs(imports)).toEqual([]));
});

describe("the reading of imports", () => {
  it("finds every form, over several lines too, and leaves packages and code in strings alone", () => {
    const text = [
      'import { h } from "preact";',
      'import "./a.css";',
      "import {",
      "  b,",
      '} from "../b.ts";',
      'import type { C } from "./c.ts";',
      'export * from "./d.ts";',
      'export type { E } from "./e.ts";',
      'import worker from "./f.ts?worker";',
      'const g = async () => (await import("./g.ts")).g;',
      "const code = 'import { z } from \"./z.ts\"';",
    ].join("\n");
    expect(importsOf("client/x/y.ts", text)).toEqual([
      ...["x/a.css", "b.ts", "x/c.ts", "x/d.ts", "x/e.ts", "x/f.ts"].map((name) => ({
        from: "client/x/y.ts",
        to: `client/${name}`,
        lazy: false,
      })),
      { from: "client/x/y.ts", to: "client/x/g.ts", lazy: true },
    ]);
  });
});

/** Imports as "from > to", or "from >> to" where lazy. */
const planted = (...lines: string[]) =>
  lines.map((line) => {
    const [from, to] = line.split(/ >+ /);
    return { from, to, lazy: line.includes(">>") };
  });

describe("the rules", () => {
  it("name a circle once, by its shortest way, and let a lazy import close none", () => {
    const open = ["a > b", "b > c", "c > d", "d > e", "x > a", "c >> b"];
    expect(circles(planted(...open))).toEqual([]);
    expect(circles(planted(...open, "d > b"))).toEqual(["imports in a circle: b → c → d → b"]);
    expect(circles(planted("a > a"))).toEqual(["imports in a circle: a → a"]);
  });

  it.each([
    ["shared/math/x.ts > shared/kernels/k/index.ts", "shared/math stands below shared/kernels"],
    ["shared/stats/x.ts > shared/data/table.ts", "shared/stats stands below shared/data"],
    ["shared/kernels/k/x.ts > shared/labs/task.ts", "shared/kernels stands below shared/labs"],
    ["shared/experiment/x.ts >> shared/labs/index.ts", "shared/experiment stands below shared/labs"],
  ])("refuse %s", (line, why) => expect(upward(planted(line))).toEqual([expect.stringContaining(why)]));

  it("let higher folders import lower ones", () =>
    expect(upward(planted("shared/labs/x.ts > shared/math/y.ts", "shared/math/x.ts > shared/arrays.ts"))).toEqual([]));

  it.each([
    "shared/labs/factors/fa/x.ts > shared/labs/factors/ppca/y.ts",
    "client/labs/factors/fa/x.ts > shared/labs/factors/ppca/y.ts",
    "client/labs/factors/fa/x.ts > client/labs/partition/fa/y.ts",
    "test/labs/factors/fa/x.ts >> shared/labs/factors/ppca/y.ts",
    "client/labs/factors/x.ts > client/labs/factors/fa/y.ts",
    "client/labs/parts/x.ts > shared/labs/factors/fa/y.ts",
    "shared/labs/fold.ts > shared/labs/factors/fa/y.ts",
    "client/app/x.ts >> client/labs/factors/fa/y.ts",
    "shared/labs/index.ts > shared/labs/factors/fa/lab.ts",
  ])("refuse %s", (line) => expect(acrossLabs(planted(line))).toHaveLength(1));

  it("let a lab import its own three folders, its family and what all share, and the registries load it", () =>
    expect(
      acrossLabs(
        planted(
          "client/labs/factors/fa/x.ts > shared/labs/factors/fa/y.ts",
          "test/labs/factors/fa/x.ts > client/labs/factors/fa/y.ts",
          "client/labs/factors/fa/recorded/x.ts > client/labs/factors/y.ts",
          "client/labs/factors/fa/x.ts > client/labs/parts/y.ts",
          "shared/labs/factors/fa/x.ts > shared/labs/nets/coders/y.ts",
          "shared/labs/index.ts >> shared/labs/factors/fa/lab.ts",
        ),
      ),
    ).toEqual([]));
});
