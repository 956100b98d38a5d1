/** A link made without a network is published later, and can be called off; whoever finds the same may say so. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import type { LinkView } from "../../worker/index.ts";
import { openSite, runToEnd, violations } from "./site.ts";

const site = openSite();
const viewOf = async (address: string) => (await (await fetch(address.replace("/x/", "/api/x/"))).json()) as LinkView;

async function shareLater(page: Page, title: string): Promise<void> {
  await page.locator(".header-tools button.primary").click();
  const form = page.locator(".publish-form");
  await form.locator("input[type=text]").fill(title);
  await form.locator("button[type=submit]").click();
  await form.getByRole("button", { name: "Publish when there is a network" }).click();
  await page.locator(".publish-done").waitFor();
}

test("without a network a publication waits, told and cancellable, and goes when there is one", async () => {
  const context = await site.profile("en-GB", { serviceWorkers: "allow" });
  const page = await context.newPage();
  await page.goto(`${site.origin}/lab/mcmc`);
  await runToEnd(page);
  await expect
    .poll(() => page.evaluate(async () => (await (await caches.match("/offline/labs"))?.json()) ?? []), {
      timeout: 30_000,
    })
    .toEqual(["mcmc"]);
  await context.setOffline(true);
  await shareLater(page, "Made on a train");
  await page.locator(".publish-done a").click();
  const row = page.locator(".waiting li", { hasText: "Made on a train" });
  await row.waitFor();
  expect(await violations(page)).toEqual([]);
  // It outlives the page, which comes without a network, too.
  await page.reload();
  await row.waitFor();
  await context.setOffline(false);
  const link = page.locator(".my-link a", { hasText: "Made on a train" });
  await link.waitFor({ timeout: 30_000 });
  await row.waitFor({ state: "detached" });
  const address = `${site.origin}${await link.getAttribute("href")}`;
  const made = await viewOf(address);
  expect([made.title, made.confirmed]).toEqual(["Made on a train", 0]);

  await page.goto(`${site.origin}/lab/mcmc`);
  await runToEnd(page);
  await context.setOffline(true);
  await shareLater(page, "Thought better of it");
  await page.locator(".publish-done a").click();
  await page.getByRole("button", { name: "Cancel the publication of “Thought better of it”" }).click();
  await page.locator(".waiting").waitFor({ state: "detached" });
  await context.setOffline(false);
  await page.goto(`${site.origin}/links`);
  await link.waitFor();
  expect(await page.locator(".my-link").count()).toBe(1);

  await page.goto(address);
  await page.locator(".verdict.claimed").waitFor();
  expect(await page.locator(".confirmed").count()).toBe(0);
  await page.locator(".opened-verify button").first().click();
  await page.getByRole("button", { name: "Say that it is the same" }).click();
  await page.getByText("You confirmed it from this browser").waitFor();
  await page.locator(".confirmed", { hasText: "Somebody ran it again" }).waitFor();
  expect(await violations(page)).toEqual([]);
  expect((await viewOf(address)).confirmed).toBe(1);
  await context.close();
});

test("the page can be installed: its manifest and signs are there, and the policy lets them pass", async () => {
  const manifest = await fetch(`${site.origin}/manifest.webmanifest`);
  expect([manifest.status, manifest.headers.get("content-type")]).toEqual([200, "application/manifest+json"]);
  const said = (await manifest.json()) as { start_url: string; icons: readonly { src: string; type: string }[] };
  expect(said).toMatchObject({ start_url: "/", display: "standalone" });
  for (const { src, type } of said.icons) {
    const icon = await fetch(site.origin + src);
    expect([src, icon.status, icon.headers.get("content-type")]).toEqual([src, 200, type]);
  }
  const context = await site.profile("en-GB");
  const page = await context.newPage();
  await page.goto(site.origin);
  const session = await context.newCDPSession(page);
  const { errors, url } = await session.send("Page.getAppManifest");
  expect([url, errors]).toEqual([`${site.origin}/manifest.webmanifest`, []]);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => !/incognito/.test(id))).toEqual([]);
  await context.close();
});
