/** What was published once answers for ever: these bytes may never change. */
import { beforeAll, expect, test } from "vitest";
import { sha256 } from "../../worker/hash.ts";
import { goldenDense } from "../oracles/golden-dense.ts";
import { ask, migrate, publication, published } from "./edge.ts";

let id = "";
beforeAll(async () => {
  await migrate();
  ({ id } = await published(publication(), { parts: [{ role: "weights", bytes: goldenDense }] }));
});

const hashOf = async (path: string, init?: RequestInit) =>
  (await sha256(new Uint8Array(await (await ask(`/api/x/${id}/${path}`, init)).arrayBuffer()))).slice(0, 16);

test.each([
  ["sample?seed=1&n=5", "02637b3dc97dfc20"],
  ["sample?seed=1&n=5&format=bytes", "0819963ee8e5e147"],
  ["sample?seed=1&n=5&format=png", "c21c1792137ca197"],
])("%s", async (path, hash) => expect(await hashOf(path)).toBe(hash));

test.each([
  ["encode", 9, "0d12c689684b5560"],
  ["decode", 2, "bd5c2e38a664dc56"],
  ["reconstruct", 9, "eab9332196903197"],
])("%s", async (op, width, hash) => {
  const rows = Array.from({ length: 3 }, (_, n) =>
    Array.from({ length: width }, (_, i) => ((n * 7 + i * 3) % 10) / 10),
  );
  const headers = { "Content-Type": "application/json" };
  expect(await hashOf("infer", { method: "POST", headers, body: JSON.stringify({ op, rows }) })).toBe(hash);
});

test("its description is as it was", async () => {
  const { model } = (await (await ask(`/api/x/${id}`)).json()) as { model: object };
  expect(model).toMatchObject({ kind: "dense-int8", inputs: 9, code: 2, outputs: 9, parameters: 47, multiplyAdds: 36 });
});
