/** Long texts of one's own are read in stages, and are known then. */
import { expect, test } from "vitest";
import { densityOf, densityStages } from "../../../../shared/densities/index.ts";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import type { McmcParams } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { modelOf, readLong } from "../../../../shared/labs/monte-carlo/mcmc/model.ts";
import { presetExperiment, setPath } from "../../../../shared/labs/parse.ts";

const lines = Array.from(
  { length: 60 },
  (_, i) => `parameter a${i} > 0, b${i}\na${i} ~ normal(0, 1)\nb${i} ~ student_t(3, 0, a${i})`,
);
const long = lines.join("\n");
const own = (model: string): McmcParams => {
  const experiment = setPath(mcmc, presetExperiment(mcmc), "params.target", "own");
  return { ...(experiment.params as unknown as McmcParams), model };
};

test("stages end with the program that the text has at once", () => {
  const stages = densityStages(long);
  let count = 0;
  for (let one = stages.next(); ; one = stages.next()) {
    if (one.done) {
      expect(one.value).toEqual(densityOf(long));
      break;
    }
    count++;
  }
  expect(count).toBe(4);
});

test("a long text is read in stages, once however often it is asked for, and known then", async () => {
  const params = own(long);
  await mcmc.prepareFor?.(params);
  let breaths = 0;
  const breathe = async () => void breaths++;
  const reading = readLong(params, null, breathe);
  expect(readLong(params, null, breathe)).toBe(reading);
  expect(mcmc.prepareFor?.(params, { data: null, breathe })).toBe(reading);
  await reading;
  expect(breaths).toBe(6);
  expect(readLong(params, null, breathe)).toBeUndefined();
  expect(mcmc.prepareFor?.(params, { data: null, breathe })).toBeUndefined();
  const { target } = modelOf(params, null);
  expect(target.dimension).toBe(120);
  expect(modelOf(params, null).target).toBe(target);
});

test("what is wrong with it is known too, and thrown as it would be at once", async () => {
  const params = own(`${long}\nc ~ normal(0, 1)`);
  const breathe = async () => {};
  await readLong(params, null, breathe);
  expect(readLong(params, null, breathe)).toBeUndefined();
  let at: unknown;
  try {
    modelOf(params, null);
  } catch (error) {
    at = error;
  }
  expect(at).toBeInstanceOf(ExperimentError);
  expect((at as ExperimentError).code).toBe("density-unknown-name");
  expect((at as ExperimentError).values).toMatchObject({ line: 181, column: 1 });
});

test("a short text beside few rows is read at once", () => {
  expect(readLong(own("parameter x\nx ~ normal(0, 1)"), null, async () => {})).toBeUndefined();
});
