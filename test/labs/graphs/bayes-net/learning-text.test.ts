import { describe, expect, test } from "vitest";
import { sentences } from "../../../../shared/data/generators/sentences.ts";
import { decodeCsv } from "../../../../shared/data/readers/csv/csv.ts";
import { shapeTable } from "../../../../shared/data/shape.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { classOfText, netFrom } from "../../../../shared/labs/graphs/bayes-net/learning/classifier.ts";
import { measureLearning } from "../../../../shared/labs/graphs/bayes-net/learning/metrics.ts";
import { type TextParams, text } from "../../../../shared/labs/graphs/bayes-net/learning/text.ts";
import { tellingWords, wordsOf } from "../../../../shared/labs/graphs/bayes-net/learning/words.ts";
import { compiled } from "../../../../shared/labs/graphs/compiled.ts";
import type { Task } from "../../../../shared/labs/lab.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { enumerate } from "../../../oracles/enumerate-model.ts";
import { runTasks } from "../../../run.ts";

const use = { states: true, constants: true, gaps: true, texts: true } as const;
const csv = (own: string): Table => shapeTable(decodeCsv(own, "own.csv"), {}, use);
const made = (language: "es" | "en", seed = 1) => sentences.generate([seed, 0], { language, count: 90 } as never);

function learn(table: Table, given: Partial<TextParams> = {}, seed = 1) {
  const params = { heldOut: 0.3, vocabulary: 40, smoothing: 1, classColumn: "", ...given };
  const task: Task = { id: "text", kind: "text", key: keyOfSeed(seed), steps: 1, params };
  const fold = runTasks({ open: (...own) => text.open(...own) }, [task], { data: table });
  const output = fold.output("text") ?? {};
  return { output, net: netFrom(output), metrics: measureLearning(fold) };
}

describe("a classifier of texts", () => {
  test("says what the network of its words says, by enumeration", () => {
    const { net } = learn(made("en"), { vocabulary: 9 });
    const { model, index } = compiled(net);
    for (const given of ["The rain and the wind", "song", "salt in the soup, and a song", ""]) {
      const { probabilities, known } = classOfText(net, given);
      const findings = net.nodes.slice(1).map(({ name }) => ({
        variable: index.get(name) ?? -1,
        weights: wordsOf(given).includes(name) ? [0, 1] : [1, 0],
      }));
      const exact = enumerate(model, findings).marginals;
      for (const [c, p] of probabilities.entries()) expect(p).toBeCloseTo(exact[c], 12);
      expect(known).toEqual(net.nodes.slice(1).flatMap(({ name }) => (wordsOf(given).includes(name) ? [name] : [])));
    }
  });

  test("tells topics apart that it has not read about, in both languages", () => {
    for (const language of ["es", "en"] as const) {
      const accuracies = [1, 2, 3, 4, 5, 6].map(
        (seed) => learn(made(language), { vocabulary: 100, smoothing: 0.5 }, seed).metrics.accuracy,
      );
      const mean = accuracies.reduce((a, b) => a + b, 0) / accuracies.length;
      // Chance is 1/3; 6 × 27 texts leave an error of about 0.04.
      expect(mean).toBeGreaterThan(0.65);
    }
    expect(learn(made("es")).metrics.baseline).toBeCloseTo(1 / 3, 14);
  });

  test("learns from a column of sentences and one of classes, whatever stands first; gaps are left out", () => {
    const rows = [
      "spam,win a big prize now",
      "ham,see you at lunch today",
      "spam,a prize for you now",
      "ham,lunch at two today",
      ",who wrote this one",
      "ham,",
    ];
    const own = csv(`class,message\n${rows.join("\n")}\n`);
    expect(own.texts?.slice(3)).toEqual(["lunch at two today", ""]);
    const { net } = learn(own, { heldOut: 0 });
    expect(net.nodes.map(({ name }) => name)).toEqual(["class", "a", "at", "lunch", "now", "prize", "today", "you"]);
    expect(classOfText(net, "A prize NOW!").probabilities[1]).toBeGreaterThan(0.9);
    expect(net.nodes[0].states).toEqual(["ham", "spam"]);
  });

  test("keeps more texts than a column has levels, and takes no other column its levels", () => {
    const rows = Array.from({ length: 300 }, (_, i) => `number ${i} of them,${i % 2 ? "odd" : "even"},id${i}`);
    const own = csv(`message,class,id\n${rows.join("\n")}\n`);
    expect(own.texts?.[299]).toBe("number 299 of them");
    expect(own.levels).toEqual([["even", "odd"]]);
    expect(own.notices?.map(({ code }) => code)).toEqual(["left-out-text"]);
  });

  test("without smoothing one unseen word rules a class out", () => {
    const own = csv("message,class\nred red rose,a\nred blue sky,a\nblue sea deep,b\nblue deep night,b\n");
    const { net, output } = learn(own, { heldOut: 0, smoothing: 0 });
    expect(classOfText(net, "deep blue").probabilities).toEqual([0, 1]);
    expect(classOfText(net, "deep red").probabilities).toEqual([0.5, 0.5]);
    expect(Math.max(...output.weights.values)).toBe(50);
  });

  test("refuses tables without texts, classes that are none, unknown columns", () => {
    const code = (act: () => unknown) => {
      try {
        act();
      } catch (error) {
        return (error as { code: string }).code;
      }
      return undefined;
    };
    expect(code(() => learn(csv("a,b\nyes,no\nno,yes\n")))).toBe("no-texts");
    const one = csv("message,class\nred red rose,a\nred blue sky,a\n");
    expect(code(() => learn(one))).toBe("one-class");
    expect(code(() => learn(one, { classColumn: "clas" }))).toBe("no-class-column");
  });
});

test("words are letters of any alphabet, each once; those that tell most come first", () => {
  expect(wordsOf("¡Llueve! Llueve en Coruña, 3 días… y LLUEVE")).toEqual(["llueve", "en", "coruña", "días", "y"]);
  const found = tellingWords([["x", "y"], ["x"], ["y", "z"], ["z"], ["once"]], [0, 0, 1, 1, 1], 2, 3);
  expect(found.map(({ word }) => word)).toEqual(["x", "z", "y"]);
  // x says the class: p = 2/5 of entropy.
  expect(found[0].tells).toBeCloseTo(0.4 * Math.log(1 / 0.4) + 0.6 * Math.log(1 / 0.6), 12);
});
