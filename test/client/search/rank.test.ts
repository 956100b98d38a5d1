import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allSteps } from "../../../client/build/search.ts";
import { terms } from "../../../client/glossary/terms.ts";
import type { Indexes } from "../../../client/labs/recorded.ts";
import { entriesOf } from "../../../client/search/entries.ts";
import { areOne, formsOf, plain, wordsOf } from "../../../client/search/plain.ts";
import { type EntryKind, prepare, rank } from "../../../client/search/rank.ts";
import type { Locale } from "../../../shared/text.ts";

const indexes: Indexes = JSON.parse(
  readFileSync(new URL("../../../client/labs/indexes.json", import.meta.url), "utf8"),
);
const labs = Object.values(indexes);
const most = { lab: 5, term: 5, preset: 5, step: 5 };
const prepared = (language: Locale) => prepare(entriesOf({ labs, terms, steps: allSteps(language) }, language));
const searched = { es: prepared("es"), en: prepared("en") };
const find = (question: string, language: Locale = "es") => rank(searched[language], question, most);
const of = (kind: EntryKind, question: string, language: Locale = "es") =>
  find(question, language)
    .filter((entry) => entry.kind === kind)
    .map(({ href }) => href);

describe("words", () => {
  test("are compared without case, accents and punctuation", () => {
    expect(plain("Análisis")).toBe("analisis");
    expect(wordsOf("log Z: «R̂», CD-k")).toEqual(["log", "z", "r", "cd", "k"]);
  });

  test.each([
    ["cadenas", "cadena"],
    ["redes", "red"],
    ["muestras", "muestra"],
    ["factores", "factor"],
    ["matrices", "matriz"],
    ["funciones", "funcion"],
    ["chains", "chain"],
    ["densities", "density"],
    ["losses", "loss"],
  ])("%s is %s but for number", (plural, singular) => {
    expect(areOne(plural, singular)).toBe(true);
    expect(areOne(singular, plural)).toBe(true);
  });

  test.each([
    ["loss", "los"],
    ["bias", "bi"],
    ["es", "e"],
    ["gas", "gan"],
  ])("%s is not %s", (one, other) => {
    expect(areOne(one, other)).toBe(false);
  });

  test("a word is itself before it is a singular", () => {
    expect(formsOf("redes")[0]).toBe("redes");
  });
});

describe("rank", () => {
  test("finds nothing for nothing, and for a word that is nowhere", () => {
    expect(find("")).toEqual([]);
    expect(find("  ·  ")).toEqual([]);
    expect(find("xylophonist")).toEqual([]);
    expect(find("pca xylophonist")).toEqual([]);
  });

  test("the lab of that name comes first, with accents or without, in one number or the other", () => {
    for (const question of ["máquina de boltzmann", "MAQUINA BOLTZMANN", "maquinas de boltzmann"])
      expect(find(question)[0]?.href, question).toBe("/lab/rbm");
    for (const question of ["red convolucional", "redes convolucionales", "rédes convolucionáles"])
      expect(of("lab", question)[0], question).toBe("/lab/cnn");
    expect(find("factor graphs", "en")[0]?.href).toBe("/lab/factor-graph");
    expect(find("factor graph", "en")[0]?.href).toBe("/lab/factor-graph");
  });

  test("labs, experiments and words are found by their names in the other language too, after those in the reader's", () => {
    expect(of("lab", "hidden markov models")[0]).toBe("/lab/hmm");
    expect(of("lab", "modelos ocultos", "en")[0]).toBe("/lab/hmm");
    expect(of("preset", "eight schools")[0]).toBe("/lab/mcmc?preset=eight-schools");
    expect(of("term", "stochastic maximum likelihood")).toContain("/glossary#sml");
    expect(of("term", "fase negativa", "en")[0]).toBe("/glossary#negative-phase");
    // A title is shown in the reader's language whatever it was found by.
    expect(find("hidden markov models")[0]?.title).toBe("Modelos ocultos de Markov");
  });

  test("a whole word is worth more than a beginning, and a beginning more than a middle", () => {
    const [whole, plural, begins, within] = ["gan", "gans", "ganancia", "organ"].map(
      (name): Parameters<typeof prepare>[0][number] => ({
        kind: "lab",
        title: name,
        about: "",
        href: name,
        by: [[1, name]],
      }),
    );
    const found = rank(prepare([within, begins, plural, whole]), "gan", most).map(({ href }) => href);
    expect(found).toEqual(["gan", "gans", "ganancia", "organ"]);
    expect(rank(prepare([within]), "ga", most)).toEqual([]);
  });

  test("a name is worth more than what is said in passing", () => {
    const [named, said]: Parameters<typeof prepare>[0] = [
      { kind: "step", title: "", about: "", href: "named", by: [[1, "noise"]] },
      { kind: "lab", title: "", about: "", href: "said", by: [[0.4, "the noise of all"]] },
    ];
    expect(rank(prepare([said, named]), "noise", most).map(({ href }) => href)).toEqual(["named", "said"]);
  });

  test("every word must be found, in any order", () => {
    expect(of("lab", "monte integracion")[0]).toBe("/lab/integration");
    expect(of("lab", "integracion boltzmann")).toEqual([]);
  });

  test("steps are found by what they say, in the reader's language, with the preset that they are about", () => {
    const [first] = of("step", "busca log z exacto máquina pequeña").concat(of("step", "máquina pequeña"));
    expect(first).toMatch(/^\/lab\/rbm\?preset=[\w-]+#step-\w+$/);
    expect(of("step", "small machine", "en").length).toBeGreaterThan(0);
    expect(of("step", "small machine", "es")).toEqual([]);
  });

  test("what a lab asks of its reader finds it: the level, its family, and data as a kind or a format", () => {
    const hasFormat = (href: string, format: string) =>
      labs.some((lab) => href === `/lab/${lab.id}` && lab.formats.some((one) => one === format));
    expect(of("lab", "wav").every((href) => hasFormat(href, "wav"))).toBe(true);
    expect(of("lab", "sonido").length).toBeGreaterThan(0);
    expect(of("lab", "avanzado").length).toBeGreaterThan(0);
    expect(of("lab", "generativos").length).toBeGreaterThan(0);
  });

  test("gives so many of each kind at most", () => {
    const found = find("modelo");
    for (const kind of ["lab", "term", "preset", "step"] as const)
      expect(found.filter((entry) => entry.kind === kind).length).toBeLessThanOrEqual(most[kind]);
    expect(found.length).toBeGreaterThan(5);
  });
});

test("of names that have the word, the one of which it is the most part comes first", () => {
  const entry = (name: string): Parameters<typeof prepare>[0][number] => ({
    kind: "lab",
    title: name,
    about: "",
    href: name,
    by: [[1, name]],
  });
  const found = rank(prepare(["noise of all kinds", "noise of one", "noise"].map(entry)), "noise", most);
  expect(found.map(({ href }) => href)).toEqual(["noise", "noise of one", "noise of all kinds"]);
});
