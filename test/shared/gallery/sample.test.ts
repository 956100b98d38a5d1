import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sha256Hex } from "../../../shared/experiment/digest.ts";
import {
  type Asked,
  bytesOf,
  cards,
  FARTHEST,
  HOTTEST,
  latentsOf,
  openModel,
  sample,
  stagesOf,
} from "../../../shared/gallery/index.ts";
import { standardCodes } from "../../../shared/quant/draws.ts";
import { scalarGraphs } from "../../../shared/quant/graph/index.ts";
import { engines } from "./engines.ts";
import { golden } from "./golden.ts";

const seeds = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const decoders = cards.filter(({ kind }) => kind === "decoder");

describe.each(cards)("$id", (card) => {
  const open = () => openModel(card.id);
  const few = card.steps ? { steps: Math.min(card.steps.usual, 12) } : {};

  test("gives the same bytes by every engine, and those that it has always given", async () => {
    const model = await open();
    const asked = { seed: 1, n: 3, ...few };
    const found = Object.values(engines).map((engine) => bytesOf(sample(model, engine(), asked)));
    for (const bytes of found.slice(1)) expect(bytes).toEqual(found[0]);
    golden(card.id, await sha256Hex(found[0]));
  });

  test("sample i of a seed does not depend on how many are asked for, and other seeds give others", async () => {
    const model = await open();
    const engine = engines.wasm();
    const bytes = (asked: Asked) => bytesOf(sample(model, engine, { ...asked, ...few }));
    fc.assert(
      fc.property(seeds, fc.integer({ min: 2, max: 5 }), (seed, n) => {
        const [one, all] = [bytes({ seed, n: 1 }), bytes({ seed, n })];
        expect(all.subarray(0, one.length)).toEqual(one);
      }),
      { numRuns: 10 },
    );
    // Two texts may well begin alike: not all of so many do.
    const first = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => sha256Hex(bytes({ seed, n: 1 }))));
    expect(new Set(first).size).toBeGreaterThan(1);
  });

  test("the last stage is the sample", async () => {
    const model = await open();
    const stages = [...stagesOf(model, scalarGraphs, { seed: 3, n: 2, ...few })];
    // Of diffusion the noise itself comes first.
    expect(stages.length).toBe((few.steps ?? 1) + (card.kind === "diffusion" ? 1 : 0));
    expect(stages.at(-1)).toEqual(sample(model, scalarGraphs, { seed: 3, n: 2, ...few }));
    for (const stage of stages) expect(stage.kind).toBe(stages[0].kind);
  });

  test.each([
    ["seed", { seed: -1 }],
    ["seed", { seed: 0.5 }],
    ["n", { n: 0 }],
    ["n", { n: 65 }],
    ["n", { n: Number.NaN }],
    ["temperature", { temperature: -0.1 }],
    ["temperature", { temperature: HOTTEST + 0.1 }],
    ["steps", { steps: 0 }],
    ["steps", { steps: (card.steps?.most ?? 1) + 1 }],
    ["latent", { latent: Array.from({ length: (card.latent ?? 0) + 1 }, () => 0) }],
  ])("refuses %s of %o, naming it", async (path, wrong) => {
    const model = await open();
    const refused = () => sample(model, scalarGraphs, { seed: 1, n: 1, ...wrong });
    expect(refused).toThrow(new RegExp(`^${path}: .*\\(must be`));
  });
});

describe.each(decoders)("the decoder of $id", (card) => {
  test("decodes standard normal numbers times the temperature, but for those that are given", async () => {
    const model = await openModel(card.id);
    const width = card.latent as number;
    const drawn = standardCodes(5, 3, width);
    const scaled = (temperature: number) => Float32Array.from(drawn, (value) => value * temperature);
    expect(latentsOf(model, { seed: 5, n: 3, temperature: 1 })).toEqual(scaled(1));
    expect(latentsOf(model, { seed: 5, n: 3, temperature: 0.25 })).toEqual(scaled(0.25));
    const held = latentsOf(model, { seed: 5, n: 3, temperature: 1, latent: [0.5, null, -2] });
    expect(held).toEqual(scaled(1).map((value, at) => [0.5, null, -2][at % width] ?? value));
    // What a slider begins at gives the picture back.
    const asked = { seed: 5, n: 1, temperature: 1 };
    const same = sample(model, scalarGraphs, { ...asked, seed: 6, latent: [...latentsOf(model, asked)] });
    expect(same).toEqual(sample(model, scalarGraphs, asked));
    expect(() => latentsOf(model, { ...asked, latent: [FARTHEST + 1] })).toThrow("latent: 9 (must be");
  });

  test("at temperature 0 all pictures are one, at 1 none is another's", async () => {
    const model = await openModel(card.id);
    const pictures = (temperature: number) => {
      const found = sample(model, engines.wasm(), { seed: 2, n: 16, temperature });
      if (found.kind !== "pictures") throw new Error("no pictures");
      const size = found.levels.length / found.count;
      const all = Array.from({ length: 16 }, (_, n) => found.levels.subarray(n * size, (n + 1) * size).join());
      return new Set(all).size;
    };
    expect(pictures(0)).toBe(1);
    expect(pictures(1)).toBe(16);
  });
});
