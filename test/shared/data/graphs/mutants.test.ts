import { describe, expect, test } from "vitest";
import { readGraphFile } from "../../../../shared/data/readers/graphs.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { parseDocument } from "../../../../shared/experiment/parse-document.ts";
import { text } from "../files.ts";
import { drawFrom, edited, grammars, restructured } from "../mutants.ts";

/** `MUTANTS=100000` draws as many of each reader. */
const COUNT = Number(process.env.MUTANTS ?? 1000);

const formats: readonly (readonly [name: string, files: readonly Uint8Array[]])[] = [
  [
    "BIF",
    [
      text(`network "a b" { property x = (1, 2); } // c
        variable a { type discrete [ 2 ] { <5, "t f" }; property "p;" ; }
        variable b { type discrete [ 3 ] { u, v, u }; } /* c */
        probability ( a ) { default 0.25 0.75; }
        probability ( b | a ) { (<5) 0.5, 0.25, 0.25; ("t f") 1, 0, 0; }`),
      text(`network n {} variable x { type discrete [ 2 ] { 0, 1 }; } variable y { type discrete [ 2 ] { 0, 1 }; }
        variable z { type discrete [ 3 ] { 0, 1, 2 }; } probability ( x ) { table .5 .5; } probability ( y | x ) { table 1 0 0 1; }
        probability ( z | x, y ) { property function max; (0, 0) 0.9, 0.05, 0.05; (1, 0) 0.1 0.8 0.1; (0, 1) 0.1 0.1 0.8; }`),
    ],
  ],
  [
    "XMLBIF",
    [
      text(`<?xml version="1.0"?><!DOCTYPE BIF [ <!ELEMENT BIF ( NETWORK )*> ]><BIF VERSION="0.3"><NETWORK><NAME>n &amp; m</NAME>
        <!-- c --><VARIABLE TYPE="nature"><NAME>a</NAME><OUTCOME>&lt;5</OUTCOME><OUTCOME>&#65;</OUTCOME></VARIABLE>
        <VARIABLE><NAME>b</NAME><OUTCOME>t</OUTCOME><OUTCOME>f</OUTCOME><PROPERTY>x</PROPERTY></VARIABLE>
        <DEFINITION><FOR>a</FOR><TABLE>0.5 0.5</TABLE></DEFINITION>
        <DEFINITION><FOR>b</FOR><GIVEN>a</GIVEN><TABLE>1 0 <![CDATA[0 1]]></TABLE></DEFINITION></NETWORK></BIF>`),
      text("<bif><network><variable><name>c</name><outcome>t</outcome></variable></network></bif>"),
    ],
  ],
  [
    "UAI",
    [
      text("BAYES\n2 # two\n2 3\n2\n1 0\n2 0 1\n\n2\n0.25 0.75\n6\n0.5 0.25 0.25 1 0 0\n"),
      text("MARKOV\n3\n2 2 1\n3\n1 0\n2 0 1\n0\n2\n4 2e3\n4\n1 .5 0 7\n1\n3\n"),
    ],
  ],
  [
    "JSON",
    [
      text(
        '{"kind": "bayes", "nodes": [{"name": "a", "states": ["t", "\\u00e9"], "parents": [], "table": [0.5, 5e-1]}]}',
      ),
      text(
        '{"nodes": [{"name": "b", "states": ["0"]}], "factors": [{"scope": ["b"], "table": [2]}], "kind": "factor"}',
      ),
    ],
  ],
];

/** How many of the mutants were read, each to a document that passes as one; each other one must end in an ExperimentError. */
function readMutants(mutant: (i: number) => Uint8Array<ArrayBuffer>): number {
  let read = 0;
  for (let i = 0; i < COUNT; i++) {
    const bytes = mutant(i);
    try {
      const { document } = readGraphFile({ name: "f", bytes });
      expect(parseDocument(document)).toEqual(document);
      read++;
    } catch (error) {
      if (!(error instanceof ExperimentError) || error.path !== "f")
        throw new Error(`mutant ${i}: ${Buffer.from(bytes).toString("base64").slice(0, 4000)}`, { cause: error });
    }
  }
  return read;
}

describe.each(formats)("%s", (_, files) => {
  test(`${COUNT} mutants of bytes are a document, or an ExperimentError`, { timeout: 3_600_000 }, () => {
    const draw = drawFrom(7);
    const read = readMutants((i) => edited(files[i % files.length], draw));
    expect(read).toBeGreaterThan(COUNT / 200);
    expect(read).toBeLessThan(COUNT);
  });

  test(`${COUNT} mutants of words`, { timeout: 3_600_000 }, () => {
    const draw = drawFrom(11);
    const read = readMutants((i) =>
      restructured(files[i % files.length], files[draw(files.length)], grammars.words, draw),
    );
    expect(read).toBeGreaterThan(COUNT / 200);
  });

  test("unchanged words make the same document", () => {
    for (const bytes of files) {
      const again = grammars.words.join(grammars.words.split(bytes));
      expect(readGraphFile({ name: "f", bytes: again })).toEqual(
        readGraphFile({ name: "f", bytes: Uint8Array.from(bytes) }),
      );
    }
  });
});
