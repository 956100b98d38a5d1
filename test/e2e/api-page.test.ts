/** The page of the API: all addresses of the edge's own description, tried in place. */
import { expect, test } from "vitest";
import { encodeContainer } from "../../shared/publication/container.ts";
import { type FloatGraph, quantiseGraph } from "../../shared/quant/float/index.ts";
import { encodeGraph } from "../../shared/quant/graph/index.ts";
import { goldenDense } from "../oracles/golden-dense.ts";
import { openSite, violations, visit } from "./site.ts";

const site = openSite();

/** Publishes a net of 9, 2 and 9 units, or another. */
async function publish(bytes = goldenDense): Promise<string> {
  const result = { engine: { wasm: {}, random: "x" }, device: "wasm", digest: "0".repeat(64), metrics: {}, seconds: 1 };
  const header = { experiment: { v: 1, lab: "autoencoder", seed: 7 }, result, title: "Nine in two" };
  const response = await fetch(`${site.origin}/api/x`, {
    method: "POST",
    headers: { "Content-Type": "application/vnd.latente", "Idempotency-Key": crypto.randomUUID() },
    body: encodeContainer({ header, parts: [{ role: "weights", bytes }] }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
}

test.each([
  {
    locale: "en-GB",
    title: "Draw samples",
    send: "Send",
    refused: "The body is not JSON in UTF-8.",
    options: { viewport: { width: 1440, height: 900 } },
  },
  {
    locale: "es-ES",
    title: "Sacar muestras",
    send: "Enviar",
    refused: "El cuerpo no es JSON en UTF-8.",
    options: { viewport: { width: 390, height: 844 }, colorScheme: "dark" as const },
  },
])("a reader of $locale looks an address up and tries it", async ({ locale, title, send, refused, options }) => {
  const id = await publish();
  const { page, complaints } = await visit(site, `/api?link=${id}`, { locale, ...options });
  await page.getByText("Nine in two").first().waitFor();
  expect(await page.locator("#sample h3").textContent()).toBe(title);
  const { paths } = (await (await fetch(`${site.origin}/api/openapi.json`)).json()) as {
    paths: Record<string, object>;
  };
  const all = Object.values(paths).reduce((sum, methods) => sum + Object.keys(methods).length, 0);
  expect(await page.locator(".api-operation").count()).toBe(all);

  // By the keyboard alone.
  await page.locator("#sample input").nth(1).focus();
  await page.keyboard.press("Enter");
  const picture = page.locator("#sample img");
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(11);
  expect(await page.locator("#sample .api-status").textContent()).toMatch(/^200 · /);
  expect(await page.locator("#sample pre").last().textContent()).toContain(`${site.origin}/api/x/${id}/sample?seed=1`);

  const infer = page.locator("#infer");
  const body = infer.locator("textarea");
  await infer.getByRole("button", { name: "decode" }).click();
  await expect.poll(() => body.inputValue()).toBe('{"op":"decode","rows":[[0,0]]}');
  await infer.getByRole("button", { name: send }).click();
  await expect.poll(() => infer.locator(".api-text").textContent()).toContain('"width": 9');
  await body.fill('{"op":"decode","rows":[[0,0]]');
  const before = complaints.length;
  await infer.getByRole("button", { name: send }).click();
  await expect.poll(() => infer.locator(".api-status").textContent()).toMatch(/^400 · /);
  expect(await infer.locator(".api-answer").textContent()).toContain(refused);
  expect(await infer.locator(".api-text").textContent()).toContain('"code": "not-json"');

  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  // The browser itself tells of the refusal.
  const others = complaints.filter((one, at) => at < before || !one.includes("status of 400"));
  expect(others).toEqual([]);
});

test("the classes of an answer are told by their names, whatever these hold", async () => {
  const float: FloatGraph = {
    input: { shape: [2] },
    nodes: [
      {
        name: "d",
        inputs: ["input"],
        op: "dense",
        units: 2,
        weights: Float32Array.of(3, -3, 0, 0),
        bias: new Float32Array(2),
      },
      { name: "odds", inputs: ["d"], op: "softmax" },
    ],
    outputs: ["odds"],
  };
  const { graph } = quantiseGraph(float, Float32Array.of(-1, 0, 1, 0));
  const id = await publish(encodeGraph({ ...graph, classes: ["gato", "<b>perro</b>"] }));
  const { page, complaints } = await visit(site, `/api?link=${id}`, { locale: "es-ES" });
  const infer = page.locator("#infer");
  await infer.getByRole("button", { name: "classify" }).click();
  await infer.locator("textarea").fill('{"op":"classify","rows":[[1,0],[-1,0]]}');
  await infer.getByRole("button", { name: "Enviar" }).click();
  await expect
    .poll(() => infer.locator(".api-classes li").allTextContents())
    .toEqual([
      expect.stringMatching(/^Fila 1: clase gato \(\d/),
      expect.stringMatching(/^Fila 2: clase <b>perro<\/b> \(\d/),
    ]);
  expect(complaints).toEqual([]);
});

test("the page says what to do where there is no link, and what is wrong with one that is not there", async () => {
  const { page } = await visit(site, "/api", { locale: "en-GB" });
  await page.getByText("No link yet").waitFor();
  expect(await page.getByRole("link", { name: "open the autoencoder" }).getAttribute("href")).toBe("/lab/autoencoder");
  const box = page.getByLabel("Link to try with");
  await box.fill(`${site.origin}/x/${"A".repeat(22)}`);
  await box.press("Enter");
  await page.getByText("The link does not exist.").waitFor();
  expect(new URL(page.url()).searchParams.get("link")).toBe("A".repeat(22));
});
