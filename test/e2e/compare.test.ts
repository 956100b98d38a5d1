import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { thorough } from "../thorough.ts";
import { openSite, runToEnd, type, violations } from "./site.ts";

const site = openSite();
const compareWindow = (page: Page) => page.locator("dialog.compare[open]");
const drawn = (page: Page) => compareWindow(page).locator(".compare-side").locator("svg, canvas");

test.runIf(thorough)(
  "the history says what changed, and lays two runs side by side with one view of both and every exact metric",
  async () => {
    const context = await site.profile();
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${site.origin}/lab/mcmc`);
    await runToEnd(page);
    await type(page, "Draws per chain", "1500");
    await page.getByRole("button", { name: "New seed" }).click();
    const seed = await page.locator(".controls-more .field").last().locator("input").last().inputValue();
    await runToEnd(page);
    // The page forgets what it computed: what is compared is computed again.
    await page.reload();
    await page.locator(".run-main").waitFor();
    await page.getByRole("button", { name: "History" }).click();
    const items = page.locator(".history-list > li");
    await expect.poll(() => items.count()).toBe(2);
    const lines = await items.first().locator(".changes li").allTextContents();
    expect(lines).toEqual(["Draws per chain 1,000 → 1,500", `Seed 1 → ${seed.replace(",", "")}`]);
    expect(await items.last().locator(".changes").count()).toBe(0);
    expect(await violations(page)).toEqual([]);

    // By keyboard.
    for (const item of await items.all()) {
      await item.getByRole("checkbox").focus();
      await page.keyboard.press("Space");
    }
    await page.getByRole("button", { name: "Compare the two chosen" }).press("Enter");
    const sides = compareWindow(page).locator(".compare-side");
    await compareWindow(page).locator(".compare-metrics").waitFor({ timeout: 60_000 });
    expect(await sides.count()).toBe(2);
    expect(await sides.first().locator("h3").textContent()).toMatch(/^A: .*Seed 1$/);
    expect(await compareWindow(page).locator(".changes li").allTextContents()).toEqual(lines);
    for (const side of await sides.all()) await side.locator("svg, canvas").first().waitFor();
    expect(await sides.locator(".share-hint").count()).toBe(0);
    const boxes = await Promise.all((await sides.all()).map((side) => side.boundingBox()));
    expect(boxes[0]?.y).toBe(boxes[1]?.y);
    expect(await violations(page)).toEqual([]);
    const rows = compareWindow(page).locator(".compare-metrics tbody tr");
    const cells = (await rows.locator("td").allTextContents()).map((text) =>
      Number(text.replace("−", "-").replace(/[+,=]/g, "")),
    );
    expect(cells.length).toBeGreaterThan(6);
    for (let i = 0; i < cells.length; i += 3) {
      const [a, b, difference] = cells.slice(i, i + 3);
      // Each is printed to six digits, the first counted from the units.
      const rounding = [a, b, difference].reduce((sum, value) => sum + 5e-6 * Math.max(1, Math.abs(value)), 1e-9);
      if ([a, b, difference].every(Number.isFinite)) expect(Math.abs(b - a - difference)).toBeLessThanOrEqual(rounding);
    }
    // One choice of view for both.
    const tabs = compareWindow(page).getByRole("tab");
    await tabs.first().focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => tabs.nth(1).getAttribute("aria-selected")).toBe("true");
    for (const side of await sides.all())
      await expect.poll(() => side.locator("svg, canvas, table").count()).toBeGreaterThan(0);

    await page.setViewportSize({ width: 390, height: 844 });
    await expect
      .poll(async () => {
        const [first, second] = await Promise.all((await sides.all()).map((side) => side.boundingBox()));
        return first && second && second.y >= first.y + first.height && first.width <= 390;
      })
      .toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect.poll(() => compareWindow(page).count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  },
);

test("a fork says what it changed, and stands beside its parent", async () => {
  const context = await site.profile("es-ES");
  const page = await context.newPage();
  const publish = async () => {
    await page.locator(".header-tools button.primary").click();
    await page.locator(".publish-form button[type=submit]").click();
    return page.locator(".publish-done input").first().inputValue();
  };
  await page.goto(`${site.origin}/lab/mcmc`);
  await runToEnd(page);
  const parent = await publish();
  await page.goto(parent);
  await page.locator(".verdict.claimed").waitFor();
  await type(page, "Muestras por cadena", "1500");
  await runToEnd(page);
  await page.goto(await publish());
  await page.locator(".opened .changes li").waitFor();
  expect(await page.locator(".opened .changes li").allTextContents()).toEqual(["Muestras por cadena 1000 → 1500"]);
  await page.getByRole("button", { name: "Ver los dos, uno al lado del otro" }).click();
  await compareWindow(page).locator(".compare-metrics").waitFor();
  expect(await drawn(page).count()).toBeGreaterThanOrEqual(2);
  expect(await violations(page)).toEqual([]);
  await context.close();
});
