/** Published models that go on with texts: asked whole or in events, cut and gone on, and with whatever strangers send. */
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { limits } from "../../shared/experiment/limits.ts";
import { cards } from "../../shared/gallery/index.ts";
import { quantiseGraph } from "../../shared/quant/float/index.ts";
import { encodeGraph, scalarGraphs } from "../../shared/quant/graph/index.ts";
import { textModel, writeText } from "../../shared/quant/text/index.ts";
import { describeModel } from "../../worker/inference/weights.ts";
import { recurrentText, SIGNS } from "../shared/quant/text/nets.ts";
import { ask, migrate, publication, published } from "./edge.ts";

const model = recurrentText("gru");
const { text: own } = model.graph;
// Ends with its line.
const ending = textModel({ ...model.graph, text: { signs: SIGNS, begin: "\n", ...own, end: "\n" } });
const numbers = quantiseGraph(
  { input: { shape: [2] }, nodes: [{ name: "a", inputs: ["input"], op: "activation", kind: "tanh" }], outputs: ["a"] },
  Float32Array.of(-1, 1),
).graph;
let [id, endingId, numbersId, withoutId] = ["", "", "", ""];

beforeAll(async () => {
  await migrate();
  const publish = async (bytes?: Uint8Array<ArrayBuffer>) =>
    (await published(publication(), { parts: bytes ? [{ role: "weights", bytes }] : [] })).id;
  id = await publish(encodeGraph(model.graph));
  endingId = await publish(encodeGraph(ending.graph));
  numbersId = await publish(encodeGraph(numbers));
  withoutId = await publish();
});

interface Piece {
  readonly text: string;
  readonly probabilities: readonly number[];
  readonly from: number;
  readonly next: number | null;
}

const question = { prefix: "una vez ", seed: 3, temperature: 0.9 };
const send = (body: unknown, headers: Readonly<Record<string, string>> = {}, link = id) =>
  ask(`/api/x/${link}/text`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const whole = async (body: unknown, link = id) => {
  const response = await send(body, {}, link);
  expect(response.status).toBe(200);
  return (await response.json()) as Piece;
};
const refusal = async (body: unknown, link = id) => {
  const response = await send(body, {}, link);
  const { error } = (await response.json()) as { error: { code: string; path: string; message: string } };
  return { status: response.status, ...error };
};

/** Events as a reader of the standard takes them apart. */
const eventsOf = (text: string) =>
  text
    .split("\n\n")
    .filter((part) => part !== "")
    .map((part) => {
      const lines = part.split("\n");
      expect(lines).toHaveLength(2);
      expect(lines[0]).toMatch(/^event: (piece|end)$/);
      expect(lines[1]).toMatch(/^data: /);
      return [lines[0].slice(7), JSON.parse(lines[1].slice(6)) as Piece] as const;
    });
const events = async (body: unknown, link = id) => {
  const response = await send(body, { Accept: "text/event-stream" }, link);
  expect(response.headers.get("content-type")).toBe("text/event-stream");
  expect(response.headers.get("cache-control")).toBe("no-store");
  return eventsOf(await response.text());
};

const signs = (given: typeof question, length: number) => [
  ...writeText(model, scalarGraphs, { topK: 0, topP: 1, ...given, length }),
];
const written = (given: typeof question, length: number) =>
  signs(given, length)
    .map(({ character }) => character)
    .join("");

describe("a published model of texts", () => {
  test("is described in its link", async () => {
    const view = (await (await ask(`/api/x/${id}`)).json()) as { model: object };
    expect(view.model).toEqual({
      kind: "text-int8",
      inputs: 1,
      outputs: Array.from(SIGNS).length,
      parameters: describeModel(encodeGraph(model.graph)).parameters,
      multiplyAdds: model.multiplyAdds,
      signs: SIGNS,
      window: 128,
      operations: [],
    });
  });

  test("writes the characters of the readable engine, with their probabilities", async () => {
    const expected = signs(question, 64);
    expect(await whole(question)).toEqual({
      text: expected.map(({ character }) => character).join(""),
      probabilities: expected.map(({ probability }) => probability),
      from: 0,
      next: 64,
    });
  });

  test("gives the same in events, and says at last where it goes on", async () => {
    const all = await events({ ...question, length: 21 });
    const pieces = all.slice(0, -1).map(([, piece]) => piece);
    expect(new Set(all.slice(0, -1).map(([name]) => name))).toEqual(new Set(["piece"]));
    expect(pieces.map(({ text }) => text).join("")).toBe(written(question, 21));
    expect(pieces.map(({ from, next }) => [from, next])).toEqual([
      [0, 8],
      [8, 16],
      [16, 21],
    ]);
    expect(all.at(-1)).toEqual(["end", { next: 21 }]);
  });

  test("goes on from a cut at any place as if there were none, with any part of a stream", async () => {
    const expected = written(question, 150);
    for (let cut = 0; cut <= 100; cut++) {
      const { text, from } = await whole({ ...question, written: expected.slice(0, cut), length: 50 });
      expect([from, text]).toEqual([cut, expected.slice(cut, cut + 50)]);
    }
    // Of a stream that ended in the middle, the pieces that came whole.
    let own = "";
    for (let bytes = 40; own.length < 150; bytes = 40 + ((bytes * 37) % 400)) {
      const response = await send({ ...question, written: own }, { Accept: "text/event-stream" });
      const cut = (await response.text()).slice(0, bytes);
      const came = eventsOf(cut.slice(0, Math.max(0, cut.lastIndexOf("\n\n")))).filter(([name]) => name === "piece");
      own += came.map(([, { text }]) => text).join("");
      if (came.length === 0) own += (await whole({ ...question, written: own, length: 1 })).text;
    }
    expect(own.slice(0, 150)).toBe(expected);
  });

  test("goes on from the last window of a long text", async () => {
    const expected = written(question, 200);
    const given = { ...question, written: expected.slice(190 - model.window, 190), from: 190, length: 10 };
    expect((await whole(given)).text).toBe(expected.slice(190));
    expect(await refusal({ ...given, written: "a" })).toMatchObject({ status: 400, code: "unfit-written" });
  });

  test("ends where it ends", async () => {
    const given = { ...question, temperature: 2 };
    let [own, next] = ["", 0 as number | null];
    while (next !== null) {
      const piece: Piece = await whole({ ...given, written: own }, endingId);
      own += piece.text;
      next = piece.next;
    }
    expect(own).toMatch(/^[^\n]*\n$/);
    expect(await whole({ ...given, written: own }, endingId)).toEqual({
      text: "",
      probabilities: [],
      from: own.length,
      next: null,
    });
    expect(await events({ ...given, written: own }, endingId)).toEqual([["end", { next: null }]]);
    expect((await events({ ...given, written: own.slice(0, -1) }, endingId)).at(-1)).toEqual(["end", { next: null }]);
  });

  test.each(["text/event-stream;q=0.5, application/json", "*/*", "", "text/event-stream;q=0"])(
    "answers as JSON where %j is accepted",
    async (Accept) => expect((await send(question, { Accept })).headers.get("content-type")).toBe("application/json"),
  );
});

describe("what strangers send", () => {
  test.each([
    ["a character that was never learnt", { prefix: "𝄞" }, "unknown-sign", "prefix", /"𝄞" \(U\+1D11E\).*leave it out/],
    ["a lone surrogate", { prefix: "\ud800" }, "unknown-sign", "prefix", /U\+D800/],
    ["a mark of direction", { prefix: "a\u202eb" }, "unknown-sign", "prefix", /U\+202E/],
    ["NUL", { written: "\u0000" }, "unknown-sign", "written", /U\+0000/],
    ["a negative temperature", { temperature: -1 }, "out-of-range", "temperature", /-1 \(must be 0 to 2\)/],
    ["no nucleus", { topP: 0 }, "out-of-range", "topP", /0 \(must be 0.05 to 1\)/],
    ["half a sign", { topK: 1.5 }, "wrong-type", "topK", /1\.5/],
    ["a text for a number", { seed: "1" }, "wrong-type", "seed", /1/],
    ["no characters", { length: 0 }, "out-of-range", "length", /0 \(must be 1 to 64\)/],
    ["too many characters", { length: 65 }, "out-of-range", "length", /65 \(must be 1 to 64\)/],
    ["a seed below zero", { seed: -1 }, "out-of-range", "seed", /-1/],
    ["another member", { engine: "x" }, "unknown-key", "engine", /must be one of prefix, written/],
    ["a list", [], "wrong-type", "body", /./],
    ["nothing", null, "wrong-type", "body", /./],
    ["NaN, which is no JSON", '{"temperature": NaN}', "not-json", "body", /./],
    ["infinity", '{"temperature": 1e999}', "out-of-range", "temperature", /Infinity/],
    ["a prefix that is a number", { prefix: 7 }, "wrong-type", "prefix", /7/],
    ["a place before what was written", { written: "abc", from: 1 }, "unfit-written", "written", /3 characters of 1/],
  ])("%s is refused by name", async (_, body, code, path, message) => {
    const refused = await refusal(body);
    expect(refused).toMatchObject({ status: 400, code, path });
    expect(refused.message).toMatch(message);
  });

  test("ten megabytes are refused unread, other types too", async () => {
    const response = await send(JSON.stringify({ prefix: "a".repeat(10_000_000) }));
    expect(response.status).toBe(413);
    expect((await send("una vez", { "Content-Type": "text/plain" })).status).toBe(415);
    expect((await send("{", {})).status).toBe(400);
  });

  test("of a long prefix the last characters count; none is as good as any", async () => {
    const prefix = "el gato mira la luna ".repeat(12_000);
    expect(JSON.stringify({ prefix }).length).toBeLessThan(limits.inference.bytes);
    const [long, short] = [await whole({ prefix }), await whole({ prefix: prefix.slice(-model.window) })];
    expect(long).toEqual(short);
    expect((await whole({})).text).toHaveLength(64);
  });

  test("whatever a text holds, it ends no event", async () => {
    const lines = await events({
      prefix: "a\n\nevent end\ndata x\n\n",
      temperature: 2,
      length: 64,
    });
    const text = lines.map(([, piece]) => piece.text ?? "").join("");
    expect(text.length).toBe(64);
    expect(lines.filter(([name]) => name === "end")).toHaveLength(1);
  });

  test("anything at all is answered, or refused by name", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record(
          {
            prefix: fc.oneof(
              fc.string({ unit: "binary" }),
              fc.string({ unit: fc.constantFrom(...Array.from(SIGNS)) }),
              fc.jsonValue(),
            ),
            written: fc.string({ unit: fc.constantFrom(...Array.from(SIGNS)), maxLength: 200 }),
            from: fc.oneof(fc.nat(300), fc.double()),
            seed: fc.oneof(fc.nat(), fc.double()),
            temperature: fc.oneof(fc.double({ min: 0, max: 2 }), fc.double()),
            topK: fc.oneof(fc.nat(300), fc.double()),
            topP: fc.oneof(fc.double({ min: 0, max: 1 }), fc.double()),
            length: fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer()),
          },
          { requiredKeys: [] },
        ),
        async (body) => {
          const response = await send(body);
          if (response.status === 200) {
            const { text, probabilities } = (await response.json()) as Piece;
            expect(probabilities.every((p) => p >= 0 && p <= 1)).toBe(true);
            expect(probabilities).toHaveLength(Array.from(text).length);
          } else {
            expect(response.status).toBe(400);
            await response.json();
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

test("each model answers what it can, and says of the rest who does", async () => {
  expect(await refusal(question, numbersId)).toMatchObject({ status: 404, code: "writes-no-texts" });
  expect(await refusal(question, withoutId)).toMatchObject({ status: 404, code: "no-model" });
  const infer = await ask(`/api/x/${id}/infer`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ op: "predict", rows: [[1]] }),
  });
  for (const response of [infer, await ask(`/api/x/${id}/sample`)]) {
    expect(response.status).toBe(404);
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe("writes-texts");
  }
});

test("a graph whose signs are not those of an alphabet is no model", () => {
  const bytes = (text: object) => encodeGraph({ ...model.graph, text: { ...text } as never });
  const [rare, ...others] = Array.from(SIGNS);
  for (const text of [
    { signs: [rare, ...others.reverse()].join(""), begin: "\n" },
    { signs: SIGNS.slice(0, -1), begin: "\n" },
    { signs: SIGNS, begin: "" },
    { signs: SIGNS, begin: "Ω" },
    { signs: SIGNS, begin: "\n", end: "ab" },
    { signs: SIGNS, begin: "\n", more: 1 },
    { signs: SIGNS.replace("ñ", "\u202e"), begin: "\n" },
    { signs: SIGNS.replace("ñ", "\ud800"), begin: "\n" },
  ])
    expect(() => describeModel(bytes(text)), JSON.stringify(text)).toThrow(/weights|^signs: 29/);
});

describe("the gallery's models of texts", () => {
  const { id: name, kind } = cards.find((card) => card.kind === "text") as (typeof cards)[number];
  const asked = (body: object, model = name, headers: Readonly<Record<string, string>> = {}) =>
    ask(`/api/sample?model=${model}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });

  test("go on from any cut with what GET gives", async () => {
    expect(kind).toBe("text");
    const whole = await ask(`/api/sample?model=${name}&seed=3&n=1&steps=90&temperature=0.7`);
    const { texts } = (await whole.json()) as { texts: string[] };
    const expected = Array.from(texts[0]);
    for (const cut of [0, 1, 30, 63]) {
      const body = { seed: 3, temperature: 0.7, written: expected.slice(0, cut).join(""), length: 27 };
      const piece = (await (await asked(body)).json()) as Piece;
      expect(Array.from(piece.text)).toEqual(expected.slice(cut, cut + 27));
    }
    const events = eventsOf(
      await (await asked({ seed: 3, temperature: 0.7, length: 20 }, name, { Accept: "text/event-stream" })).text(),
    );
    expect(events.flatMap(([, piece]) => Array.from(piece.text ?? ""))).toEqual(expected.slice(0, 20));
  });

  test("and no others", async () => {
    const other = cards.find((card) => card.kind !== "text") as (typeof cards)[number];
    for (const [response, code] of [
      [await asked({}, other.id), "writes-no-texts"],
      [await asked({}, "none"), "not-an-option"],
      [await asked({ prefix: "𝄞" }), "unknown-sign"],
    ] as const)
      expect(((await response.json()) as { error: { code: string } }).error.code).toBe(code);
  });
});
