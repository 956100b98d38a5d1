import { describe, expect, test } from "vitest";
import { readUai } from "../../../../shared/data/readers/graphs/uai/read.ts";

test("a BAYES network: the variable of a table stands last in its scope and runs fastest", () => {
  const text = `# comment\nBAYES # of three\n3\n2 2 1\n3\n1 1\n2 1 0\n3 0 1 2\n\n2\n 0.436 0.564\n4 0.128 0.872\n0.920 0.080\n4\n1 1 1 1\n`;
  expect(readUai(text, "n.uai")).toEqual({
    document: {
      kind: "bayes",
      nodes: [
        { name: "x0", states: ["0", "1"], parents: ["x1"], table: [0.128, 0.872, 0.92, 0.08] },
        { name: "x1", states: ["0", "1"], parents: [], table: [0.436, 0.564] },
        { name: "x2", states: ["0"], parents: ["x0", "x1"], table: [1, 1, 1, 1] },
      ],
    },
    notices: [],
  });
});

test("a MARKOV network: factors of any weights, constants among them", () => {
  expect(readUai("MARKOV 2 2 3 2 2 0 1 0 6 4 0 2.25 1e3 .5 7 1 12", "n.uai").document).toEqual({
    kind: "factor",
    nodes: [
      { name: "x0", states: ["0", "1"] },
      { name: "x1", states: ["0", "1", "2"] },
    ],
    factors: [
      { scope: ["x0", "x1"], table: [4, 0, 2.25, 1000, 0.5, 7] },
      { scope: [], table: [12] },
    ],
  });
});

describe("what is wrong is told with its line and column", () => {
  test.each([
    ["LIMID 1", "line 1, column 1: “LIMID” (must be “BAYES” or “MARKOV”)"],
    ["1\n2 0 1 3 1", "line 1, column 1: evidence, no network"],
    ["BAYES", "line 1, column 6: the file ends too early"],
    ["BAYES 2001", "line 1, column 7: 2001 (must be from 1 to 2000)"],
    ["BAYES 1.5", "line 1, column 7: “1.5” (must be a finite number)"],
    ["BAYES 1\n0", "line 2, column 1: 0 (must be from 1 to 200)"],
    ["BAYES 1\n2 1\n1 1", "line 3, column 3: 1 (must be from 0 to 0)"],
    ["BAYES 2\n2 2 1\n2 0 0", "line 3, column 5: a second “0” in a scope"],
    ["BAYES 1\n2 1\n0\n1 1", "line 3, column 1: a table of no variable"],
    ["BAYES 1\n2 1\n1 0\n3", "line 4, column 1: the table over x0 has 3 numbers (must be 2)"],
    ["BAYES 1\n2 1\n1 0\n2 0.5", "line 4, column 6: the file ends too early"],
    ["BAYES 1\n2 1\n1 0\n2 0.5 0,5", "line 4, column 7: “0,5” (must be a finite number)"],
    ["BAYES 1\n2 1\n1 0\n2 0.5 -0.5", "line 4, column 7: -0.5 as a probability"],
    ["BAYES 1\n2 1\n1 0\n2 0.5 0.5\n7", "line 5, column 1: “7” after the end"],
    ["BAYES 2\n2 2 2\n1 0\n2 0 1\n2 1 0 4\n1 0\n1 1", "line 7, column 1: the row of “x1” for 1 has sum 2 (must be 1)"],
    ["BAYES 2\n2 2 2\n1 0\n2 1 0\n", "line 4, column 5: x0 last in a second scope"],
    ["BAYES 2\n2 2 2\n2 1 0\n2 0 1\n4 1 0 1 0 4 1 0 1 0", "the cycle x0 → x1 → x0"],
    ["MARKOV 11\n4 4 4 4 4 4 4 4 4 4 4 1\n11 0 1 2 3 4 5 6 7 8 9 10", "line 3, column 1: the table over x0"],
  ])("%j", (text, message) => {
    expect(() => readUai(text, "n.uai")).toThrow(message.startsWith("line") ? `n.uai, ${message}` : message);
  });
});
