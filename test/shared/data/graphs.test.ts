import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { graphFormatOf, readGraphFile } from "../../../shared/data/readers/graphs.ts";

const bif =
  "// made by hand\nnetwork n {} variable a { type discrete [ 2 ] { t, f }; } probability ( a ) { table 0.5, 0.5; }";

test("a file is what its content says, plain or gzip", () => {
  const bytes = new TextEncoder().encode(bif);
  expect(graphFormatOf(bif)).toBe("bif");
  expect(graphFormatOf(new Uint8Array(gzipSync(bytes)))).toBe("bif");
  expect(graphFormatOf("a,b\n1,2\n")).toBe(null);
  const { document } = readGraphFile({ name: "n.bif.gz", bytes: new Uint8Array(gzipSync(bytes)) });
  expect(document.nodes.map(({ name }) => name)).toEqual(["a"]);
});
