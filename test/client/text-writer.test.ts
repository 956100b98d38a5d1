/** A text from the edge whose stream is cut, again and again: what the page has in the end is what it would have had. */
import { afterEach, expect, test, vi } from "vitest";
import { eventsOf } from "../../client/share/text/events.ts";
import { textWriter } from "../../client/share/text/writer.ts";
import { wasmGraphs } from "../../shared/quant/graph/index.ts";
import { writeText } from "../../shared/quant/text/index.ts";
import { failureOf } from "../../worker/errors.ts";
import { readTextQuestion, textReply } from "../../worker/inference/text.ts";
import { recurrentText } from "../shared/quant/text/nets.ts";
import { fresh } from "../wasm.ts";

const model = recurrentText("gru", 8);
const engine = wasmGraphs(() => fresh("quant"));
const asked = { prefix: "una ", seed: 4, temperature: 0.9, topK: 0, topP: 1 };
const expected = (length: number) => {
  const signs = [...writeText(model, engine, { ...asked, length })];
  return {
    asked,
    characters: signs.map(({ character }) => character),
    probabilities: signs.map(({ probability }) => probability),
  };
};
const atOnce = () => Promise.resolve();

/** The edge; `cut`: how many bytes of an answer arrive, by the number of the request; what is not a number is an answer of its own. */
function edge(cut: (request: number, length: number) => number | Response | Error) {
  let requests = 0;
  const bodies: unknown[] = [];
  vi.stubGlobal("fetch", async (_: string, { body }: { body: string }) => {
    bodies.push(JSON.parse(body));
    try {
      const answer = textReply({ model, engine }, readTextQuestion(JSON.parse(body)), "text/event-stream");
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const own = cut(requests++, bytes.length);
      if (own instanceof Error) throw own;
      return own instanceof Response ? own : new Response(bytes.subarray(0, own), answer);
    } catch (error) {
      if (error instanceof TypeError) throw error;
      const { status, failure } = failureOf(error);
      return Response.json(failure, { status });
    }
  });
  return bodies;
}
afterEach(() => vi.unstubAllGlobals());

test("comes whole, in as many requests as it takes", async () => {
  const bodies = edge((_, length) => length);
  const writer = textWriter("x", model.window, atOnce);
  await writer.write(asked, 300);
  expect(writer.text.value).toEqual(expected(300));
  expect(writer.state.value).toEqual({ kind: "written" });
  expect(bodies).toHaveLength(5);
  // Of a long text the last window goes along.
  expect(bodies.at(-1)).toMatchObject({ from: 256, written: expected(256).characters.slice(-model.window).join("") });
  await writer.more(20);
  expect(writer.text.value).toEqual(expected(320));
});

test("a stream that is cut after any number of bytes goes on with the same characters", async () => {
  for (let bytes = 0; bytes < 900; bytes += 29) {
    edge((request, length) => (request % 2 === 0 ? Math.min(bytes, length) : length));
    const writer = textWriter("x", model.window, atOnce);
    await writer.write(asked, 100);
    expect(writer.text.value).toEqual(expected(100));
  }
});

test("tries again while the connection or the edge is down, and says so", async () => {
  const down = [new TypeError("no network"), Response.json({ error: { code: "store-unavailable" } }, { status: 503 })];
  edge((request, length) => down[request] ?? length);
  const seen: unknown[] = [];
  const writer = textWriter("x", model.window, atOnce);
  writer.state.subscribe((state) => void seen.push(state));
  await writer.write(asked, 30);
  expect(writer.text.value).toEqual(expected(30));
  expect(seen).toEqual([
    { kind: "idle" },
    { kind: "writing" },
    { kind: "cut", tries: 1 },
    { kind: "cut", tries: 2 },
    { kind: "writing" },
    { kind: "written" },
  ]);
});

test("gives up after some tries, keeps what came, and goes on at a press", async () => {
  let isDown = false;
  edge((_, length) => (isDown ? new TypeError("no network") : length));
  const writer = textWriter("x", model.window, atOnce);
  await writer.write(asked, 20);
  isDown = true;
  await writer.more(20);
  expect(writer.state.value).toMatchObject({ kind: "failed", error: { code: "offline" } });
  expect(writer.text.value).toEqual(expected(20));
  isDown = false;
  await writer.more(20);
  expect(writer.text.value).toEqual(expected(40));
});

test("what the edge refuses is not asked again", async () => {
  const bodies = edge((_, length) => length);
  const writer = textWriter("x", model.window, atOnce);
  await writer.write({ ...asked, prefix: "Ω" }, 20);
  expect(writer.state.value).toMatchObject({ kind: "failed", error: { code: "unknown-sign" } });
  expect(bodies).toHaveLength(1);
});

test("stops at a press, and what comes later is not taken", async () => {
  edge((_, length) => length);
  const writer = textWriter("x", model.window, atOnce);
  const writing = writer.write(asked, 300);
  writer.stop();
  await writing;
  expect(writer.state.value).toEqual({ kind: "stopped" });
  const kept = writer.text.value?.characters.length ?? 0;
  expect(kept).toBeLessThan(300);
  await writer.more(300 - kept);
  expect(writer.text.value).toEqual(expected(300));
});

test("events are read across the pieces in which they arrive", async () => {
  const bytes = new TextEncoder().encode(
    'event: piece\ndata: {"text":"ñ\\n\\n"}\n\nevent: end\ndata: {"next":1}\n\nevent: piece\nda',
  );
  for (const size of [1, 2, 5, 64]) {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
        controller.close();
      },
    });
    const events = [];
    for await (const event of eventsOf(body)) events.push(event);
    expect(events).toEqual([
      { name: "piece", data: { text: "ñ\n\n" } },
      { name: "end", data: { next: 1 } },
    ]);
  }
});
