import { describe, expect, test } from "vitest";
import { mentionFinder } from "../../../client/glossary/mentions.ts";
import { terms } from "../../../client/glossary/terms.ts";
import type { Locale } from "../../../shared/text.ts";

/** What is found, as [term, as it is written]. */
const found = (language: Locale, lab: string, text: string) =>
  mentionFinder(terms, lab, language)(text).map(({ term, start, end }) => [term, text.slice(start, end)]);

describe("terms are found in a text", () => {
  test("of both languages, in either number, whatever the accents of the plural", () => {
    expect(found("es", "mcmc", "Las cadenas de Markov olvidan.")).toEqual([["markov-chain", "cadenas de Markov"]]);
    expect(found("en", "mcmc", "Markov chains forget.")).toEqual([["markov-chain", "Markov chains"]]);
    expect(found("es", "depth", "Dos regiones lineales; una región lineal.")).toEqual([
      ["linear-regions", "regiones lineales"],
      ["linear-regions", "región lineal"],
    ]);
    expect(found("es", "mcmc", "Markov chains")).toEqual([]);
  });

  test("the longest name at each place", () => {
    expect(found("en", "fa", "Not probabilistic PCA, but PCA.")).toEqual([
      ["probabilistic-pca", "probabilistic PCA"],
      ["principal-components", "PCA"],
    ]);
    expect(found("en", "log-z", "annealed importance sampling")).toEqual([["ais", "annealed importance sampling"]]);
    expect(found("es", "mcmc", "Monte Carlo por cadenas de Markov")).toEqual([
      ["mcmc", "Monte Carlo por cadenas de Markov"],
    ]);
  });

  test("never inside a word, nor in a part of a compound", () => {
    for (const text of ["autoencoders-like", "preencoder", "pre-encoder", "encoder_size", "encoder.weight"])
      expect(found("en", "vae", text), text).toEqual([]);
    expect(found("en", "rbm", "pseudo-likelihood")).toEqual([["pseudo-likelihood", "pseudo-likelihood"]]);
    // Between its words stand a space or a stroke alone.
    expect(found("en", "mcmc", "Markov; chains")).toEqual([]);
    expect(found("en", "mcmc", "the Metropolis-Hastings\nalgorithm")).toEqual([
      ["metropolis", "Metropolis-Hastings\nalgorithm"],
    ]);
  });

  test("acronyms in capitals alone", () => {
    expect(found("es", "fa", "EM sube; em no. Fa, la; FA.")).toEqual([
      ["em", "EM"],
      ["factor-analysis", "FA"],
    ]);
    expect(found("en", "vae", "Two VAEs and a vae")).toEqual([["vae", "VAEs"]]);
    // Its hat is part of it: no R of another kind is meant.
    expect(found("en", "mcmc", "R is a language, R̂ is not")).toEqual([["r-hat", "R̂"]]);
  });

  test("names that mean other things too, in the lessons of the term's labs alone", () => {
    expect(found("en", "diffusion", "the score")).toEqual([["score", "score"]]);
    expect(found("en", "anomaly", "the score")).toEqual([]);
  });

  test("words that a definition explains, in the lessons of its labs alone", () => {
    expect(found("en", "rbm", "the free energy falls")).toEqual([["energy", "free energy"]]);
    expect(found("en", "hardware", "the energy of a product")).toEqual([]);
    // The definition of the hidden Markov model does not say the word.
    expect(found("en", "hmm", "a hidden state")).toEqual([]);
    expect(found("es", "mcmc", "la posterior")).toEqual([["evidence", "posterior"]]);
  });
});
