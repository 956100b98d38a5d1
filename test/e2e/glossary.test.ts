import { expect, test } from "vitest";
import { openSite, violations, visit } from "./site.ts";

const site = openSite();
const loadedNote = (loaded: readonly string[]) => loaded.some((url) => /\/assets\/lesson-term-note-.*\.js/.test(url));

test("a word of a lesson says what it means by keyboard, and leads to its entry; its code comes with the first question", async () => {
  const { context, page, loaded, complaints } = await visit(site, "/lab/vae");
  const word = page.locator(".lesson-term").first();
  await word.waitFor();
  await page.waitForFunction(() => performance.getEntriesByName("latente.warm").length > 0);
  await page.waitForLoadState("networkidle");
  expect(loadedNote(loaded)).toBe(false);
  await word.focus();
  expect(await page.locator(".term-note").count()).toBe(0);
  await page.keyboard.press("Enter");
  const note = page.locator(".term-note");
  await expect.poll(() => note.evaluate((node) => node === document.activeElement)).toBe(true);
  expect(loadedNote(loaded)).toBe(true);
  expect(await word.getAttribute("aria-expanded")).toBe("true");
  const id = (await word.getAttribute("href"))?.replace("/glossary#", "") ?? "";
  expect(await note.textContent()).toMatch(/\.See it in the glossary$/);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect.poll(() => note.count()).toBe(0);
  expect(await word.evaluate((node) => node === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await note.waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator(`.term.asked[id="${id}"]`).waitFor();
  await page.goBack();
  await word.waitFor();
  // On paper it is a word like others.
  expect(await page.locator(".paper .lesson-term, .paper-lesson a[href^='/glossary']").count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});

test("whoever stands on a word while its code comes keeps the place, and a press then says what it means", async () => {
  const page = await (await site.profile()).newPage();
  let bring = () => {};
  const held = new Promise<void>((resolve) => {
    bring = resolve;
  });
  await page.route(/\/assets\/lesson-term-(?!note)[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${site.origin}/lab/vae`);
  const word = page.locator(".lesson-term").first();
  await word.focus();
  // Marked, to be known again.
  await word.evaluate((link) => link.setAttribute("data-stood-on", ""));
  expect(await word.getAttribute("aria-expanded")).toBe(null);
  bring();
  await page.locator(".lesson-term[aria-expanded=false]").first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.hasAttribute("data-stood-on"))).toBe(true);
  await page.keyboard.press("Enter");
  await page.locator(".term-note").waitFor();
});

test("a pointer that rests shows it and takes it along, one that leaves hides it; a second press closes it", async () => {
  const { context, page } = await visit(site, "/lab/vae", { locale: "es-ES" });
  const word = page.locator(".lesson-term").first();
  const note = page.locator(".term-note");
  await word.hover();
  await note.waitFor();
  expect(await note.textContent()).toMatch(/Ver en el glosario$/);
  await note.hover();
  // Longer than a pointer may be on its way.
  await page.waitForTimeout(400);
  expect(await note.isVisible()).toBe(true);
  await page.mouse.move(4, 300);
  await expect.poll(() => note.count()).toBe(0);
  await word.click();
  await note.waitFor();
  await word.click();
  await expect.poll(() => note.count()).toBe(0);
  await context.close();
});

test("on a phone it stands within the window, over the sheet of the lesson, and Escape closes it alone", async () => {
  const { context, page } = await visit(site, "/lab/vae", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await page.locator(".sheet-bar button", { hasText: "Lesson" }).tap();
  for (const word of [page.locator(".lesson-term").first(), page.locator(".lesson-term").last()]) {
    await word.scrollIntoViewIfNeeded();
    await word.tap();
    const note = page.locator(".term-note");
    await note.waitFor();
    const inside = await note.evaluate((node) => {
      const { left, right, top, bottom } = node.getBoundingClientRect();
      return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
    });
    expect(inside).toBe(true);
    await page.keyboard.press("Escape");
    await expect.poll(() => note.count()).toBe(0);
    expect(await page.locator(".lab-lesson.open").count()).toBe(1);
  }
  await context.close();
});
