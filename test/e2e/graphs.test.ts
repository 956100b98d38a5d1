/** Graphs on the page as built: read from files, changed, undone, sent in a link, and handed over, published and forked where no link holds them. */
import type { BrowserContext, Page } from "playwright-core";
import { afterEach, expect, test } from "vitest";
import { type GraphFormat, writeGraph } from "../../shared/data/readers/graphs.ts";
import type { BayesNet } from "../../shared/experiment/document.ts";
import { sprinkler } from "../../shared/labs/graphs/nets/sprinkler.ts";
import type { LinkView } from "../../worker/index.ts";
import { openSite, runToEnd, violations } from "./site.ts";

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
  return page;
}

const report = (page: Page) => page.locator("details.data-panel > summary .soft").first();
const says = (page: Page, text: string) =>
  expect.poll(() => report(page).textContent(), { timeout: 20_000 }).toBe(text);
const open = (page: Page) => page.locator("details.data-panel > summary").click();
type Given = readonly [name: string, text: string];
const choose = (page: Page, ...files: readonly Given[]) =>
  page
    .locator(".data-own input[type=file]")
    .setInputFiles(
      files.map(([name, text]) => ({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) })),
    );
const drop = (page: Page, ...files: readonly Given[]) =>
  page.evaluate((all) => {
    const dataTransfer = new DataTransfer();
    for (const [name, text] of all) dataTransfer.items.add(new File([text], name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, files);
const undo = (page: Page) => page.getByRole("button", { name: "Undo" }).first().click();
const marks = (page: Page) => page.locator(".graph-mark-evidence");

async function saved(page: Page, format: string): Promise<Given> {
  await page.getByRole("button", { name: "Guardar" }).first().click();
  const item = page.getByRole("button", { name: `Grafo (${format})`, exact: true });
  const [file] = await Promise.all([page.waitForEvent("download"), item.click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  return [file.suggestedFilename(), Buffer.concat(chunks).toString()];
}

const [clouds, ...rest] = sprinkler.nodes;
const net: BayesNet = { ...sprinkler, name: "Lawn", nodes: [{ ...clouds, table: [0.25, 0.75] }, ...rest] };
const formats: readonly (readonly [GraphFormat, string, string])[] = [
  ["bif", "BIF", "Lawn.bif"],
  ["xmlbif", "XMLBIF", "Lawn.xml"],
  ["document", "JSON", "Lawn.json"],
  ["uai", "UAI", "Lawn.uai"],
];
const written = (format: GraphFormat) => writeGraph(net, format).text;

test("a net from a file is renamed, undone, asked, opened elsewhere by its address, and saved as it was in each format", async () => {
  const page = await visit(`${site.origin}/lab/bayes-net`);
  await open(page);
  await choose(page, ["lawn.bif", written("bif")]);
  await says(page, "Lawn: 4 nodes, 4 arcs");
  await page.waitForURL(/#v1\./);
  await page.locator(".graph-data input").fill("Garden");
  await page.locator(".graph-data input").press("Tab");
  await says(page, "Garden: 4 nodes, 4 arcs");
  await undo(page);
  await says(page, "Lawn: 4 nodes, 4 arcs");
  await choose(page, ["broken.bif", "netwrk Lawn {}"]);
  const trouble = page.locator(".data-own .field-error");
  await expect.poll(() => trouble.textContent()).toMatch(/broken\.bif.*line 1, column 1.*netwrk/);
  await says(page, "Lawn: 4 nodes, 4 arcs");

  const reader = await visit(page.url(), "es-ES");
  await says(reader, "Lawn: 4 nodos, 4 arcos");
  await runToEnd(reader);
  for (const [format, name, file] of formats) expect(await saved(reader, name)).toEqual([file, written(format)]);

  // Back again, chosen or dropped; the evidence of UAI with its network.
  await drop(page, ["lawn.uai", written("uai")], ["lawn.uai.evid", "2 0 1 3 0"]);
  await says(page, "4 nodes, 4 arcs");
  await expect.poll(() => marks(page).count()).toBe(2);
  await expect.poll(() => trouble.count()).toBe(0);
  await choose(page, ["lawn.xml", written("xmlbif")]);
  await says(page, "Lawn: 4 nodes, 4 arcs");
  await expect.poll(() => marks(page).count()).toBe(0);
  await undo(page);
  await says(page, "4 nodes, 4 arcs");
  await expect.poll(() => marks(page).count()).toBe(2);
  await drop(page, ["lawn.json", written("document")]);
  await says(page, "Lawn: 4 nodes, 4 arcs");
  await expect.poll(() => marks(page).count()).toBe(0);

  // More nodes than the page lays out itself: a thread does, and leads long arcs around what lies between.
  const threads: string[] = [];
  page.on("worker", (thread) => threads.push(thread.url()));
  await choose(page, ["chain.bif", writeGraph(chain("Chain", 24, 2), "bif").text]);
  await says(page, "Chain: 24 nodes, 27 arcs");
  const bends = () =>
    page.locator(".graph-line").evaluateAll((lines) => lines.map((line) => line.getAttribute("d")?.split("Q").length));
  await expect.poll(async () => (await bends()).filter((count = 0) => count > 5).length, { timeout: 20_000 }).toBe(4);
  expect(threads).toContainEqual(expect.stringContaining("/assets/layered-thread-"));
});

/** Nodes in a chain, each with numbers of its own; every fifth also follows the one five before. */
function chain(name: string, length: number, size: number): BayesNet {
  const states = Array.from({ length: size }, (_, state) => `s${state}`);
  const nodes = Array.from({ length }, (_, i) => {
    const parents = [i - 1, ...(i % 5 === 0 ? [i - 5] : [])].filter((parent) => parent >= 0);
    const table = Array.from({ length: size ** parents.length }, (_, row) => {
      const weights = states.map((_, state) => 1 + ((i * 7919 + row * 104_729 + state * 1299) % 997) / 997);
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return weights.map((weight) => weight / sum);
    }).flat();
    return { name: `node-${i}`, states, parents: parents.map((parent) => `node-${parent}`), table };
  });
  return { kind: "bayes", name, nodes };
}

test("a net too long for any link is handed over, published, verified and forked, and survives a reload", async () => {
  const long = chain("Chain", 300, 6);
  const experiment = { v: 2, lab: "bayes-net", seed: 1, data: { document: long }, params: { method: "exact" } };
  const author = await visit(site.origin);
  await author.locator("main h1").waitFor();
  await drop(author, ["chain.json", JSON.stringify(experiment)]);
  await says(author, "Chain: 300 nodes, 358 arcs");
  await author.getByText("This experiment is too long for the page's address").waitFor();
  await runToEnd(author);
  await author.locator(".header-tools button.primary").click();
  await author.locator(".publish-form input[type=text]").fill("A chain");
  await author.locator(".publish-form button[type=submit]").click();
  const url = await author.locator(".publish-done input").first().inputValue();
  const { blobs } = (await (await fetch(url.replace("/x/", "/api/x/"))).json()) as LinkView;
  expect(blobs.map(({ role }) => role)).toContain("document");

  const reader = await visit(url);
  await reader.locator(".verdict.claimed").waitFor();
  await says(reader, "Chain: 300 nodes, 358 arcs");
  await reader.locator(".opened-verify button").first().click();
  await reader.locator(".verdict.same").waitFor({ timeout: 60_000 });
  await reader.getByRole("button", { name: "Fork" }).click();
  await reader.waitForURL(`${site.origin}/lab/bayes-net`);
  await says(reader, "Chain: 300 nodes, 358 arcs");
  await open(reader);
  await reader.locator(".graph-data input").fill("Mine");
  await reader.locator(".graph-data input").press("Tab");
  await says(reader, "Mine: 300 nodes, 358 arcs");
  await reader.getByText("This experiment is too long for the page's address").waitFor();
  await reader.reload();
  await says(reader, "Mine: 300 nodes, 358 arcs");
  await undo(reader);
  await says(reader, "Chain: 300 nodes, 358 arcs");
  // It is still known what it was forked from.
  await runToEnd(reader);
  await reader.locator(".header-tools button.primary").click();
  await reader.locator(`.publish-form a[href="${new URL(url).pathname}"]`).waitFor();
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
  expect(await violations(page)).toEqual([]);
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
