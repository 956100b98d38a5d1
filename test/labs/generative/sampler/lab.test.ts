import { describe, expect, test } from "vitest";
import { canonicalJson } from "../../../../shared/experiment/canonical.ts";
import { decodeLink, encodeLink } from "../../../../shared/experiment/link.ts";
import { bytesOf, cards, latentsOf, openModel, sample } from "../../../../shared/gallery/index.ts";
import { arraysOf, samplesIn } from "../../../../shared/labs/generative/sampler/arrays.ts";
import { askedBy, seedOf } from "../../../../shared/labs/generative/sampler/asked.ts";
import { type SamplerParams, samplerFields } from "../../../../shared/labs/generative/sampler/fields.ts";
import { sampler } from "../../../../shared/labs/generative/sampler/lab.ts";
import { presetExperiment, setPath } from "../../../../shared/labs/parse.ts";
import { writtenExperiment } from "../../../../shared/labs/written.ts";
import { scalarGraphs } from "../../../../shared/quant/graph/index.ts";
import { keyOfSeed } from "../../../../shared/random/index.ts";
import { runTasks } from "../../../run.ts";

test("a key of a run says the seed that it was made of", () => {
  for (const seed of [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 7, Number.MAX_SAFE_INTEGER])
    expect(seedOf(keyOfSeed(seed))).toBe(seed);
});

describe.each(cards)("$id", ({ id }) => {
  test("a run draws, byte by byte, what the gallery gives for its seed", async () => {
    const { params, seed } = presetExperiment(sampler, id);
    const own = { ...params, count: 2 } as SamplerParams;
    await sampler.ready?.(own);
    const fold = runTasks(sampler, sampler.plan(own, null, keyOfSeed(seed)), { data: null });
    const drawn = samplesIn(fold.output("sample"));
    const asked = sample(await openModel(id), scalarGraphs, askedBy(own, seed));
    // What the model gave each character is not kept.
    expect(drawn).toEqual(samplesIn(arraysOf(asked)));
    expect(drawn && bytesOf(drawn)).toEqual(bytesOf(asked));
    expect(sampler.samples?.(fold)).toEqual(bytesOf(asked));
    expect(sampler.measure(fold, presetExperiment(sampler, id) as never, null)).toEqual({ samples: 2 });
  });

  test("its preset has a place in the form for every value", () => {
    const { params } = presetExperiment(sampler, id);
    expect(Object.keys(params).sort()).toEqual(Object.keys(samplerFields).sort());
  });
});

const paramsWith = (change: Partial<SamplerParams>) =>
  ({ ...presetExperiment(sampler, "digits").params, ...change }) as SamplerParams;

test("hidden numbers that are set hold for all samples of a run, and the others stay as they were drawn", async () => {
  const params = paramsWith({ count: 3, latent: "0.5,,-1.25" });
  await sampler.ready?.(params);
  const fold = runTasks(sampler, sampler.plan(params, null, keyOfSeed(7)), { data: null });
  const asked = { seed: 7, n: 3, latent: [0.5, null, -1.25] };
  const model = await openModel("digits");
  expect(sampler.samples?.(fold)).toEqual(bytesOf(sample(model, scalarGraphs, asked)));
  const [set, free] = [latentsOf(model, asked), latentsOf(model, { seed: 7, n: 3 })];
  for (const [at, value] of free.entries()) expect(set[at]).toBe([0.5, null, -1.25][at % 8] ?? value);
});

test.each([
  ["9", "params.latent", "out-of-range"],
  ["1,1,1,1,1,1,1,1,1", "params.latent", "too-many-items"],
  ["1,two", "params.latent", "not-numbers"],
])("hidden numbers %s are refused at their place", (latent, path, code) => {
  expect(() => sampler.check?.(paramsWith({ latent }), null)).toThrow(expect.objectContaining({ path, code }));
  // Nothing is hidden in a model without a code: the text means nothing there.
  expect(sampler.check?.(paramsWith({ latent, model: "rbm" }), null)).toBeUndefined();
});

test("an experiment without hidden numbers is written as before there were any", async () => {
  const experiment = presetExperiment(sampler, "digits");
  expect(canonicalJson(writtenExperiment(sampler, experiment))).not.toContain("latent");
  const set = setPath(sampler, experiment, "params.latent", "0.5,,1");
  const link = await encodeLink(set);
  expect((await decodeLink(link)).experiment).toMatchObject({ params: { latent: "0.5,,1" } });
});

test("texts become arrays and texts again, signs beyond 16 bits too", () => {
  const texts = ["", "ay\n", "𝄞 ñ", ""];
  expect(samplesIn(arraysOf({ kind: "texts", count: 4, texts }))).toEqual({ kind: "texts", count: 4, texts });
});
