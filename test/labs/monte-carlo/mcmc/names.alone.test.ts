import { expect, test } from "vitest";
import { densityOf } from "../../../../shared/densities/index.ts";
import { modelOf } from "../../../../shared/kernels/mcmc/model.ts";
import { FIXED_TEXTS } from "../../../../shared/labs/monte-carlo/gallery/index.ts";
import { FIXED_NAMES } from "../../../../shared/labs/monte-carlo/gallery/names.ts";
import { POSTERIORS } from "../../../../shared/labs/monte-carlo/gallery/posteriordb/index.ts";
import {
  CALIBRATED,
  CALIBRATION,
  type McmcParams,
  mcmcFields,
} from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { isRead, parameterNames, sizeOf } from "../../../../shared/labs/monte-carlo/mcmc/names.ts";
import { CALIBRATION_TEXT } from "../../../../shared/labs/monte-carlo/mcmc/simulated.ts";
import { presetExperiment, setPath } from "../../../../shared/labs/parse.ts";

const texts = { ...FIXED_TEXTS, ...POSTERIORS };

test.each(Object.keys(texts) as (keyof typeof texts)[])("what is known of %s is what its text says", (target) => {
  const { dimension, names } = modelOf(densityOf(texts[target], {})).target;
  expect(FIXED_NAMES[target]).toEqual(names);
  expect(sizeOf({ target } as McmcParams, null)).toEqual({ dimension, names });
});

test("what is known of the calibration is what its text says, and no target is left out", () => {
  const { dimension, names } = modelOf(densityOf(CALIBRATION_TEXT, {})).target;
  expect(CALIBRATED).toEqual(names);
  expect(sizeOf({ target: CALIBRATION } as McmcParams, null)).toEqual({ dimension, names });
  const targets = mcmcFields.target.options.map(({ value }) => value);
  const unread = targets.filter((target) => !isRead({ target } as McmcParams));
  expect(unread.sort()).toEqual([...Object.keys(texts), CALIBRATION].sort());
});

test("a text is read by code that comes with it alone: nothing is said of it before", async () => {
  const [{ params: fixed }, own] = [
    presetExperiment(mcmc),
    setPath(mcmc, presetExperiment(mcmc), "params.target", "own"),
  ];
  expect(mcmc.prepareFor?.(fixed)).toBeUndefined();
  expect(() => mcmc.check?.(fixed, null)).not.toThrow();
  expect(() => mcmc.check?.(own.params, null)).toThrow("not prepared for a text");
  // A result that is shown all the same has numbers for names.
  expect(parameterNames(own.params as McmcParams, null, 2)).toEqual(["[1]", "[2]"]);
  await mcmc.prepareFor?.(own.params);
  expect(mcmc.prepareFor?.(own.params)).toBeUndefined();
  expect(() => mcmc.check?.(own.params, null)).not.toThrow();
  expect(parameterNames(own.params as McmcParams, null, 2)).toEqual(["mu", "sigma"]);
});
