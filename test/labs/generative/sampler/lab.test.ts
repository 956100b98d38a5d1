import { describe, expect, test } from "vitest";
import { bytesOf, cards, openModel, sample } from "../../../../shared/gallery/index.ts";
import { arraysOf, samplesIn } from "../../../../shared/labs/generative/sampler/arrays.ts";
import { askedBy, seedOf } from "../../../../shared/labs/generative/sampler/asked.ts";
import { type SamplerParams, samplerFields } from "../../../../shared/labs/generative/sampler/fields.ts";
import { sampler } from "../../../../shared/labs/generative/sampler/lab.ts";
import { presetExperiment } from "../../../../shared/labs/parse.ts";
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
    expect(drawn).toEqual(asked);
    expect(drawn && bytesOf(drawn)).toEqual(bytesOf(asked));
    expect(sampler.measure(fold, presetExperiment(sampler, id) as never, null)).toEqual({ samples: 2 });
  });

  test("its preset has a place in the form for every value", () => {
    const { params } = presetExperiment(sampler, id);
    expect(Object.keys(params).sort()).toEqual(Object.keys(samplerFields).sort());
  });
});

test("texts become arrays and texts again, signs beyond 16 bits too", () => {
  const texts = ["", "ay\n", "𝄞 ñ", ""];
  expect(samplesIn(arraysOf({ kind: "texts", count: 4, texts }))).toEqual({ kind: "texts", count: 4, texts });
});
