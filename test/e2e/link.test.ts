import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, expect, test } from "vitest";
import { decodeSafetensors, encodeSafetensors } from "../../shared/data/readers/safetensors/safetensors.ts";
import { mcmc } from "../../shared/labs/monte-carlo/mcmc/lab.ts";
import { bytesSource } from "../../shared/publication/bytes.ts";
import { decodeContainer, encodeContainer } from "../../shared/publication/container.ts";
import type { LinkView } from "../../worker/index.ts";
import { thorough } from "../thorough.ts";
import { expectNamedFiles } from "./named-files.ts";
import { isOfBrowser, openSite, runToEnd, type, violations } from "./site.ts";

const site = openSite();
const folder = mkdtempSync(`${tmpdir()}/latente-link-`);
let contexts: BrowserContext[] = [];
const complaints: string[] = [];

afterEach(async () => {
  for (const context of contexts) await context.close();
  contexts = [];
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A page of its own browser profile: nothing that another one keeps is there. */
async function visitor(locale = "en-GB", options: BrowserContextOptions = {}): Promise<Page> {
  const context = await site.profile(locale, options);
  contexts.push(context);
  const page = await context.newPage();
  // That a missing page is a true 404 shows in the console; all else there is a mistake.
  page.on("console", (message) => {
    const text = message.text();
    if (/warning|error/.test(message.type()) && !/status of (404|410)/.test(text) && !isOfBrowser(text))
      complaints.push(text);
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  return page;
}

async function runAt(page: Page, path: string, own?: string): Promise<void> {
  await page.goto(site.origin + path);
  await page.locator(".run-main").waitFor();
  if (own) {
    await page.locator("details.data-panel > summary").click();
    await page.locator(".controls input[type=file]").first().setInputFiles(own);
    await page.locator(".data-panel", { hasText: own.split("/").at(-1) ?? "" }).waitFor();
    await type(page, "Epochs", "20");
  }
  await runToEnd(page);
}

/** Publishes what the page shows; the address of the short link. */
async function publish(page: Page, title: string, withData = false): Promise<string> {
  await page.locator(".header-tools button.primary").click();
  const form = page.locator(".publish-form");
  await form.locator("input[type=text]").fill(title);
  if (withData) await form.locator(".leaving input[type=checkbox]").check();
  await form.locator("button[type=submit]").click();
  return page.locator(".publish-done input").first().inputValue();
}

const verdict = async (page: Page): Promise<string> => {
  const badge = page.locator(".verdict:not(.claimed)");
  await badge.waitFor({ timeout: 90_000 });
  return (await badge.getAttribute("class"))?.replace("verdict ", "") ?? "";
};
const verify = (page: Page) => page.locator(".opened-verify button").first().click();
const viewOf = async (url: string) => (await (await fetch(url.replace("/x/", "/api/x/"))).json()) as LinkView;

/** 200 rows of 9 binary columns, as a spreadsheet writes them. */
function ownFile(name: string, flip = 0): string {
  const rows = Array.from({ length: 200 }, (_, i) =>
    Array.from({ length: 9 }, (_, j) => ((i >> Math.floor(j / 3)) + (i === 0 ? flip : 0)) & 1).join(";"),
  );
  const path = `${folder}/${name}`;
  writeFileSync(path, `a;b;c;d;e;f;g;h;i\n${rows.join("\n")}\n`);
  return path;
}

test("one publishes, another sees it at once, verifies it, forks it; then it is deleted and gone", async () => {
  const author = await visitor("es-ES");
  await runAt(author, "/lab/mcmc");
  const url = await publish(author, "Ocho <b>escuelas</b>");
  const { id, result } = await viewOf(url);

  // The copy that the reader's browser keeps of the page is no copy of the link.
  const reader = await visitor("en-GB", { serviceWorkers: "allow" });
  await reader.goto(url);
  await reader.locator(".verdict.claimed").waitFor();
  expect(await reader.locator(".opened-title").textContent()).toBe("Ocho <b>escuelas</b>");
  await reader.locator(".stage-main svg, .stage-main canvas").first().waitFor();
  expect(await reader.locator(".run-progress", { hasText: "Finished" }).count()).toBe(0);
  expect(await violations(reader)).toEqual([]);
  await verify(reader);
  expect(await verdict(reader)).toBe("same");

  await reader.getByRole("button", { name: "Fork" }).click();
  await reader.waitForURL(/\/lab\/mcmc#v1\./);
  await reader.locator(".run-main").waitFor();
  await reader.getByRole("button", { name: "New seed" }).click();
  await runToEnd(reader);
  const fork = await viewOf(await publish(reader, "A fork"));
  expect(fork.parent).toBe(id);
  expect(fork.result.digest).not.toBe(result.digest);

  await author.goto(`${site.origin}/links`);
  await author.locator(".my-link > button", { hasText: "Borrar" }).click();
  await author.locator("dialog[open] .danger").click();
  await author.locator(".my-link").waitFor({ state: "detached" });
  const copies = () => reader.evaluate(() => navigator.serviceWorker.controller?.scriptURL);
  await expect.poll(copies, { timeout: 30_000 }).toBe(`${site.origin}/sw.js`);
  const gone = await reader.goto(url);
  expect(gone?.status()).toBe(410);
  await reader.getByText("This link was deleted").waitFor();
});

test.runIf(thorough)("a lying result is found out, also under the true digest; another engine is no lie", async () => {
  const author = await visitor();
  await runAt(author, "/lab/mcmc");
  const { experiment, result } = await viewOf(await publish(author, "Honest"));
  const verdictOn = async (change: object): Promise<[verdict: string, details: string]> => {
    const answer = await fetch(`${site.origin}/api/x`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
      body: JSON.stringify({ experiment, result: { ...result, ...change }, title: "Changed" }),
    });
    const { url } = (await answer.json()) as { url: string };
    const reader = await visitor();
    await reader.goto(site.origin + url);
    await verify(reader);
    const found = await verdict(reader);
    // Where a metric differs, so do the two numbers that are shown of it.
    for (const row of await reader.locator(".opened-comparison .disagrees").all()) {
      const [claimed, here] = await row.locator("td.number").allTextContents();
      expect(claimed).not.toBe(here);
    }
    return [found, (await reader.locator(".opened-comparison").textContent()) ?? ""];
  };
  const [name] = Object.keys(result.metrics).filter((metric) => metric.startsWith("rhat"));
  const slightly = { ...result.metrics, [name]: result.metrics[name] * (1 + 2 ** -40) };
  expect(await verdictOn({ metrics: slightly })).toEqual([
    "different",
    expect.stringContaining("Does not match: the metrics."),
  ]);
  const lie = { digest: "0".repeat(64), metrics: { ...result.metrics, [name]: 9 } };
  expect(await verdictOn(lie)).toEqual(["different", expect.stringContaining("the digest, the metrics.")]);
  const { revision, ...before } = result.engine;
  expect(revision).toBe(mcmc.revision);
  expect((await verdictOn({ engine: before }))[0]).toBe("other-equal");
  expect((await verdictOn({ ...lie, engine: before }))[0]).toBe("other-far");
});

test("own data stay here unless ticked; without them the reader is asked for the very file", async () => {
  const own = ownFile("own.csv");
  const sha256 = createHash("sha256").update(readFileSync(own)).digest("hex");
  const author = await visitor();
  await runAt(author, "/lab/rbm?preset=bars-and-stripes", own);
  const url = await publish(author, "Without data");
  expect((await viewOf(url)).blobs.map(({ role }) => role)).not.toContain("data");
  expect((await fetch(`${site.origin}/b/${sha256}`)).status).toBe(404);

  const reader = await visitor();
  await reader.goto(url);
  await reader.locator(".verdict.claimed").waitFor();
  await reader.locator(".stage-main svg, .stage-main canvas").first().waitFor();
  await verify(reader);
  const ask = reader.locator(".ask-file");
  await ask.waitFor();
  await ask.locator("input[type=file]").setInputFiles(ownFile("other.csv", 1));
  await ask.locator(".field-error").waitFor();
  await ask.locator("input[type=file]").setInputFiles(own);
  expect(await verdict(reader)).toBe("same");

  await author.keyboard.press("Escape");
  const shared = await publish(author, "With data", true);
  expect((await viewOf(shared)).blobs).toContainEqual(expect.objectContaining({ role: "data", sha256 }));
  const other = await visitor();
  const loaded: string[] = [];
  other.context().on("request", (request) => loaded.push(request.url()));
  await other.goto(shared);
  await other.locator(".stage-main svg, .stage-main canvas").first().waitFor();
  await expectNamedFiles(shared, "rbm", loaded);
  await verify(other);
  expect(await verdict(other)).toBe("same");
});

test.runIf(thorough)("a result saved as a file opens with its result elsewhere, and is verified there", async () => {
  const author = await visitor();
  await runAt(author, "/lab/mcmc");
  await author.locator(".header-tools button.primary").click();
  const download = author.waitForEvent("download");
  await author.getByRole("button", { name: "Experiment and result" }).click();
  const path = `${folder}/run.latente`;
  await (await download).saveAs(path);
  const reader = await visitor("es-ES");
  await reader.goto(`${site.origin}/open`);
  await reader.locator("input[type=file]").setInputFiles(path);
  await reader.locator(".verdict.claimed").waitFor();
  await reader.locator(".stage-main svg, .stage-main canvas").first().waitFor();
  await verify(reader);
  expect(await verdict(reader)).toBe("same");

  const { header, parts } = await decodeContainer(bytesSource(new Uint8Array(readFileSync(path))));
  const [{ bytes }] = parts;
  const { arrays, metadata } = decodeSafetensors(bytes);
  const [name] = Object.keys(arrays);
  const zeroed = { ...arrays, [name]: { ...arrays[name], values: arrays[name].values.slice().fill(0) } };
  const forged = { role: "arrays", bytes: encodeSafetensors(zeroed, metadata) } as const;
  writeFileSync(`${folder}/forged.latente`, encodeContainer({ header, parts: [forged] }));
  const other = await visitor("es-ES");
  await other.goto(`${site.origin}/open`);
  await other.locator("input[type=file]").setInputFiles(`${folder}/forged.latente`);
  await other.locator(".verdict.claimed").waitFor();
  await verify(other);
  expect(await verdict(other)).toBe("different");
  expect(await other.locator(".opened-comparison").textContent()).toContain(
    `No coincide: las series y figuras (${name}).`,
  );
});
