/** The picture of a link, as programs get it that show where an address leads. */
import { beforeAll, expect, test } from "vitest";
import { type Arrays, array } from "../../shared/arrays.ts";
import { encodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import { seriesColor, tokens } from "../../worker/preview/colors.ts";
import { previewSize } from "../../worker/preview/size.ts";
import { ask, migrate, publication, published, refusal, remove } from "./edge.ts";
import { readPng } from "./read-png.ts";

beforeAll(migrate);

const experiment = { v: 1, lab: "drawn", seed: 7, data: null, params: { size: 3, mode: "plain" } };
const drawn = (arrays: Arrays, change = {}) =>
  published(publication({ experiment, ...change }), {
    parts: [{ role: "arrays", bytes: encodeSafetensors(arrays, { tasks: "[]" }) }],
  });
const points = array(Float64Array.of(0, 0, 1, 1, 2, 4, 3, 9), [4, 2]);
const pathOf = (id: string) => `/api/x/${id}/preview.png`;

const pictureOf = async (id: string) => {
  const response = await ask(pathOf(id));
  expect([id, response.status]).toEqual([id, 200]);
  return { response, picture: readPng(new Uint8Array(await response.arrayBuffer())) };
};
const hasColor = (values: readonly number[], color: readonly number[]) => {
  for (let at = 0; at < values.length; at += 3) if (color.every((level, k) => values[at + k] === level)) return true;
  return false;
};

test("a stored result is drawn, and the same bytes are made again", async () => {
  const { id } = await drawn({ "output/run/points": points });
  const { response, picture } = await pictureOf(id);
  expect([picture.width, picture.height, picture.channels]).toEqual([previewSize.width, previewSize.height, 3]);
  expect(hasColor(picture.values, tokens.accent)).toBe(true);
  expect(picture.values.slice(0, 3)).toEqual([...tokens.paper]);
  const { headers } = response;
  expect(headers.get("content-type")).toBe("image/png");
  expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("cache-control")).toBe("private, no-cache");
  const etag = headers.get("etag") ?? "";
  const again = await ask(pathOf(id), { headers: { "If-None-Match": etag } });
  expect([again.status, again.headers.get("etag")]).toEqual([304, etag]);
  expect((await pictureOf(id)).picture.values).toEqual(picture.values);
});

test("another result under the same digest is another picture: nobody draws on the links of others", async () => {
  const one = await ask(pathOf((await drawn({ "output/run/points": points })).id));
  const other = await ask(pathOf((await drawn({ "output/run/points": array(points.values.slice(2), [3, 2]) })).id));
  const { result } = publication() as { result: { metrics: object } };
  const claimed = await drawn({ "output/run/points": points }, { result: { ...result, metrics: { loss: 0.5 } } });
  const third = await ask(pathOf(claimed.id));
  expect(new Set([one, other, third].map(({ headers }) => headers.get("etag"))).size).toBe(3);
});

test("a link without a stored result, one that is not there and one that was withdrawn have none", async () => {
  expect(await refusal(ask(pathOf((await published(publication({ experiment }))).id)))).toEqual([404, "no-picture"]);
  expect(await refusal(ask(pathOf("A".repeat(22))))).toEqual([404, "unknown-link"]);
  const { id, deleteToken } = await drawn({ "output/run/points": points });
  expect((await ask(pathOf(id))).status).toBe(200);
  await remove(id, deleteToken);
  expect(await refusal(ask(pathOf(id)))).toEqual([410, "deleted"]);
});

test("the head of a link's page and oEmbed name it, where there is one", async () => {
  const headOf = async (id: string) => (await (await ask(`/x/${id}`)).text()).split("</head>")[0];
  const title = `"><b>my title</b>`;
  const { id } = await drawn({ "output/run/points": points }, { title, embed: ["*"] });
  const head = await headOf(id);
  const url = `http://latente.test${pathOf(id)}`;
  expect(head).toContain(`<meta property="og:image" content="${url}">`);
  expect(head).toContain(`<meta name="twitter:card" content="summary_large_image">`);
  expect(head).not.toContain("my title");
  const oembed = await ask(`/api/oembed?url=${encodeURIComponent(`http://latente.test/x/${id}`)}`);
  expect(await oembed.json()).toMatchObject({ thumbnail_url: url, thumbnail_width: 1200, thumbnail_height: 630 });
  const bare = await published(publication({ experiment, embed: ["*"] }));
  const plain = await headOf(bare.id);
  expect(plain).not.toContain("og:image");
  expect(plain).toContain(`<meta name="twitter:card" content="summary">`);
  const none = await ask(`/api/oembed?url=${encodeURIComponent(`http://latente.test/x/${bare.id}`)}`);
  expect(await none.json()).not.toHaveProperty("thumbnail_url");
});

test("whatever the arrays are, there is a picture or the words alone", async () => {
  const filled = (value: number, shape: readonly number[]) =>
    array(new Float64Array(shape.reduce((product, length) => product * length, 1)).fill(value), [...shape]);
  const hostile: Record<string, Arrays> = {
    none: {},
    "of no task": { "output/other/points": points },
    "not numbers": { "output/run/points": filled(Number.NaN, [50, 2]) },
    infinite: { "output/run/points": filled(Number.POSITIVE_INFINITY, [50, 2]) },
    large: { "output/run/points": filled(1e308, [50, 2]) },
    "of one column": { "output/run/points": filled(1, [50, 1]) },
    "of many columns": { "output/run/points": filled(1, [1, 5000]) },
    "long without numbers": { "output/run/points": array(new Float64Array(0), [2 ** 31, 0]) },
    "pictures of another size": { "output/run/images": filled(1, [3, 7]) },
    "many pictures": { "output/run/images": filled(1, [10_000, 16]) },
    "pictures of NaN": { "output/run/images": filled(Number.NaN, [9, 16]) },
  };
  for (const [name, arrays] of Object.entries(hostile)) {
    const response = await ask(pathOf((await drawn(arrays, { title: name })).id));
    const file = new DataView(await response.arrayBuffer());
    expect([name, response.status, file.getUint32(16), file.getUint32(20)]).toEqual([name, 200, 1200, 630]);
  }
  const { picture } = await pictureOf((await drawn({ "records/run/loss": filled(0.5, [10]) })).id);
  expect(hasColor(picture.values, seriesColor(0))).toBe(true);
});
