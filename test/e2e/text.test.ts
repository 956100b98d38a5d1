/** A published net of texts, at work on the server: written, cut and gone on, and the same as the page computes. */
import { expect, test } from "vitest";
import { encodeContainer } from "../../shared/publication/container.ts";
import { encodeGraph, scalarGraphs } from "../../shared/quant/graph/index.ts";
import { writeText } from "../../shared/quant/text/index.ts";
import { recurrentText } from "../shared/quant/text/nets.ts";
import { openSite, violations, visit } from "./site.ts";

const site = openSite();
const model = recurrentText("gru");

async function publish(): Promise<string> {
  const result = { engine: { wasm: {}, random: "x" }, device: "wasm", digest: "0".repeat(64), metrics: {}, seconds: 1 };
  const data = { generator: "tales", seed: 1, params: {} };
  const header = { experiment: { v: 1, lab: "char-rnn", seed: 1, data }, result, title: "Letters" };
  const response = await fetch(`${site.origin}/api/x`, {
    method: "POST",
    headers: { "Content-Type": "application/vnd.latente", "Idempotency-Key": crypto.randomUUID() },
    body: encodeContainer({ header, parts: [{ role: "weights", bytes: encodeGraph(model.graph) }] }),
  });
  if (response.status !== 201) throw new Error(await response.text());
  return ((await response.json()) as { id: string }).id;
}

/** What is written behind a prefix at the panel's first settings. */
const written = (prefix: string, length: number) =>
  [...writeText(model, scalarGraphs, { prefix, seed: 1, temperature: 0.8, topK: 0, topP: 1, length })]
    .map(({ character }) => character)
    .join("");

test("what the server writes is what the page computes, and reads well in both languages", async () => {
  const id = await publish();
  const { page, complaints } = await visit(site, `/x/${id}`, { locale: "en-GB" });
  await page.locator(".edge-text-details > summary").click();
  const panel = page.locator(".edge-text");
  const [text, state] = [panel.locator(".text-shaded"), panel.locator(".edge-text-state")];
  await panel.locator("input[type=text]").fill("una vez ");
  await panel.getByRole("button", { name: "Write" }).click();
  await expect.poll(() => state.textContent()).toBe("320 characters.");
  expect(await text.textContent()).toBe(`una vez ${written("una vez ", 320)}`);
  await panel.getByRole("button", { name: "Compare" }).click();
  await expect.poll(() => panel.locator(".edge-text-verdict").textContent()).toMatch(/^Same as computed here: 320/);
  await panel.getByRole("button", { name: "Go on" }).click();
  await expect.poll(() => state.textContent()).toBe("640 characters.");
  expect(await text.textContent()).toBe(`una vez ${written("una vez ", 640)}`);
  // A character that it never learnt is named.
  await panel.locator("input[type=text]").fill("Ω");
  await panel.getByRole("button", { name: "Write" }).click();
  await expect.poll(() => state.textContent()).toContain(`"Ω" (U+03A9), a character that the model never learnt`);
  expect(await violations(page)).toEqual([]);
  // The refusal itself is told by the browser.
  expect(complaints.filter((one) => !/status of 400/.test(one))).toEqual([]);
});

test("a stream that is cut goes on where it was, in any of its pieces", async () => {
  const id = await publish();
  const { page } = await visit(site, `/x/${id}`, { locale: "es-ES" });
  let requests = 0;
  await page.route("**/api/x/*/text", async (route) => {
    const request = requests++;
    if (request % 3 === 1) return route.abort("connectionreset");
    const answer = await route.fetch();
    const body = await answer.text();
    // Cut in the middle of an event, or not at all.
    return route.fulfill({ response: answer, body: request % 3 === 0 ? body.slice(0, 150 + 31 * request) : body });
  });
  await page.locator(".edge-text-details > summary").click();
  const panel = page.locator(".edge-text");
  const state = panel.locator(".edge-text-state");
  const seen = new Set<string>();
  await panel.getByRole("button", { name: "Escribir" }).click();
  await expect
    .poll(async () => {
      const now = (await state.textContent()) ?? "";
      seen.add(now.replace(/\d+/g, "n"));
      return now;
    })
    .toBe("320 caracteres.");
  expect([...seen].some((now) => now.startsWith("La conexión se cortó tras n caracteres"))).toBe(true);
  expect(await panel.locator(".text-shaded").textContent()).toBe(written("", 320));
  expect(requests).toBeGreaterThan(8);
});
