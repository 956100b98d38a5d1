import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { courses, labsOf } from "../../client/courses/courses.ts";
import { labs } from "../../shared/labs/index.ts";
import { openSite, violations, visit } from "./site.ts";

const site = openSite();

const cards = (page: Page) =>
  page.locator(".card-lab").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
const box = (page: Page) => page.locator(".search input");
const at = (page: Page) => page.url().slice(site.origin.length);
const active = (page: Page) => page.locator('.search-result[aria-selected="true"]');

test("the search is reached, walked through and followed by keyboard, in the reader's language, without accents and in any number", async () => {
  const { context, page, loaded, complaints } = await visit(site, "/", { locale: "es-ES" });
  await page.locator(".card").first().waitFor();
  const isThere = () => loaded.some((url) => /\/assets\/searcher-/.test(url));
  expect(isThere()).toBe(false);
  await page.keyboard.press("/");
  expect(await box(page).evaluate((input) => input === document.activeElement)).toBe(true);
  // What it costs is said before anything is typed.
  await expect.poll(() => page.locator(".search-panel").textContent()).toMatch(/kB/);
  await expect.poll(isThere).toBe(true);
  await page.keyboard.type("redes convolucionales");
  await page.locator(".search-result").first().waitFor();
  expect(await box(page).getAttribute("aria-expanded")).toBe("true");
  expect(await active(page).count()).toBe(0);
  await page.keyboard.press("ArrowDown");
  expect(await active(page).getAttribute("href")).toBe("/lab/cnn");
  expect(await box(page).getAttribute("aria-activedescendant")).toBe(await active(page).getAttribute("id"));
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  expect(await active(page).getAttribute("id")).toBe(`result-${(await page.locator(".search-result").count()) - 1}`);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => at(page)).toBe("/lab/cnn");
  await page.locator(".stage-source").waitFor();
  await page.goBack();
  // It is as it was left; Escape empties it, and then lets go.
  await expect.poll(() => box(page).inputValue()).toBe("redes convolucionales");
  await box(page).focus();
  await page.keyboard.press("Escape");
  expect(await box(page).inputValue()).toBe("");
  await page.keyboard.press("Escape");
  expect(await box(page).evaluate((input) => input === document.activeElement)).toBe(false);
  expect(complaints).toEqual([]);
  await context.close();
});

test("steps of lessons and words of the glossary are found, and lead to their very place", async () => {
  const { context, page, complaints } = await visit(site, "/");
  await box(page).fill("small machine");
  await page.locator('.search-result.step[href^="/lab/rbm"]').first().click();
  const step = page.locator(".lesson-step.asked");
  await step.waitFor();
  expect(await step.textContent()).toContain("small machine");
  await expect.poll(() => step.evaluate((node) => node.getBoundingClientRect().top < innerHeight)).toBe(true);
  expect(new URL(page.url()).searchParams.get("preset")).toBe("bars-and-stripes");
  await page.goto(`${site.origin}/`);
  await box(page).fill("verosimilitud estocastica");
  const term = page.locator('.search-result.term[href="/glossary#sml"]');
  expect(await term.textContent()).toContain("stochastic maximum likelihood");
  await term.click();
  await page.locator("#sml.asked").waitFor();
  await expect.poll(() => page.locator("#sml").evaluate((node) => node.getBoundingClientRect().top)).toBeGreaterThan(0);
  await page.locator(".term-step").first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.locator(".glossary input").fill("divergencia contrastiva");
  await expect.poll(() => page.locator(".term").count()).toBeLessThan(4);
  await page.locator("#contrastive-divergence .term-step").first().click();
  await page.locator(".lesson-step.asked").waitFor();
  await page.goto(`${site.origin}/`);
  await box(page).fill("xylophonist");
  await expect.poll(() => page.locator(".search-panel").textContent()).toContain("Nothing mentions");
  expect(complaints).toEqual([]);
  await context.close();
});

test("on a phone a step of a lesson opens the sheet that it is on", async () => {
  const { context, page } = await visit(site, "/", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
  });
  await box(page).fill("small machine");
  await page.locator('.search-result.step[href^="/lab/rbm"]').first().tap();
  const step = page.locator(".lesson-step.asked");
  await step.waitFor();
  await expect
    .poll(() =>
      step.evaluate((node) => {
        const { x, y } = node.getBoundingClientRect();
        return document.elementFromPoint(x + 4, y + 4)?.closest(".lesson-step.asked") === node;
      }),
    )
    .toBe(true);
  await context.close();
});

test("chips and families are in the address: each takes cards away, back and forward walk through them, and a reload keeps them", async () => {
  const { context, page, complaints } = await visit(site, "/");
  await page.locator(".card").first().waitFor();
  const all = await cards(page);
  expect(all.length).toBe(labs.length);
  for (const chip of await page.locator(".chip").all()) {
    await chip.click();
    const left = await cards(page);
    expect(left.length).toBeLessThan(all.length);
    expect(left.length).toBeGreaterThan(0);
    await chip.click();
    expect((await cards(page)).length).toBe(all.length);
  }
  await page.evaluate(() => scrollTo(0, 150));
  await page.getByRole("button", { name: "My sound" }).click();
  expect(at(page)).toBe("/?with=sound");
  // What is shown changes, the place on the page does not.
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  const sound = await cards(page);
  expect(sound).toContain("/lab/ica");
  await page.getByRole("button", { name: "Beginner" }).click();
  expect(at(page)).toBe("/?with=beginner,sound");
  const both = await cards(page);
  expect(both.length).toBeLessThan(sound.length);
  // What would leave none cannot be pressed.
  expect(await page.getByRole("button", { name: "My texts" }).isDisabled()).toBe(true);
  await page.goBack();
  await expect.poll(() => cards(page)).toEqual(sound);
  await page.goForward();
  await expect.poll(() => cards(page)).toEqual(both);
  await page.reload();
  await page.locator(".card").first().waitFor();
  expect(await cards(page)).toEqual(both);
  expect(await page.getByRole("button", { name: "Beginner" }).getAttribute("aria-pressed")).toBe("true");
  await page.goto(`${site.origin}/`);
  const family = page.locator(".gallery-families a", { hasText: "Monte Carlo" });
  const count = labs.filter((lab) => lab.family === "monte-carlo").length;
  expect(await family.textContent()).toContain(`${count}`);
  await family.click();
  expect(at(page)).toBe("/?family=monte-carlo");
  expect((await cards(page)).length).toBe(count);
  expect(await family.getAttribute("aria-current")).toBe("true");
  await page.goBack();
  await expect.poll(async () => (await cards(page)).length).toBe(labs.length);
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});

test("a course lists its lessons in order with minutes, counts those that are done on this device, and can be started over", async () => {
  const { context, page } = await visit(site, "/", { locale: "es-ES" });
  const [first] = courses;
  const [done, begun] = labsOf(first);
  const open = page.locator(".course", { hasText: first.title.es });
  await open.waitFor();
  expect(await page.locator(".course progress").count()).toBe(0);
  // Steps are ticked in the lessons themselves: all of one that the reader ticks, one of another.
  await page.goto(`${site.origin}/lab/${done}`);
  await page.locator(".lesson-step").first().waitFor();
  const ids = await page.locator(".lesson-step").evaluateAll((all) => all.map(({ id }) => id.replace("step-", "")));
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [`latente.lesson.${done}`, ids.join(",")]);
  await page.goto(`${site.origin}/lab/${begun}`);
  await page.locator(".lesson-step input[type=checkbox]").first().check();
  await page.goto(`${site.origin}/`);
  await expect.poll(() => open.textContent()).toContain(`1 de ${labsOf(first).length}`);
  await open.click();
  expect(at(page)).toBe("/?course=first-hour");
  const lines = page.locator(".course-list li");
  expect(await lines.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href")))).toEqual(
    labsOf(first).map((id) => `/lab/${id}`),
  );
  expect(await lines.nth(0).textContent()).toMatch(/10 min · hecha/);
  expect(await lines.nth(1).textContent()).toMatch(/25 min · 1 de \d+ pasos/);
  expect(await violations(page)).toEqual([]);
  // Over a reload, by the address.
  await page.reload();
  await expect.poll(() => lines.nth(0).textContent()).toMatch(/hecha/);
  await page.getByRole("button", { name: "Empezar de nuevo" }).click();
  await expect.poll(() => page.locator(".course-list li.done").count()).toBe(0);
  await page.goto(`${site.origin}/lab/${begun}`);
  await page.locator(".lesson-step").first().waitFor();
  expect(await page.locator(".lesson-step.done").count()).toBe(0);
  await page.goto(`${site.origin}/?course=book`);
  await expect.poll(() => page.locator(".course-list h3").count()).toBeGreaterThan(8);
  await context.close();
});

test("who comes back goes on where they were: the lab, its experiment, its state and when; and may have that forgotten", async () => {
  const { context, page } = await visit(site, "/");
  await page.locator(".card").first().waitFor();
  expect(await page.locator(".go-on").count()).toBe(0);
  await page.goto(`${site.origin}/lab/ica?preset=planted`);
  await page.locator(".stage-source").waitFor();
  await page.waitForTimeout(600);
  await page.goto(`${site.origin}/lab/mcmc?preset=banana-hmc`);
  await page.locator(".stage-source").waitFor();
  await page.locator(".run-main").click();
  await page.locator(".run-progress", { hasText: "Finished" }).waitFor();
  const field = page.locator(".kind-integer .number-box").first();
  const before = await field.inputValue();
  await field.press("ArrowUp");
  await expect.poll(() => field.inputValue()).not.toBe(before);
  const changed = await field.inputValue();
  await expect.poll(() => at(page)).toMatch(/#v1\./);
  await page.waitForTimeout(600);
  await page.goto(`${site.origin}/`);
  const links = page.locator(".go-on-link");
  await links.nth(1).waitFor();
  expect(await links.count()).toBe(2);
  expect(await links.nth(0).textContent()).toMatch(/Markov chain Monte Carlo.*with your changes.*1 run.*now/);
  expect(await links.nth(1).textContent()).toMatch(/Independent component analysis.*Ten planted sources/);
  expect(await violations(page)).toEqual([]);
  await links.nth(0).click();
  await expect.poll(() => field.inputValue()).toBe(changed);
  await page.goto(`${site.origin}/`);
  await page.locator(".go-on").getByRole("button", { name: "Forget" }).click();
  await expect.poll(() => page.locator(".go-on").count()).toBe(0);
  await page.reload();
  await page.locator(".card").first().waitFor();
  expect(await page.locator(".go-on").count()).toBe(0);
  await context.close();
});

test("the first door leads to a machine that runs at once, and opened again it waits to be asked", async () => {
  const { context, page, complaints } = await visit(site, "/");
  await page.locator(".doors .primary").click();
  await page.locator(".run-progress", { hasText: "Finished" }).waitFor({ timeout: 90_000 });
  expect(at(page)).toBe("/lab/rbm?preset=digits");
  await page.reload();
  await page.locator(".stage-source").waitFor();
  expect(await page.locator(".run-progress progress[value]").count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});

test("a file that is brought finds the labs that take it and goes along into the one that is chosen", async () => {
  const { context, page, complaints } = await visit(site, "/");
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${(i * 7) % 11},${(i * 3) % 5}`).join("\n");
  const table = { name: "mine.csv", mimeType: "text/csv", buffer: Buffer.from(`x,y,z\n${rows}\n`) };
  const input = page.locator(".doors input[type=file]");
  await page.locator(".card").first().waitFor();
  await input.setInputFiles([table]);
  const dialog = page.locator("dialog.bring");
  await dialog.locator("li").first().waitFor();
  expect(await dialog.locator("h2").textContent()).toContain("mine.csv");
  expect(await violations(page)).toEqual([]);
  // The keyboard is among the labs; Escape leaves.
  expect(await page.evaluate(() => document.activeElement?.closest("dialog.bring") !== null)).toBe(true);
  await page.keyboard.press("Escape");
  await expect.poll(() => dialog.count()).toBe(0);
  await input.setInputFiles([table]);
  await dialog.locator('a[href="/lab/ppca"]').click();
  await page.locator(".data-panel", { hasText: "40" }).waitFor();
  await expect.poll(() => at(page)).toMatch(/^\/lab\/ppca#v1\./);
  await page.locator(".run-main").click();
  await page.locator(".run-progress", { hasText: "Finished" }).waitFor();
  // It went once: another lab starts with its own data.
  await page.goto(`${site.origin}/`);
  await page.locator('.card-lab[href="/lab/fa"]').click();
  await page.locator(".stage-source").waitFor();
  await expect.poll(() => at(page)).toBe("/lab/fa");
  await page.goto(`${site.origin}/`);
  const other = { name: "notes.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 x") };
  await page.locator(".doors input[type=file]").setInputFiles([other]);
  await page.locator(".toast-errors", { hasText: "notes.pdf" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("forty labs are few screens on a phone, and nothing is wider than the narrowest", async () => {
  for (const [width, most] of [
    [390, 8000],
    [320, 8600],
  ] as const) {
    const { context, page } = await visit(site, "/", {
      locale: "es-ES",
      viewport: { width, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await page.locator(".sampler canvas").waitFor();
    const [height, wide] = await page.evaluate(() => [
      document.documentElement.scrollHeight,
      document.documentElement.scrollWidth,
    ]);
    expect(height).toBeLessThanOrEqual(most);
    expect(wide).toBe(width);
    expect(await violations(page)).toEqual([]);
    await context.close();
  }
});
