/** Graphs on the page as built: read from a file, changed, undone, sent in a link, and published where no link holds them. */
import type { BrowserContext, Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { writeGraph } from "../../shared/data/readers/graphs.ts";
import type { BayesNet } from "../../shared/experiment/document.ts";
import { sprinkler } from "../../shared/labs/graphs/nets/sprinkler.ts";
import type { LinkView } from "../../worker/index.ts";
import { openSite, runToEnd } from "./site.ts";

const site = openSite();
const complaints: string[] = [];
let contexts: BrowserContext[] = [];
afterEach(async () => {
  for (const context of contexts) await context.close();
  contexts = [];
  expect(complaints.splice(0)).toEqual([]);
});

async function visit(address: string, locale = "en-GB"): Promise<Page> {
  const context = await site.profile(locale);
  contexts.push(context);
  const page = await context.newPage();
  page.on("console", (message) => {
    if (/warning|error/.test(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(address);
  await page.locator(".run-main").waitFor();
  return page;
}

const report = (page: Page) => page.locator("details.data-panel > summary .soft").first();
const says = (page: Page, text: string) =>
  expect.poll(() => report(page).textContent(), { timeout: 20_000 }).toBe(text);
const open = (page: Page) => page.locator("details.data-panel > summary").click();
const choose = (page: Page, name: string, text: string) =>
  page
    .locator(".data-own input[type=file]")
    .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });

const [clouds, ...rest] = sprinkler.nodes;
const net: BayesNet = { ...sprinkler, name: "Lawn", nodes: [{ ...clouds, table: [0.25, 0.75] }, ...rest] };
const bif = writeGraph(net, "bif").text;

test("a net from a file is renamed, undone, asked, and opened elsewhere by its address", async () => {
  const page = await visit(`${site.origin}/lab/bayes-net`);
  await open(page);
  await choose(page, "lawn.bif", bif);
  await says(page, "Lawn: 4 nodes, 4 arcs");
  await page.waitForURL(/#v1\./);
  await page.locator(".graph-data input").fill("Garden");
  await page.locator(".graph-data input").press("Tab");
  await says(page, "Garden: 4 nodes, 4 arcs");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await says(page, "Lawn: 4 nodes, 4 arcs");
  await choose(page, "broken.bif", bif.replace("discrete", "continuous"));
  await expect
    .poll(() => page.locator(".data-panel .field-error").first().textContent())
    .toMatch(/broken\.bif.*line \d/);
  await says(page, "Lawn: 4 nodes, 4 arcs");

  const reader = await visit(page.url(), "es-ES");
  await says(reader, "Lawn: 4 nodos, 4 arcos");
  await runToEnd(reader);
  await reader.getByRole("button", { name: "Guardar" }).first().click();
  const [file] = await Promise.all([
    reader.waitForEvent("download"),
    reader.getByRole("button", { name: "Grafo (BIF)" }).click(),
  ]);
  expect(file.suggestedFilename()).toBe("Lawn.bif");
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toBe(bif);
});

/** Nodes in a chain, each with numbers of its own: more than an address holds. */
const chain: BayesNet = {
  kind: "bayes",
  name: "Chain",
  nodes: Array.from({ length: 800 }, (_, i) => {
    const [p, q] = [((i * 7919) % 997) / 1000, ((i * 104729) % 991) / 1000];
    const table = i === 0 ? [p, 1 - p] : [p, 1 - p, q, 1 - q];
    return { name: `node-${i}`, states: ["no", "yes"], parents: i === 0 ? [] : [`node-${i - 1}`], table };
  }),
};

test("a net of 800 nodes is too long for an address; published, it is opened and verified", async () => {
  const author = await visit(`${site.origin}/lab/bayes-net`);
  await open(author);
  await choose(author, "chain.bif", writeGraph(chain, "bif").text);
  await says(author, "Chain: 800 nodes, 799 arcs");
  await author.getByText("This experiment is too long for the page's address").waitFor();
  await author.locator(".field", { hasText: "Approximate method" }).locator("select").selectOption("exact");
  await runToEnd(author);
  await author.locator(".header-tools button.primary").click();
  await author.locator(".publish-form input[type=text]").fill("A chain");
  await author.locator(".publish-form button[type=submit]").click();
  const url = await author.locator(".publish-done input").first().inputValue();
  const { blobs } = (await (await fetch(url.replace("/x/", "/api/x/"))).json()) as LinkView;
  expect(blobs.map(({ role }) => role)).toContain("document");

  const reader = await visit(url);
  await reader.locator(".verdict.claimed").waitFor();
  await says(reader, "Chain: 800 nodes, 799 arcs");
  await reader.locator(".opened-verify button").first().click();
  await reader.locator(".verdict.same").waitFor({ timeout: 60_000 });
});

test("evidence by keys alone, and its probabilities read; evidence by a press on a bar, taken back", async () => {
  const page = await visit(`${site.origin}/lab/bayes-net`);
  const drawing = page.locator(".graph-surface");
  const said = page.locator(".graph-said");
  await page.locator(".graph-node").first().waitFor();
  await drawing.focus();
  await page.keyboard.press("/");
  await page.keyboard.type("xray");
  await page.keyboard.press("Escape");
  await expect.poll(() => said.textContent(), { timeout: 20_000 }).toContain("Probabilities: no 78%, yes 22%.");
  await page.keyboard.press("2");
  await expect.poll(() => said.textContent(), { timeout: 20_000 }).toContain("no 0%, yes 100%. Seen: yes.");
  await page.keyboard.press("2");
  await expect.poll(() => said.textContent(), { timeout: 20_000 }).toContain("no 78%, yes 22%.");
  await page.keyboard.press("Shift+2");
  await expect.poll(() => said.textContent(), { timeout: 20_000 }).toContain("Set from outside: yes.");
  await page.keyboard.press("Shift+2");
  // A bar of another node: seen, and taken back.
  const bar = page.locator(".graph-node", { hasText: "bronc" }).locator(".graph-bar").first();
  const { x, y, width, height } = (await bar.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.click(x + width / 2, y + height / 2);
  await expect.poll(() => page.locator(".graph-mark-evidence").count()).toBe(3);
  await expect.poll(() => said.textContent(), { timeout: 20_000 }).toContain("Seen: no.");
  await page.locator(".graph-tools").getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => page.locator(".graph-mark-evidence").count()).toBe(2);
});

test.each([
  { lab: "bayes-net", name: "xray", word: "radiografía", state: "sí" },
  { lab: "factor-graph", name: "umbrella 3", word: "paraguas 3", state: "no" },
])("in Spanish $lab shows its built-in net in Spanish, in every view", async ({ lab, name, word, state }) => {
  const english = /\b(yes|asia|smoke|tub|lung|bronc|either|xray|dysp|rain|umbrella)\b/;
  const page = await visit(`${site.origin}/lab/${lab}`, "es-ES");
  const tabs = page.locator(".stage [role=tab]");
  await tabs.last().waitFor();
  for (const tab of await tabs.all()) {
    await tab.click();
    await page.waitForLoadState("networkidle");
    // As it is laid out: words of neighbours stay apart.
    const text = (await page.locator("main").allInnerTexts()).join();
    expect(text).toContain(word);
    expect(english.exec(text)?.[0]).toBeUndefined();
  }
  // Both its names find it, and the one that scripts use is told.
  await page.locator(".graph-search").first().fill(name);
  const said = page.locator(".graph-said").first();
  await expect.poll(() => said.textContent()).toContain(word);
  expect(await page.locator(".graph-panel").first().textContent()).toContain(`se llama ${name}.`);
  await page.locator(".graph-search").first().fill(word);
  await expect.poll(() => said.textContent()).toContain(word);
  expect(await page.locator(".graph-panel").first().textContent()).toContain(state);
});
