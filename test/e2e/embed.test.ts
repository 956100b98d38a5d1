/** A published result in a frame of another site's page. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { isOfBrowser, openSite, runToEnd } from "./site.ts";

const site = openSite();

/** A course page of another origin, which is not isolated. */
async function coursePage(frame: string): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html");
    response.end(`<!doctype html><title>course</title><h1>Week 3</h1>${frame}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

test("a link that its publisher lets others show is looked at in their pages, without isolation, and opened from there", async () => {
  const author = await (await site.profile("es-ES")).newPage();
  await author.goto(`${site.origin}/lab/rbm?preset=bars-and-stripes`);
  await author.locator(".run-main").waitFor();
  await runToEnd(author);
  await author.locator(".header-tools button.primary").click();
  const form = author.locator(".publish-form");
  await form.locator("input[type=text]").first().fill("Barras <b>3</b>");
  const who = form.getByLabel("Mostrarlo dentro de otras páginas");
  await who.selectOption("some");
  const submit = form.locator("button[type=submit]");
  expect(await submit.isDisabled()).toBe(true);
  await form.getByLabel("Sitios, separados por espacios").fill("aula");
  expect(await form.locator(".embed-choice .field-error").textContent()).toContain("https://aula.example.org");
  await who.selectOption("all");
  await submit.click();
  const frame = await author.locator(".publish-done input").nth(1).inputValue();
  expect(frame).toMatch(/^<iframe src="http:\/\/127\.0\.0\.1:\d+\/embed\/x\/[\w-]{22}" /);

  const context = await site.profile("en-GB");
  const reader = await context.newPage();
  const complaints: string[] = [];
  reader.on("console", (message) => {
    if (message.type() === "error" && !isOfBrowser(message.text())) complaints.push(message.text());
  });
  reader.on("pageerror", (error) => complaints.push(String(error)));
  // "localhost" is another site than 127.0.0.1.
  await reader.goto((await coursePage(frame)).replace("127.0.0.1", "localhost"));
  const inside = reader.frameLocator("iframe");
  await inside.locator(".embed-view canvas").first().waitFor();
  expect(await inside.locator("h2").first().textContent()).toBe("Barras <b>3</b>");
  expect(await inside.locator(".run-main, .controls, header, input[type=range]:visible").count()).toBe(0);
  expect(await inside.locator(".metric").count()).toBeGreaterThan(1);
  const owner = reader.frames()[1];
  expect(await owner.evaluate(() => globalThis.crossOriginIsolated)).toBe(false);
  await inside.getByRole("tab").nth(1).click();
  await inside.locator("[role=tabpanel]").waitFor();
  const [opened] = await Promise.all([
    context.waitForEvent("page"),
    inside.getByRole("link", { name: "Open in Latente" }).click(),
  ]);
  await opened.locator(".verdict.claimed").waitFor();
  expect(complaints).toEqual([]);
}, 120_000);

test("a link that its publisher kept to itself is not", async () => {
  const reader = await (await site.profile()).newPage();
  const answer = await reader.goto(`${site.origin}/embed/x/${"a".repeat(22)}`);
  expect(answer?.status()).toBe(404);
});
