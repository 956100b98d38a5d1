import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { graphFormatOf, readGraph, readGraphFile } from "../../../../shared/data/readers/graphs.ts";

const bif =
  "// made by hand\nnetwork n {} variable año { type discrete [ 2 ] { t, f }; } probability ( año ) { table 0.5, 0.5; }";
const json = '{ "nodes": [{ "name": "a", "states": ["t"], "parents": [] }], "kind": "bayes" }';

describe("a file is what its content says", () => {
  test.each([
    ["bif", bif],
    ["bif", "/* a */ network { }"],
    ["bif", 'network\n"two words"\n{'],
    ["bif", "variable a {"],
    ["xmlbif", '<?xml version="1.0"?>\n<BIF VERSION="0.3">'],
    ["xmlbif", "\ufeff<!DOCTYPE bif [ ]><bif>"],
    ["uai", "BAYES\n2"],
    ["uai", "# BAYES\n#\n  MARKOV # of\n3"],
    ["uai", "BAYES"],
    ["document", json],
    ["document", '{"kind":"factor"}'],
    [null, "network,value\nn1,2\n"],
    [null, "variable;a{"],
    [null, "MARKOV,BAYES\n1,2\n"],
    [null, '{"lab":"bayes-net","nodes":[]}'],
    [null, "<html>"],
    [null, ""],
  ])("%s: %j", (format, text) => {
    expect(graphFormatOf(text)).toBe(format);
    expect(graphFormatOf(new TextEncoder().encode(text))).toBe(format);
    expect(graphFormatOf(new Uint8Array(gzipSync(text)))).toBe(format);
  });

  test("long blanks and comments are passed in one go", () => {
    for (const text of [
      `network${" ".repeat(60_000)}x`,
      "# ".repeat(30_000),
      "/* */".repeat(12_000),
      "//".repeat(30_000),
    ])
      expect(graphFormatOf(text)).toBe(null);
  });
});

describe("a graph is read from bytes", () => {
  const names = (bytes: Uint8Array<ArrayBuffer>) =>
    readGraphFile({ name: "n", bytes }).document.nodes.map(({ name }) => name);

  test("in any encoding, plain or gzip", () => {
    expect(names(new Uint8Array(Buffer.from(bif, "utf8")))).toEqual(["año"]);
    expect(names(new Uint8Array(Buffer.from(bif, "latin1")))).toEqual(["año"]);
    expect(names(new Uint8Array(Buffer.from(`\ufeff${bif}`, "utf16le")))).toEqual(["año"]);
    expect(names(new Uint8Array(gzipSync(`\ufeff${bif}`)))).toEqual(["año"]);
  });

  test("bytes behind the end of gzip are told", () => {
    const bytes = new Uint8Array(Buffer.concat([gzipSync(bif), Buffer.from("rest")]));
    expect(readGraphFile({ name: "n", bytes }).notices).toEqual([
      { code: "bytes-after-gzip", values: { name: "n", value: 4 } },
    ]);
  });

  test("what is none is refused by name, and so is evidence without its network", () => {
    expect(() => readGraph("a,b\n1,2", "a.csv")).toThrow("a.csv is no graph (must be BIF, XMLBIF, UAI or JSON)");
    expect(() => readGraph("2 0 1 3 1\n", "a.evid")).toThrow("a.evid, line 1, column 1: evidence, no network");
    expect(() => names(new Uint8Array(0))).toThrow("n is empty");
    expect(() => names(new Uint8Array(gzipSync(bif)).slice(0, 60))).toThrow("n is cut off");
  });
});

test.each(["\n", "\r\n", "\r"])("lines that end in %j are counted", (end) => {
  expect(() => readGraph(["network n {", "}", " foo"].join(end), "n")).toThrow("n, line 3, column 2: “foo”");
});
