/** Screens that are not a desktop's: 320 pixels (or 400 % zoom), 1024 × 768, colours of the reader's own, and an error in a small space. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { some } from "../thorough.ts";
import { openSite, type } from "./site.ts";

const site = openSite();

interface Visit {
  readonly forcedColors?: "active";
  /** Files that do not arrive. */
  readonly without?: string;
}

async function visit(width: number, height: number, { without, ...options }: Visit = {}): Promise<Page> {
  const context = await site.profile("es-ES", { viewport: { width, height }, ...options });
  const page = await context.newPage();
  if (without !== undefined) await page.route(without, (route) => route.abort());
  await page.goto(`${site.origin}/lab/rbm`);
  await page.locator(".stage-source").waitFor();
  return page;
}

/** Pairs of these elements that cover each other, by their text. */
function overlaps(page: Page, selector: string): Promise<readonly string[]> {
  return page.locator(selector).evaluateAll((elements) => {
    const boxes = elements
      .map((element) => ({ name: element.textContent?.trim() ?? "", box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0);
    return boxes.flatMap(({ name, box: a }, i) =>
      boxes
        .slice(i + 1)
        .filter(
          ({ box: b }) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1,
        )
        .map((other) => `${name} × ${other.name}`),
    );
  });
}

test("320 pixels: every button can be pressed, nothing is wider than the screen", async () => {
  const page = await visit(320, 640);
  await page.locator(".sheet-bar button").first().waitFor();
  expect(await page.locator(".lab-bottom button:visible").count()).toBeGreaterThanOrEqual(6);
  expect(await overlaps(page, ".lab-bottom button")).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.locator(".sheet-bar button").first().click();
  await page.locator(".run-where:visible").waitFor();
  const beyond = (controls: Element[]) =>
    controls.filter((control) => control.getBoundingClientRect().right > innerWidth).map(({ outerHTML }) => outerHTML);
  expect(await page.locator(".run-where :is(select, input):visible").evaluateAll(beyond)).toEqual([]);
  await page.context().close();
});

test("1024 × 768: the curves begin above the fold, and no name of a metric is cut", async () => {
  const page = await visit(1024, 768);
  const [tabs, bar] = [await page.locator(".tabs").boundingBox(), await page.locator(".run-bar").boundingBox()];
  expect(tabs && bar && tabs.y + tabs.height < bar.y).toBe(true);
  const cut = (names: Element[]) =>
    names.filter((name) => name.scrollWidth > name.clientWidth).map((name) => name.textContent);
  expect(await page.locator(".metric dt").evaluateAll(cut)).toEqual([]);
  // What the picture shows is said in full; what a run takes gives way to it.
  await type(page, "Épocas", "20");
  expect(await page.locator(".run-stale").evaluateAll(cut)).toEqual([]);
  await page.context().close();
});

test("colours of the reader's own: the selected tab looks unlike the others", async () => {
  const page = await visit(1440, 900, { forcedColors: "active" });
  const look = (selected: boolean) =>
    page
      .locator(`.tabs [aria-selected=${selected}]`)
      .first()
      .evaluate((tab) => getComputedStyle(tab).backgroundColor);
  const highlight = await page.evaluate(() => {
    document.body.style.cssText = "forced-color-adjust: none; background: Highlight";
    return getComputedStyle(document.body).backgroundColor;
  });
  expect(await look(true)).toBe(highlight);
  expect(await look(false)).not.toBe(highlight);
  await page.context().close();
});

test.each(
  some(
    [
      [1440, 900],
      [390, 844],
    ],
    1,
  ),
)("%d × %d: why a run failed covers nothing", async (width, height) => {
  const page = await visit(width, height, { without: "**/*.wasm" });
  await page.locator(".run-main").click();
  await page.locator(".run-failed").waitFor();
  const error = await page.locator(".run-failed").boundingBox();
  for (const part of [".lab-columns", ".run-buttons", ".run-progress"]) {
    const box = await page.locator(part).boundingBox();
    // The columns of a phone scroll under the bar.
    if (part === ".lab-columns" && width < 900) continue;
    expect(box && error && (box.y + box.height <= error.y + 1 || error.y + error.height <= box.y + 1), part).toBe(true);
  }
  await page.locator(".run-failed button").last().click();
  await expect.poll(() => page.locator(".run-failed").count()).toBe(0);
  await page.context().close();
});
