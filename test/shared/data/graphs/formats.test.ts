import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { attachGraphs } from "../../../../shared/data/attach-graph.ts";
import { hashFile } from "../../../../shared/data/hashed-file.ts";
import { decodeFile } from "../../../../shared/data/readers/file.ts";
import { graphFormatOf, readGraph, readGraphFile } from "../../../../shared/data/readers/graphs.ts";
import { limits } from "../../../../shared/experiment/limits.ts";

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

describe("a broken file is told as what its name says", () => {
  const netica = "// ~->[DNET-1]->~\n\nbnet x {\n";
  const hugin = 'net\n{\n  node_size = (80 40);\n}\nnode a\n{ states = ("t" "f"); }';
  const read = async (name: string, text: string) => {
    const bytes = new TextEncoder().encode(text).slice();
    const file = await hashFile({ name, bytes: name.endsWith(".gz") ? new Uint8Array(gzipSync(bytes)) : bytes });
    return attachGraphs(null, [file], () => Promise.reject(new Error("nothing is there")));
  };

  test.each([
    ["a.bif", "hello\nworld\n", "a.bif, line 1, column 1: “hello” (must be “network”)"],
    ["a.BIF.gz", "\n hello", "a.BIF.gz, line 2, column 2: “hello” (must be “network”)"],
    ["a.bif", bif.replace("network", "netwrk"), "a.bif, line 2, column 1: “netwrk” (must be “network”)"],
    ["a.xmlbif", "hello\nworld", "a.xmlbif, line 1, column 1: “hello” (must be “<BIF>”)"],
    ["a.xml", "<a>\n</a>", "a.xml, line 1, column 1: “<A>” (must be “<BIF>”)"],
    ["a.uai", "\nhello 3 2 2", "a.uai, line 2, column 1: “hello” (must be “BAYES” or “MARKOV”)"],
    ["a.uai", "1 0 1", "a.uai, line 1, column 1: evidence, no network"],
    ["a.json", '{\n "a" 1}', "a.json, line 2, column 6: “1}”, which is no JSON there"],
    ["a.json", "[1]", 'invalid document.kind: nothing (must be "bayes" | "markov" | "factor" | "deterministic")'],
    ["a.json", '{"v":1,"lab":"bayes-net"}', "a.json is an experiment, not a graph"],
    ["a.bif", "a,b\n1,2\n", "a.bif is a table, and its name is that of a graph"],
    ["a.json", "a;b\r\n1;2\r\n", "a.json is a table, and its name is that of a graph"],
    ["a.bif", "\ufeff \n", "a.bif is empty"],
    ["a.bif", "<!DOCTYPE html>\n<html>", "a.bif is a web page, not a graph"],
    ["a.bif", "PK\x03\x04 net.bif", "a.bif is packed with ZIP (unpack it"],
    ["a.bif", "\x03".repeat(50), "a.bif has an unknown format (must be BIF, XMLBIF, UAI or JSON"],
    ["a.net", hugin, "a.net is Hugin (NET) (must be opened where it was made and saved as BIF)"],
    ["a.bif", netica, "a.bif is Netica (DNE)"],
    ["a.xml", '<?xml version="1.0"?>\n<smile version="1.0">', "a.xml is GeNIe (XDSL)"],
    ["a", "hello\nworld", null],
    ["a.csv", "a,b\n1,2\n", null],
  ])("%s: %j", async (name, content, message) => {
    const found = await read(name, content).then(
      () => null,
      ({ message }) => message,
    );
    if (message === null) expect(found).toBe(null);
    else expect(found).toContain(message);
  });

  test("too much is refused before it is read", () => {
    const { file: max } = limits.document;
    const file = { name: "a.bif", bytes: new Uint8Array(max + 1) };
    expect(() => readGraphFile(file)).toThrow(`a.bif is too large: ${max + 1} bytes (must be at most ${max})`);
  });

  test("what inflates far more than most data is no less a graph: nothing is asked", async () => {
    const { free } = limits.file;
    expect((await read("a.bif.gz", bif + " ".repeat(free))).data).toMatchObject({ document: { kind: "bayes" } });
  });
});

test("a lab of tables says that a graph is one", async () => {
  for (const content of [bif, "BAYES\n1 2", "<?xml version='1.0'?>\n<BIF>", json]) {
    const file = { name: "a.csv", bytes: new Uint8Array(gzipSync(content)) };
    await expect(decodeFile(file)).rejects.toMatchObject({ code: "graph-needs-lab", path: "a.csv" });
  }
  const other = { name: "a.json", bytes: new TextEncoder().encode('{"name": "x"}').slice() };
  await expect(decodeFile(other)).rejects.toMatchObject({ code: "other-format", values: { value: "JSON" } });
});

describe("a graph is read from bytes", () => {
  const names = (bytes: Uint8Array<ArrayBuffer>) =>
    readGraphFile({ name: "n", bytes }).document.nodes.map(({ name }) => name);

  test("in any encoding, plain or gzip", () => {
    expect(names(new Uint8Array(Buffer.from(bif, "utf8")))).toEqual(["año"]);
    expect(names(new Uint8Array(Buffer.from(bif, "latin1")))).toEqual(["año"]);
    expect(names(new Uint8Array(Buffer.from(`\ufeff${bif}`, "utf16le")))).toEqual(["año"]);
    expect(names(new Uint8Array(Buffer.from(bif, "utf16le")))).toEqual(["año"]);
    expect(names(new Uint8Array(Buffer.from(`\ufeff${bif}`, "utf16le").swap16()))).toEqual(["año"]);
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
