/** The gallery at the edge: the bytes of the page, within the caps of a request. */
import { describe, expect, test } from "vitest";
import { limits } from "../../shared/experiment/limits.ts";
import { type Asked, bytesOf, cards, openModel, sample, workOf } from "../../shared/gallery/index.ts";
import { scalarGraphs } from "../../shared/quant/graph/index.ts";
import { ask } from "./edge.ts";
import { readPng } from "./read-png.ts";

const bytesAt = async (query: string) => new Uint8Array(await (await ask(`/api/sample?${query}`)).arrayBuffer());
const here = async (id: string, asked: Asked) => bytesOf(sample(await openModel(id), scalarGraphs, asked));

describe.each(cards)("$id", (card) => {
  const { id } = card;
  const steps =
    card.steps && Math.min(card.steps.usual, Math.floor(limits.inference.multiplyAdds / card.multiplyAdds / 2));
  const asked = { seed: 7, n: 2, ...(steps && { steps }) };
  const query = `model=${id}&seed=7&n=2${steps ? `&steps=${steps}` : ""}`;

  test("answers with the bytes that the scalar engine gives", async () => {
    expect(await bytesAt(`${query}&format=bytes`)).toEqual(await here(id, asked));
    const warm = await here(id, { ...asked, temperature: 0.5 });
    expect(await bytesAt(`${query}&temperature=0.5&format=bytes`)).toEqual(warm);
  });

  test("says the same in JSON", async () => {
    const found = await (await ask(`/api/sample?${query}`)).json();
    const same = sample(await openModel(id), scalarGraphs, asked);
    expect(found).toMatchObject({ model: id, seed: 7, n: 2, temperature: card.temperature });
    if (same.kind === "texts") expect(found).toMatchObject({ kind: "text", texts: same.texts });
    else {
      const values = [...(same.kind === "pictures" ? same.levels : same.values)];
      expect((found as { rows: number[][] }).rows.flat()).toEqual(values);
    }
  });

  test("names its bytes, and leaves them with a reader who has them", async () => {
    const first = await ask(`/api/sample?${query}`);
    const etag = first.headers.get("etag") as string;
    expect(etag).toContain(card.sha256);
    const again = await ask(`/api/sample?${query}`, { headers: { "If-None-Match": etag } });
    expect(again.status).toBe(304);
    const other = await ask(`/api/sample?${query}&temperature=0.3`);
    expect(other.headers.get("etag")).not.toBe(etag);
  });

  test("is asked no more than a request may cost", async () => {
    const most = Math.floor(limits.inference.multiplyAdds / workOf(card, { seed: 0, n: 1 }));
    if (most < 64) {
      const response = await ask(`/api/sample?model=${id}&n=${most + 1}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({
        error: { code: most > 0 ? "too-many-rows" : "out-of-range", path: most > 0 ? "n" : "steps" },
      });
    }
    if (most > 0) expect((await ask(`/api/sample?model=${id}&n=${Math.min(64, most)}&format=bytes`)).status).toBe(200);
  });

  test("is told how many steps fit into a request, and so many do, but no more", async () => {
    const all = card.steps?.most ?? 1;
    const asking = (steps: number) => ask(`/api/sample?model=${id}&n=1&steps=${steps}&format=bytes`);
    if (workOf(card, { seed: 0, n: 1, steps: all }) <= limits.inference.multiplyAdds) return;
    const { error } = (await (await asking(all)).json()) as { error: { path: string; values: { max: number } } };
    expect(error.path).toBe("steps");
    const { max } = error.values;
    expect((await asking(max)).status).toBe(200);
    expect((await asking(max + 1)).status).toBe(400);
  });
});

test("pictures come as PNG, also to an image element", async () => {
  const levels = await here("digits", { seed: 3, n: 1 });
  for (const headers of [{ Accept: "image/*" }, {}] as Record<string, string>[]) {
    const format = headers.Accept ? "" : "&format=png";
    const response = await ask(`/api/sample?model=digits&seed=3${format}`, { headers });
    expect(response.headers.get("content-type")).toBe("image/png");
    const { width, height, values } = readPng(new Uint8Array(await response.arrayBuffer()));
    expect([width, height]).toEqual([28, 28]);
    expect(values).toEqual([...levels]);
  }
});

test("numbers of the code are held by place", async () => {
  const held = await here("digits", { seed: 3, n: 2, latent: [0.5, null, -1.25] });
  expect(await bytesAt("model=digits&seed=3&n=2&latent=0.5,,-1.25&format=bytes")).toEqual(held);
});

test("the cards are all there", async () => {
  const { models } = (await (await ask("/api/models")).json()) as { models: unknown[] };
  expect(models).toEqual(JSON.parse(JSON.stringify(cards)));
});

test.each([
  ["model=mona-lisa", "model", "not-an-option", cards[0].id],
  ["seed=-1", "seed", "out-of-range", "whole number from 0"],
  ["n=65", "n", "out-of-range", "from 1 to 64"],
  ["temperature=hot", "temperature", "out-of-range", "(must be a number from 0 to 4)"],
  ["temperature=4.1", "temperature", "out-of-range", "(must be a number from 0 to 4)"],
  ["latent=1,two", "latent", "not-numbers", "latent: two (must be numbers between commas"],
  ["latent=9", "latent", "out-of-range", "from -8 to 8"],
  ["latent=1,1,1,1,1,1,1,1,1", "latent", "too-many-items", "at most 8"],
  ["steps=0", "steps", "out-of-range", "from 1 to"],
  ["steps=2", "steps", "out-of-range", "from 1 to 1"],
  ["format=gif", "format", "not-an-option", "json, png, bytes"],
])("refuses %s with the cure", async (query, path, code, cure) => {
  const response = await ask(`/api/sample?${query}`);
  expect(response.status).toBe(400);
  const { error } = (await response.json()) as { error: { path: string; code: string; message: string } };
  expect(error).toMatchObject({ path, code });
  expect(error.message).toContain(cure);
});
