/** The page of each lab as it is built. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { labs } from "../../shared/labs/index.ts";
import { thorough } from "../thorough.ts";
import { expectNamedFiles } from "./named-files.ts";
import { openSite, violations, visit } from "./site.ts";
import { expectWeight, weights } from "./weights.ts";

const site = openSite();
const run = (page: Page) => page.locator(".run-main");

/** LABS=rbm,fa visits these alone. */
const asked = process.env.LABS?.split(",");
const visited = labs.map(({ id }) => id).filter((id) => asked?.includes(id) ?? true);
const drawn = (page: Page) => page.locator(".stage-main figure, .stage-main canvas, .stage-main svg").first().waitFor();

/** Those whose page stands before axe as a whole: the first of each family. All their views do in test/browser. */
const isJudged = (id: string) =>
  thorough ||
  asked ||
  labs.some((lab, i) => lab.id === id && labs.findIndex(({ family }) => family === lab.family) === i);

// One visit for everything that can be seen without a run: a lab more is a page more, not five.
test.each(visited)(
  "lab %s shows its recorded result on one screen and on a phone, names its files, weighs no more than it may, and runs nothing by itself",
  async (id) => {
    const lab = await visit(site, `/lab/${id}`, { colorScheme: "light" });
    const { page } = lab;
    await drawn(page);
    await page.locator(".stage-source").waitFor();
    await page.locator(".lesson").waitFor();
    await expect(run(page).textContent()).resolves.toContain("Run");
    await fitsOneScreen(page);
    await expectNamedFiles(page.url(), id, lab.loaded);
    const weight = weights.find(({ address }) => address === `/lab/${id}`);
    if (weight) await expectWeight(lab, weight);
    if (isJudged(id)) expect(await violations(page), "light").toEqual([]);
    await drawsEachView(page);
    if (isJudged(id)) {
      await page.emulateMedia({ colorScheme: "dark" });
      // Another theme changes colours alone.
      expect(await violations(page, ["color-contrast"]), "dark").toEqual([]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    await fitsPhone(page);
    // There the lesson, whose headings stand between those of the page and of a view, is away.
    if (isJudged(id)) expect(await violations(page, ["heading-order"]), "phone").toEqual([]);
    expect(lab.complaints).toEqual([]);
  },
);

/** The page as it is built has less at hand than the tests of views have: the generators of its lab alone. */
async function drawsEachView(page: Page): Promise<void> {
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    const id = await tab.getAttribute("id");
    await page.locator(`[aria-labelledby="${id}"] > *`).first().waitFor();
    expect(await page.locator(".stage").textContent()).not.toContain("could not be drawn");
  }
}

/** Picture, run bar and controls at 1440 × 900. */
async function fitsOneScreen(page: Page): Promise<void> {
  const { height } = await page.evaluate(() => ({ height: document.documentElement.scrollHeight }));
  expect(height).toBeLessThanOrEqual(900);
  for (const part of [".stage-main", ".run-main", ".controls .field"]) {
    const box = await page.locator(part).first().boundingBox();
    expect(box && box.y >= 0 && box.y < 860, part).toBe(true);
  }
}

/** The run button at the thumb, nothing wider than the screen, and the controls as a sheet. */
async function fitsPhone(page: Page): Promise<void> {
  await page.locator(".sheet-bar button").first().waitFor();
  const box = await run(page).boundingBox();
  expect(box && box.y > 422 && box.y + box.height <= 844).toBe(true);
  const { width } = await page.evaluate(() => ({ width: document.documentElement.scrollWidth }));
  expect(width).toBeLessThanOrEqual(390);
  const controls = page.locator(".controls");
  await controls.waitFor({ state: "hidden" });
  await page.locator(".sheet-bar button").first().click();
  await controls.waitFor({ state: "visible" });
  // The sheet listens for the key a moment after it is seen.
  await expect.poll(() => page.keyboard.press("Escape").then(() => controls.isVisible())).toBe(false);
}
