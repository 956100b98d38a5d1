import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Catalogue } from "../../../../client/labs/recorded.ts";
import { planOf } from "../../../../client/run/plan.ts";
import { generators } from "../../../../shared/data/generators/index.ts";
import { CALIBRATION, type McmcParams } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { mcmc } from "../../../../shared/labs/monte-carlo/mcmc/lab.ts";
import { parameterNames } from "../../../../shared/labs/monte-carlo/mcmc/names.ts";
import { recordedDiagnosis } from "../../../../shared/labs/monte-carlo/mcmc/questions.ts";
import { summariesIn } from "../../../../shared/labs/monte-carlo/mcmc/summaries.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
import { readAnswers, readRecorded } from "../../../../shared/labs/recording.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";

await mcmc.ready?.();

const folder = new URL("../../../../client/labs/monte-carlo/mcmc/recorded/", import.meta.url);
const catalogue: Catalogue = JSON.parse(readFileSync(new URL("catalogue.json", folder), "utf8"));

const chains = mcmc.presets.filter(({ params }) => params.many !== "crowd" && params.target !== CALIBRATION);
test.each(chains)("the table of $id says what its metrics say, which are of all its draws", async (preset) => {
  const experiment = presetExperiment(mcmc, preset);
  const { data: ref } = experiment;
  const generated = ref !== null && "generator" in ref ? ref : undefined;
  const generator = generators.find(({ id }) => id === generated?.generator);
  const data = generator && generated ? await generator.generate(keyOfSeed(generated.seed), generated.params) : null;
  const read = (file: string) => new Uint8Array(readFileSync(new URL(`${file}.safetensors`, folder)));
  const { fold } = readRecorded(planOf(mcmc, experiment, data), read(preset.id));
  const answers = readAnswers(read(`answers/${preset.id}`));
  const { metrics = {} } = catalogue.presets.find(({ id }) => id === preset.id) ?? {};
  const params = experiment.params as McmcParams;
  const names = parameterNames(params, data);
  const summaries = summariesIn(metrics, names);
  expect(summaries).toHaveLength(names.length);
  expect(Math.min(...summaries.map(({ essBulk = Number.POSITIVE_INFINITY }) => essBulk))).toBe(metrics.essBulk);
  // The last point of the curve of effective sizes too, which an ensemble has not: its metrics are of walkers.
  const { ess } = answers[recordedDiagnosis(0)];
  if (params.sampler !== "ensemble")
    expect([...ess.values.slice(-3)]).toEqual([
      params.chains * params.draws,
      metrics[`essBulk.${names[0]}`],
      metrics[`essTail.${names[0]}`],
    ]);
  expect(fold.finished).toBe(true);
});
