import { expect, test } from "vitest";
import type { Table } from "../../../shared/data/table.ts";
import { fitParams } from "../../../shared/labs/fit-params.ts";
import { labs } from "../../../shared/labs/index.ts";
import type { Preset } from "../../../shared/labs/lab.ts";
import { presetExperiment } from "../../../shared/labs/parse.ts";
import { normal } from "../../../shared/random/index.ts";

/** 40 rows of five columns of any numbers: what people bring. */
const small: Table = {
  rows: 40,
  columns: 5,
  values: Float64Array.from({ length: 200 }, (_, at) => normal([1, 1], at) + (at % 5)),
  names: ["a", "b", "c", "d", "e"],
};
/** What is left of a questionnaire: rows for hardly anything. */
const tiny: Table = {
  rows: 6,
  columns: 3,
  values: Float64Array.from({ length: 18 }, (_, at) => normal([1, 2], at)),
  names: ["a", "b", "c"],
};
/**
 * Boltzmann machines, their stacks and factors of variation take probabilities alone, chains and Bayesian networks a model of their own, convolutional nets and what passes through them pictures with labels, and
 * Markov fields a picture.
 */
const others = [
  "rbm",
  "log-z",
  "dbn",
  "likelihood-gradient",
  "factors-of-variation",
  "mcmc",
  "cnn",
  "forward",
  "quantization",
  "hardware",
  "pruning",
  "bayes-net",
  "markov-field",
  "burn-in",
  // Classes are chosen.
  "augmentation",
  // Texts are no tables.
  "char-rnn",
  "transformer",
  // Points of the plane alone: two columns are chosen.
  "flow",
  "diffusion",
];
/** Speech, DNA and sentences are no tables of numbers. */
const ofNumbers = ({ application = "series" }: Preset["params"]) => application === "series";

test.each(labs.map(({ id }) => id).filter((id) => !others.includes(id)))(
  "every preset of %s runs on a small table of one's own, with what nobody set made to fit",
  async (id) => {
    const lab = await (labs.find((entry) => entry.id === id) as (typeof labs)[number]).load();
    for (const preset of lab.presets.filter(({ params }) => ofNumbers(params)))
      for (const table of [small, tiny]) {
        const experiment = presetExperiment(lab, preset);
        await lab.prepareFor?.(experiment.params);
        const { params } = fitParams(lab, experiment, table, () => false);
        expect(() => lab.check?.(params, table), `${preset.id}, ${table.rows} rows`).not.toThrow();
      }
  },
);

const ppcaOf = async () => (await labs.find(({ id }) => id === "ppca")?.load()) ?? expect.fail();

test("what was set stays, to be refused; what fits stays as well", async () => {
  const lab = await ppcaOf();
  const experiment = { ...presetExperiment(lab), params: { ...presetExperiment(lab).params, latent: 12 } };
  expect(fitParams(lab, experiment, small, () => false).params.latent).toBe(4);
  expect(fitParams(lab, experiment, small, (name) => name === "latent")).toBe(experiment);
  const fits = { ...experiment, params: { ...experiment.params, latent: 2 } };
  expect(fitParams(lab, fits, small, () => false)).toBe(fits);
});

test("a held-out part that leaves no row to test is made larger, unless it was set", async () => {
  const lab = (await labs.find(({ id }) => id === "autoencoder")?.load()) ?? expect.fail();
  const experiment = presetExperiment(lab);
  expect(experiment.params.testFraction).toBe(0.1);
  expect(fitParams(lab, experiment, tiny, () => false).params.testFraction).toBe(0.2);
  expect(fitParams(lab, experiment, tiny, (name) => name === "testFraction").params.testFraction).toBe(0.1);
  const three: Table = { rows: 3, columns: 2, values: Float64Array.of(1, 2, 3, 5, 4, 4) };
  expect(fitParams(lab, experiment, three, () => false).params.testFraction).toBe(0.35);
});

test("of pictures, fewer time steps are embedded", async () => {
  const lab = (await labs.find(({ id }) => id === "sfa")?.load()) ?? expect.fail();
  const experiment = { ...presetExperiment(lab), params: { ...presetExperiment(lab).params, frames: 3 } };
  const [rows, columns] = [60, 400];
  const values = Float64Array.from({ length: rows * columns }, (_, at) => normal([1, 3], at));
  const { params } = fitParams(lab, experiment, { rows, columns, values }, () => false);
  expect(params.frames).toBe(2);
  expect(() => lab.check?.(params, { rows, columns, values })).not.toThrow();
  expect(fitParams(lab, experiment, { rows, columns, values }, (name) => name === "frames")).toBe(experiment);
});

test("what no parameter can mend is left for the lab to refuse", async () => {
  const lab = await ppcaOf();
  const experiment = presetExperiment(lab);
  const single: Table = { rows: 1, columns: 3, values: Float64Array.of(1, 2, 3) };
  expect(fitParams(lab, experiment, single, () => false)).toBe(experiment);
});
