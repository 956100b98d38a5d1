import { describe, expect, test } from "vitest";
import { linkAnswer, ranged, sourceOf } from "../../../client/offline/answers.ts";

const origin = "https://latente.example";
const asked = (path: string, mode: RequestMode = "cors", method = "GET") =>
  sourceOf({ url: origin + path, mode, method }, origin);

describe("what the service worker answers with", () => {
  test.each(["/", "/lab/rbm", "/lab/rbm?preset=digits", "/open", "/nothing"])(
    "a visit to %s gets the document",
    (path) => expect(asked(path, "navigate")).toBe("document"),
  );

  test("a visit to a published link gets it unless the edge says otherwise", () =>
    expect(asked("/x/0123456789012345678901", "navigate")).toBe("link"));

  test.each(["/assets/index-Dh6MkbdN.js", "/assets/rbm-B5.wasm", "/icon.svg"])("%s is a file", (path) =>
    expect(asked(path)).toBe("file"),
  );

  test.each([
    ["/api/x/0123456789012345678901", "cors"],
    ["/api/health", "navigate"],
    ["/api/openapi.json", "navigate"],
    ["/b/0123", "cors"],
    ["/b/0123", "navigate"],
    ["/sw.js", "same-origin"],
  ] as const)("%s (%s) is asked of the edge", (path, mode) => expect(asked(path, mode)).toBe("network"));

  test("only what is read here comes from here", () => {
    expect(asked("/", "navigate", "HEAD")).toBe("network");
    expect(asked("/lab/rbm", "navigate", "POST")).toBe("network");
    expect(sourceOf({ url: "https://other.example/assets/a.js", mode: "cors", method: "GET" }, origin)).toBe("network");
  });
});

describe("a visit to a published link", () => {
  const none = new TypeError("no network");
  const edge = (status: number) => () => Promise.resolve(new Response("edge", { status }));
  const offline = () => Promise.reject(none);
  const kept = () => Promise.resolve(new Response("kept"));
  const dropped = () => Promise.resolve(undefined);
  const answer = async (...given: Parameters<typeof linkAnswer>) => {
    const response = await linkAnswer(...given);
    return [response.status, await response.text()];
  };

  test.each([404, 410])("that the edge does not have is answered with its %d", async (status) =>
    expect(await answer(edge(status), kept)).toEqual([status, "edge"]),
  );

  test.each([
    ["there", edge(200)],
    ["in trouble", edge(503)],
    ["out of reach", offline],
  ] as const)("gets the kept document where the edge is %s", async (_, ask) =>
    expect(await answer(ask, kept)).toEqual([200, "kept"]),
  );

  test("gets what the network gives where the browser has dropped the document", async () => {
    expect(await answer(edge(200), dropped)).toEqual([200, "edge"]);
    await expect(linkAnswer(offline, dropped)).rejects.toBe(none);
  });
});

describe("a part of a kept file", () => {
  const whole = () =>
    new Response(Uint8Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), { headers: { "Content-Type": "audio/wav" } });
  const bytes = async (response: Response) => [...new Uint8Array(await response.arrayBuffer())];

  test.each([
    ["bytes=2-4", [2, 3, 4], "bytes 2-4/10"],
    ["bytes=7-", [7, 8, 9], "bytes 7-9/10"],
    ["bytes=7-99", [7, 8, 9], "bytes 7-9/10"],
    ["bytes=-3", [7, 8, 9], "bytes 7-9/10"],
    ["bytes=-99", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "bytes 0-9/10"],
    ["bytes=0-0", [0], "bytes 0-0/10"],
  ])("%s is answered with 206", async (range, expected, said) => {
    const part = await ranged(whole(), range);
    expect(part.status).toBe(206);
    expect(part.headers.get("Content-Range")).toBe(said);
    expect(part.headers.get("Content-Length")).toBe(String(expected.length));
    expect(part.headers.get("Content-Type")).toBe("audio/wav");
    expect(await bytes(part)).toEqual(expected);
  });

  test.each(["bytes=10-", "bytes=5-4"])("%s is answered with 416", async (range) => {
    const part = await ranged(whole(), range);
    expect([part.status, part.headers.get("Content-Range")]).toEqual([416, "bytes */10"]);
  });

  test.each([null, "bytes=-", "lines=1-2", "bytes=0-1,3-4"])("%s gets all of it", async (range) => {
    const all = await ranged(whole(), range);
    expect(all.status).toBe(200);
    expect(await bytes(all)).toHaveLength(10);
  });
});
