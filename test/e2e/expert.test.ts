import { expect, test } from "vitest";
import { openSite } from "./site.ts";

const site = openSite();

test("the expert switch is in the address and in the links that are shared, and takes no step in the history", async () => {
  const context = await site.profile();
  const page = await context.newPage();
  await page.goto(`${site.origin}/lab/mcmc?preset=eight-schools&expert=1`);
  const box = page.locator(".stage-expert input");
  const tabs = page.locator(".tabs button");
  await tabs.first().waitFor();
  expect(await box.isChecked()).toBe(true);
  const all = await tabs.count();
  const steps = await page.evaluate(() => history.length);
  const longLink = async () => {
    await page.locator(".header-tools button.primary").click();
    const link = await page.locator("dialog.share[open] input[readonly]").first().inputValue();
    await page.keyboard.press("Escape");
    return link;
  };
  const withExpert = await longLink();
  expect(new URL(withExpert).search).toBe("?expert=1");
  await box.uncheck();
  await expect.poll(() => page.url()).toBe(`${site.origin}/lab/mcmc?preset=eight-schools`);
  expect(await tabs.count()).toBeLessThan(all);
  const plain = await longLink();
  // The same experiment: only what is shown differs.
  expect(new URL(plain).hash).toBe(new URL(withExpert).hash);
  expect(new URL(plain).search).toBe("");
  await box.check();
  await box.uncheck();
  expect(await page.evaluate(() => history.length)).toBe(steps);

  // Whoever opens them: a link says how it opens, one that says nothing opens as the reader prefers (simple, here).
  const reader = await (await site.profile()).newPage();
  await reader.goto(withExpert.replace("/lab/mcmc", "/"));
  await reader.locator(".tabs button").first().waitFor();
  expect(await reader.locator(".stage-expert input").isChecked()).toBe(true);
  await reader.goto(plain);
  await reader.reload();
  await reader.locator(".tabs button").first().waitFor();
  expect(await reader.locator(".stage-expert input").isChecked()).toBe(false);
  await reader.context().close();
  await context.close();
});
