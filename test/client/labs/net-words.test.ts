import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { chooseLocale } from "../../../client/i18n/locale.ts";
import { learnNets, namesIn } from "../../../client/i18n/node-names.ts";
import { netWords } from "../../../client/labs/graphs/net-words.ts";
import { nets as load } from "../../../client/labs/graphs/nets.ts";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import { renameNode } from "../../../shared/graphs/edit/index.ts";
import { learningPresets } from "../../../shared/labs/graphs/bayes-net/learning/presets.ts";
import { bayesNetPresets } from "../../../shared/labs/graphs/bayes-net/presets.ts";
import { factorGraphPresets } from "../../../shared/labs/graphs/factor-graph/presets.ts";
import { asia } from "../../../shared/labs/graphs/nets/asia.ts";

const documents = [...bayesNetPresets, ...learningPresets, ...factorGraphPresets].flatMap(
  ({ data }): GraphDocument[] => (data && "document" in data && data.document ? [data.document] : []),
);
const nets = [...new Map(documents.map((document) => [document.name ?? "", document]))];

/** The same in every language: "x₁", "b3", "A", "0". */
const isSymbol = (name: string) => /^(\p{L}[\d₀-₉]?|\d)$/u.test(name);

beforeAll(async () => {
  // Readers of English need no words: those who come later do.
  await learnNets(load);
  chooseLocale("es");
  await learnNets(load);
});
afterEach(() => chooseLocale("en"));

test("the words are those of the built-in nets", () => {
  expect(Object.keys(netWords).sort()).toEqual(nets.map(([name]) => name).sort());
});

describe.each(nets)("%s", (name, document) => {
  const words = netWords[name];
  const factors = "factors" in document ? document.factors.flatMap((factor) => factor.name ?? []) : [];
  const nodes = [...document.nodes.map((node) => node.name), ...factors];
  const states = new Set(document.nodes.flatMap((node) => ("states" in node ? node.states : [])));

  test("each node and state has words in both languages, and no word is of none", () => {
    const wordy = (names: Iterable<string>) => [...new Set(names)].filter((one) => !isSymbol(one)).sort();
    expect(Object.keys(words.nodes).sort()).toEqual(wordy(nodes));
    expect(Object.keys(words.states).sort()).toEqual(wordy(states));
    for (const { es, en } of [words.title, ...Object.values(words.nodes), ...Object.values(words.states)]) {
      expect(es.trim()).not.toBe("");
      expect(en.trim()).not.toBe("");
    }
  });

  test.each(["es", "en"] as const)("no two are alike in %s", (locale) => {
    chooseLocale(locale);
    const { node, state } = namesIn(document);
    expect(new Set(nodes.map(node)).size).toBe(new Set(nodes).size);
    expect(new Set([...states].map(state)).size).toBe(states.size);
  });
});

describe("what is shown", () => {
  test("follows the language, and leaves what has no words", () => {
    chooseLocale("es");
    const { node, state, text } = namesIn(asia);
    expect([node("dysp"), node("mine"), node("toString"), state("yes"), state("perhaps")]).toEqual([
      ...["disnea", "mine", "toString", "sí", "perhaps"],
    ]);
    expect(text("smoke → lung → smoke")).toBe("fuma → cáncer → fuma");
    expect(text("xray = yes, dysp = no")).toBe("radiografía = sí, disnea = no");
    chooseLocale("en");
    expect([node("dysp"), state("yes"), text("xray = yes")]).toEqual(["dysp", "yes", "xray = yes"]);
  });

  test("is a reader's own name where there is one, and never that of another node", () => {
    chooseLocale("es");
    const renamed = renameNode(asia, "smoke", "tabaco");
    expect(namesIn(renamed).node("tabaco")).toBe("tabaco");
    expect(namesIn(renamed).node("lung")).toBe("cáncer");
    const taken = renameNode(asia, "smoke", "disnea");
    expect([namesIn(taken).node("disnea"), namesIn(taken).node("dysp")]).toEqual(["disnea", "dysp"]);
    expect(namesIn({ ...asia, name: "Mine" }).node("dysp")).toBe("dysp");
    expect(namesIn({ ...asia, name: "constructor" }).node("dysp")).toBe("dysp");
  });
});
