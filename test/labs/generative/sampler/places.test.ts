/** Where the page says that the same samples are to be had. */
import { expect, test } from "vitest";
import {
  addressOf,
  commandOf,
  countAtEdge,
  firstOf,
  stepsAtEdge,
} from "../../../../client/labs/generative/sampler/places.ts";
import { limits } from "../../../../shared/experiment/limits.ts";
import { bytesOf, cardNamed, cards, openModel, sample, workOf } from "../../../../shared/gallery/index.ts";
import { askedBy, paramsOf } from "../../../../shared/labs/generative/sampler/asked.ts";
import { scalarGraphs } from "../../../../shared/quant/graph/index.ts";

test.each(cards)("the edge is asked for no more of $id than it computes at once, at first one at least", (card) => {
  const asked = askedBy(paramsOf(card), 1);
  const count = countAtEdge(card, asked);
  expect(count).toBeGreaterThan(0);
  expect(workOf(card, { ...asked, n: count })).toBeLessThanOrEqual(limits.inference.multiplyAdds);
  if (count < asked.n) expect(workOf(card, { ...asked, n: count + 1 })).toBeGreaterThan(limits.inference.multiplyAdds);
});

test("what is too long for the edge is said, with the most that it does", () => {
  const card = cardNamed("text-es");
  const asked = { ...askedBy(paramsOf(card), 1), prefix: "Una vez ", steps: card.steps?.most ?? 1 };
  expect(countAtEdge(card, asked)).toBe(0);
  const steps = stepsAtEdge(card, asked);
  expect(countAtEdge(card, { ...asked, steps })).toBe(1);
  expect(countAtEdge(card, { ...asked, steps: steps + 1 })).toBe(0);
});

test.each(["digits", "text-es"])("the first samples of %s are those of fewer", async (id) => {
  const card = cardNamed(id);
  const model = await openModel(id);
  const asked = { seed: 3, n: 3, ...(card.steps && { steps: 12 }) };
  const first = firstOf(sample(model, scalarGraphs, asked), 2);
  expect(bytesOf(first)).toEqual(bytesOf(sample(model, scalarGraphs, { ...asked, n: 2 })));
  expect(first.count).toBe(2);
});

test("addresses and commands say what differs, and quote what a shell would read", () => {
  const card = cardNamed("digits");
  const params = { ...paramsOf(card), latent: "0.5,,-1" };
  expect(addressOf("digits", askedBy(params, 7))).toBe(
    "/api/sample?model=digits&seed=7&n=16&temperature=1&latent=0.5%2C%2C-1&format=bytes",
  );
  expect(commandOf({ card, params, seed: 7 })).toBe(
    "npm run -s lab -- run sampler --seed 7 --set params.model=digits --set params.count=16 --set params.temperature=1 --set params.latent=0.5,,-1 --samples digits.bin",
  );
  const text = cardNamed("text-en");
  const own = { ...paramsOf(text), prefix: "It's $HOME" };
  expect(commandOf({ card: text, params: own, seed: 7 })).toContain(`--set 'params.prefix=It'\\''s $HOME'`);
});
