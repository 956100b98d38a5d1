/** The sheet of a lab that goes on paper. */
import type { BrowserContextOptions } from "playwright-core";
import { expect, test } from "vitest";
import { openSite, runToEnd, type, violations } from "./site.ts";

const site = openSite();

test("a result is printed with its lesson, parameters, figures and numbers, on white, with nothing to press", async () => {
  const page = await (await site.profile("es-ES", { colorScheme: "dark" })).newPage();
  await page.goto(`${site.origin}/lab/rbm?preset=bars-and-stripes`);
  await page.locator(".run-main").waitFor();
  await type(page, "Épocas", "20");
  await runToEnd(page);
  const likelihood = await page.locator(".metric dd").first().textContent();
  await page.getByRole("button", { name: "Imprimir" }).focus();
  await page.keyboard.press("Control+p");
  const sheet = page.locator(".paper-sheet");
  await sheet.waitFor();
  await expect.poll(() => sheet.locator(".paper-lesson math").count()).toBeGreaterThan(3);
  expect(await sheet.locator(".paper-facts tr", { hasText: "Épocas" }).locator("td").textContent()).toBe("20");
  const short = (likelihood ?? "").replace(/[^\d,−]/g, "");
  expect(await sheet.locator(".paper-metrics").textContent()).toContain(short.slice(0, 4));
  const figures = await sheet.locator("figcaption").allTextContents();
  expect(figures.length).toBeGreaterThan(2);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("light");
  expect(await violations(page)).toEqual([]);

  await page.emulateMedia({ media: "print" });
  expect(await page.locator("#app").isVisible()).toBe(false);
  expect(await page.locator(".paper-bar").isVisible()).toBe(false);
  expect(await sheet.locator("button:visible, input:visible, select:visible, summary:visible").count()).toBe(0);
  await page.emulateMedia({ media: "screen" });

  await page.getByRole("checkbox", { name: "Lección" }).uncheck();
  expect(await sheet.locator(".paper-lesson").count()).toBe(0);
  await page.keyboard.press("Escape");
  await expect.poll(() => sheet.count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Imprimir");
  // The page goes on as it was.
  expect(await page.locator(".metric dd").first().textContent()).toBe(likelihood);
}, 120_000);

test("on a phone, the sheet fits, and whoever goes back closes it", async () => {
  const page = await (await site.profile("en-GB", { viewport: { width: 390, height: 844 } })).newPage();
  await page.goto(`${site.origin}/`);
  await page.locator("a[href^='/lab/']").first().click();
  await page.locator(".run-main").waitFor();
  const lab = page.url();
  await page.keyboard.press("Control+p");
  await page.locator(".paper-sheet").waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.goBack();
  await expect.poll(() => page.locator(".paper").count()).toBe(0);
  expect(page.url()).not.toBe(lab);
  expect(await page.locator("#app").getAttribute("inert")).toBe(null);
});

test("what a phone prints is drawn as a large screen draws it: as wide as paper, tables whole", async () => {
  const drawn = async (options: BrowserContextOptions) => {
    const page = await (await site.profile("en-GB", options)).newPage();
    await page.goto(`${site.origin}/lab/mcmc`);
    await page.locator(".run-main").waitFor();
    await page.keyboard.press("Control+p");
    const charts = page.locator(".paper-figure .chart > svg");
    await expect.poll(() => charts.count()).toBeGreaterThan(2);
    // What is printed is what stands here: the charts are not drawn again for the page.
    const widths = await charts.evaluateAll((all) => all.map((chart) => Number(chart.getAttribute("width"))));
    const tables = page.locator(".paper-figure :has(> table):visible");
    const cut = await tables.evaluateAll((boxes) => boxes.filter((box) => box.scrollWidth > box.clientWidth).length);
    expect(await tables.count()).toBeGreaterThan(0);
    const levels = await page.evaluate(() =>
      [".paper", ".lab-bottom"].map((one) => Number(getComputedStyle(document.querySelector(one) as Element).zIndex)),
    );
    return { widths, cut, isCovered: levels[0] <= levels[1] };
  };
  const phone = await drawn({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true });
  expect(phone).toMatchObject({ cut: 0, isCovered: false });
  // 190 mm are 718 pixels.
  expect(phone.widths.every((width) => width > 650 && width <= 718)).toBe(true);
  expect(phone.widths).toEqual((await drawn({})).widths);
}, 60_000);

test("what was typed and chosen for a figure is told on paper, and behind the end of the sheet there is no page", async () => {
  const page = await (await site.profile("es-ES")).newPage();
  await page.goto(`${site.origin}/lab/transformer?preset=tales`);
  await page.locator(".run-main").waitFor();
  await page.keyboard.press("Control+p");
  const figure = (title: string) =>
    page.locator(".paper-figure", { has: page.locator(`> figcaption:text-is("${title}")`) });
  const next = figure("Qué viene después");
  await next
    .locator("label:visible", { hasText: "Empieza así" })
    .locator("span:visible", { hasText: "Había una v" })
    .waitFor();
  await next
    .locator("label:visible", { hasText: "Temperatura" })
    .locator("span:visible", { hasText: "0,60" })
    .waitFor();
  // A text that was not learnt is there from its first character on.
  await expect.poll(() => figure("Texto de prueba").locator(".text-shaded").textContent()).toMatch(/^Más vale/);
  const weights = await next
    .locator(".figure-note")
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).fontWeight));
  expect(weights).toEqual(["400"]);
  await page.emulateMedia({ media: "print" });
  const behind = await page.evaluate(() =>
    [document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor),
  );
  expect(behind).toEqual(["rgba(0, 0, 0, 0)", "rgba(0, 0, 0, 0)"]);
  expect(await page.locator(".paper-sheet :is(input, textarea, button:not([data-tells])):visible").count()).toBe(0);
}, 60_000);
