import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { stepAddress } from "../../../client/app/addresses.ts";
import { parseRoute } from "../../../client/app/router.ts";
import { allSteps, allUses } from "../../../client/build/search.ts";
import { foundBy, terms } from "../../../client/glossary/terms.ts";
import { families } from "../../../client/i18n/families.ts";
import type { Indexes } from "../../../client/labs/recorded.ts";
import { areOne, wordsOf } from "../../../client/search/plain.ts";

const indexes: Indexes = JSON.parse(
  readFileSync(new URL("../../../client/labs/indexes.json", import.meta.url), "utf8"),
);
const labs = Object.values(indexes);
const steps = { es: allSteps("es"), en: allSteps("en") };
const uses = allUses();

test("the glossary has sixty terms at least, of every family, each under a name of its own in both languages", () => {
  expect(terms.length).toBeGreaterThanOrEqual(60);
  expect(new Set(terms.map(({ family }) => family))).toEqual(new Set(Object.keys(families)));
  for (const key of ["id", "es", "en"] as const)
    expect(new Set(terms.map((term) => term[key].toLowerCase())).size, key).toBe(terms.length);
  for (const { id } of terms) expect(id).toMatch(/^[a-z0-9-]+$/);
});

test("each term is defined in one to three sentences of both languages", () => {
  for (const { id, about } of terms)
    for (const text of [about.es, about.en]) {
      expect(text, id).toMatch(/^\p{L}.*[.]$/u);
      expect(text.length, id).toBeGreaterThan(40);
      expect(text.length, id).toBeLessThan(260);
    }
});

test("each link of the glossary leads to a lab that there is, and each lab has two words at least", () => {
  const known = new Set(labs.map(({ id }) => id));
  for (const { id, labs: own } of terms) {
    expect(own.length, id).toBeGreaterThan(0);
    expect(new Set(own).size, id).toBe(own.length);
    for (const lab of own) expect(known, `${id}: ${lab}`).toContain(lab);
  }
  for (const lab of labs)
    expect(terms.filter((term) => term.labs.includes(lab.id)).length, lab.id).toBeGreaterThanOrEqual(2);
});

/** Whether the words of a name stand in a text, one after another, whatever their number. */
function says(text: string, name: string): boolean {
  const [words, own] = [wordsOf(text), wordsOf(name)];
  return words.some((_, at) => own.every((word, i) => at + i < words.length && areOne(words[at + i], word)));
}

test("each link to a step leads to a step of that lab's lesson which has that place, that preset, and the word", () => {
  let count = 0;
  for (const term of terms)
    for (const [lab, places] of Object.entries(uses[term.id])) {
      expect(term.labs, term.id).toContain(lab);
      for (const [number, id, preset] of places) {
        count++;
        const said = [steps.es[lab][number - 1], steps.en[lab][number - 1]];
        for (const [own, about] of said) expect([own, about], `${term.id} ${lab}`).toEqual([id, preset]);
        if (preset !== "") expect(indexes[lab].presets.map((one) => one.id)).toContain(preset);
        const isSaid = (["es", "en"] as const).some((language, i) =>
          foundBy(term, language).some((name) => says(said[i][2], name)),
        );
        expect(isSaid, `${term.id} ${lab} ${number}`).toBe(true);
        const route = parseRoute(new URL(stepAddress(lab, id, preset), "https://example.test"));
        expect(route).toEqual({ page: "lab", lab, preset: preset === "" ? null : preset, link: null });
      }
    }
  expect(count).toBeGreaterThan(100);
});

test("all steps of all lessons are searched, the same ones in both languages", () => {
  for (const { id, lesson } of labs) {
    expect(steps.es[id].length, id).toBe(lesson.steps);
    expect(
      steps.en[id].map(([step]) => step),
      id,
    ).toEqual(steps.es[id].map(([step]) => step));
    for (const [, , text] of [...steps.es[id], ...steps.en[id]]) expect(text.length).toBeGreaterThan(4);
  }
});
