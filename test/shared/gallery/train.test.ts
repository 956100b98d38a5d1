/** Training anew gives the bytes that are committed: of the models that GALLERY names (`all`: each), since most take a minute or more; always of a small net. */
import { afterAll, expect, test } from "vitest";
import { trained } from "../../../client/build/gallery/trained.ts";
import { createNodePool } from "../../../client/terminal/pool.ts";
import type { Description } from "../../../shared/gallery/card.ts";
import { descriptions } from "../../../shared/gallery/descriptions.ts";
import { cardNamed, fileOf, modelOf } from "../../../shared/gallery/index.ts";

const wanted = (process.env.GALLERY ?? "").split(",");
const anew = descriptions.filter(({ id }) => wanted.includes("all") || wanted.includes(id));
const pools = [1, 2].map((threads) => createNodePool({ threads }));
afterAll(() => {
  for (const pool of pools) pool.close();
});

const small: Description = {
  ...descriptions[0],
  latent: 2,
  experiment: {
    v: 1,
    lab: "vae",
    seed: 1,
    data: { generator: "digits", seed: 1, params: { count: 60, classes: 10, variation: 0.5 } },
    params: { hidden: [8], latent: 2, epochs: 2, draws: 1 },
  },
};

test("a small net becomes the same file and the same facts on one thread and on two, and another seed another file", async () => {
  const [one, two] = [await trained(small, pools[0]), await trained(small, pools[1])];
  expect(two).toEqual(one);
  expect(one.facts.bytes).toBe(one.bytes.length);
  expect(modelOf({ ...cardNamed("digits"), ...small, ...one.facts }, one.bytes).kind).toBe("decoder");
  const other = await trained({ ...small, experiment: { ...small.experiment, seed: 2 } }, pools[0]);
  expect(other.facts.sha256).not.toBe(one.facts.sha256);
  expect(other.facts.digest).not.toBe(one.facts.digest);
}, 120_000);

test.skipIf(anew.length === 0).each(anew)(
  "$id, trained anew, is what is committed",
  async (one) => {
    const card = cardNamed(one.id);
    const { bytes, facts } = await trained(one, pools[1]);
    expect(facts).toEqual({
      bytes: card.bytes,
      sha256: card.sha256,
      digest: card.digest,
      parameters: card.parameters,
      multiplyAdds: card.multiplyAdds,
    });
    expect(bytes).toEqual(await fileOf(card));
  },
  3_600_000,
);
