import { expect, test } from "vitest";
import { findLabs } from "../../../client/app/home/find.ts";
import type { LabIndex } from "../../../client/labs/recorded.ts";

const labs: readonly LabIndex[] = [
  {
    id: "rbm",
    family: "partition",
    title: { es: "Máquina de Boltzmann", en: "Boltzmann machine" },
    summary: { es: "Sueña dígitos", en: "Dreams digits" },
    lesson: { level: "beginner", minutes: 10 },
    formats: ["idx", "csv"],
    presets: [{ id: "a", title: { es: "Barras y franjas", en: "Bars and stripes" }, seconds: 1 }],
  },
  {
    id: "mcmc",
    family: "monte-carlo",
    title: { es: "Cadenas de Markov", en: "Markov chains" },
    summary: { es: "Ruido", en: "Noise" },
    lesson: { level: "advanced", minutes: 10 },
    formats: ["wav"],
    presets: [],
  },
];
const found = (question: string) => findLabs(labs, question).map(({ id }) => id);

test("every word must be found, in any language, without case and accents", () => {
  expect(found("")).toEqual(["rbm", "mcmc"]);
  expect(found("  ")).toEqual(["rbm", "mcmc"]);
  expect(found("maquina")).toEqual(["rbm"]);
  expect(found("DÍGITOS machine")).toEqual(["rbm"]);
  expect(found("stripes")).toEqual(["rbm"]);
  expect(found("monte")).toEqual(["mcmc"]);
  expect(found("mark")).toEqual(["mcmc"]);
  expect(found("machine markov")).toEqual([]);
});

test("what a lab asks of its reader is found too: the level, and data in either language or as a format", () => {
  expect(found("inicial")).toEqual(["rbm"]);
  expect(found("advanced")).toEqual(["mcmc"]);
  expect(found("IMAGENES")).toEqual(["rbm"]);
  expect(found("sound")).toEqual(["mcmc"]);
  expect(found("csv")).toEqual(["rbm"]);
});

test("a word is not found across the end of one text and the beginning of the next", () => {
  expect(found("machine dreams")).toEqual(["rbm"]);
  expect(found("machinedreams")).toEqual([]);
});
