import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { canonicalJson } from "../../shared/experiment/canonical.ts";
import { decodeLink, encodeLink } from "../../shared/experiment/link.ts";
import { thorough } from "../thorough.ts";
import { openSite, runToEnd, type } from "./site.ts";

const site = openSite();
const path = (page: Page) => page.url().replace(site.origin, "");
const draws = (page: Page) => page.locator(".field", { hasText: "Draws per chain" }).locator("input").nth(1);
const length = (page: Page) => page.evaluate(() => history.length);
/** The experiment that the address says, as it is hashed. */
const said = async (page: Page) => canonicalJson((await decodeLink(new URL(page.url()).hash)).experiment);

test("the address says what the form says; back and undo go a step back, forward and redo on; the link opens the same", async () => {
  const context = await site.profile();
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${site.origin}/lab/mcmc?preset=eight-schools&expert=1`);
  await page.locator(".stage-source").waitFor();
  const first = await draws(page).inputValue();
  expect(path(page)).toBe("/lab/mcmc?preset=eight-schools&expert=1");
  const steps = await length(page);

  // A drag: the address follows, with one step at its end.
  const slider = page.locator(".field", { hasText: "Draws per chain" }).locator("input[type=range]");
  const box = (await slider.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  const seen = new Set([path(page)]);
  for (const share of [0.55, 0.6, 0.65, 0.7]) {
    await page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
    await expect.poll(() => seen.has(path(page))).toBe(false);
    seen.add(path(page));
    expect(path(page)).toMatch(/^\/lab\/mcmc\?expert=1#v1\.[\w-]+$/);
    expect(await length(page)).toBe(steps);
  }
  await page.mouse.up();
  await expect.poll(() => length(page)).toBe(steps + 1);
  const dragged = await draws(page).inputValue();

  await type(page, "Draws per chain", "333");
  await expect.poll(() => length(page)).toBe(steps + 2);
  await page.goBack();
  await expect.poll(() => draws(page).inputValue()).toBe(dragged);
  await page.goBack();
  await expect.poll(() => draws(page).inputValue()).toBe(first);
  expect(path(page)).toBe("/lab/mcmc?preset=eight-schools&expert=1");
  await page.goForward();
  await page.goForward();
  await expect.poll(() => draws(page).inputValue()).toBe("333");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => draws(page).inputValue()).toBe(dragged);
  await expect.poll(async () => (await said(page)).includes(`"draws":${dragged.replace(",", "")}`)).toBe(true);
  await page.getByRole("button", { name: "Redo" }).click();
  await expect.poll(async () => (await said(page)).includes('"draws":333')).toBe(true);
  expect(await length(page)).toBe(steps + 2);

  // A run stays through all of it, and a reload leaves form, marks of change and steps as they were.
  await runToEnd(page);
  await page.goBack();
  await page.goForward();
  await page.locator(".run-progress", { hasText: "Finished" }).waitFor();
  const copied = page.url();
  const own = await said(page);
  await page.reload();
  await page.locator(".run-main").waitFor();
  await expect.poll(() => draws(page).inputValue()).toBe("333");
  expect(await page.locator(".field-mark").count()).toBe(1);
  expect(page.url()).toBe(copied);
  await page.goBack();
  await expect.poll(() => draws(page).inputValue()).toBe(dragged);
  await page.goBack();
  await expect.poll(() => draws(page).inputValue()).toBe(first);
  expect(await page.locator(".field-mark").count()).toBe(0);

  const reader = await (await site.profile("es-ES")).newPage();
  await reader.goto(copied);
  await reader.locator(".run-main").waitFor();
  await reader.getByRole("button", { name: "Otra semilla" }).click();
  await expect.poll(() => reader.url()).not.toBe(copied);
  await reader.goBack();
  await expect.poll(() => reader.url()).toBe(copied);
  expect(await said(reader)).toBe(own);
  expect(complaints).toEqual([]);
  await reader.context().close();
  await context.close();
});

test("a change of an opened link is a fork with the link as its parent, also after a reload", async () => {
  const author = await (await site.profile()).newPage();
  await author.goto(`${site.origin}/lab/mcmc`);
  await runToEnd(author);
  const publish = async (page: Page) => {
    await page.locator(".header-tools button.primary").click();
    await page.locator(".publish-form button[type=submit]").click();
    return page.locator(".publish-done input").first().inputValue();
  };
  const url = await publish(author);
  await author.context().close();

  const page = await (await site.profile()).newPage();
  await page.goto(url);
  await page.locator(".verdict.claimed").waitFor();
  expect(page.url()).toBe(url);
  await type(page, "Draws per chain", "250");
  await expect.poll(() => path(page)).toMatch(/^\/lab\/mcmc#v1\./);
  expect(await page.locator(".verdict.claimed").count()).toBe(1);
  await page.goBack();
  await expect.poll(() => page.url()).toBe(url);
  await page.goForward();
  await expect.poll(() => draws(page).inputValue()).toBe("250");
  // By hand the form says again what was published: so does the address.
  await page.locator(".field-mark").click();
  await expect.poll(() => page.url()).toBe(url);
  await page.goBack();
  await page.reload();
  await runToEnd(page);
  const fork = await publish(page);
  const { parent } = (await (await fetch(fork.replace("/x/", "/api/x/"))).json()) as { parent: string };
  expect(parent).toBe(url.split("/").at(-1));
  // Back beyond the reload: the link's own page again.
  await page.keyboard.press("Escape");
  await page.goBack();
  await page.locator(".verdict.claimed").waitFor();
  expect(page.url()).toBe(url);
  await page.context().close();
});

test("an experiment that is too long leaves the last address, which says so, and is still there after a reload", async () => {
  const random = (length: number, of: (share: number) => string) =>
    Array.from({ length }, () => of(Math.random())).join("");
  const files = Array.from({ length: 24 }, () => ({
    sha256: random(64, (share) => Math.floor(16 * share).toString(16)),
    format: "wav" as const,
    shape: [8000, 1],
    name: random(200, (share) => String.fromCodePoint(0x4e00 + Math.floor(20_000 * share))),
  }));
  const context = await site.profile("es-ES");
  const page = await context.newPage();
  const link = await encodeLink({ v: 1, lab: "ica", seed: 7, data: { files }, params: {} });
  await page.goto(`${site.origin}/lab/ica${link}`);
  await page.locator(".run-main").waitFor();
  expect(await page.locator(".notice").count()).toBe(0);
  await page.getByRole("button", { name: "Otra semilla" }).click();
  const notice = page.locator(".notice", { hasText: "demasiado largo para la dirección" });
  await notice.waitFor();
  expect(path(page)).toBe(`/lab/ica${link}`);
  const seed = () => page.locator(".controls-more .field").last().locator("input").last().inputValue();
  const changed = await seed();
  expect(changed).not.toBe("7");
  // It is kept a moment after the change.
  await page.waitForTimeout(600);
  await page.reload();
  await expect.poll(seed).toBe(changed);
  await notice.waitFor();
  await page.getByRole("button", { name: "Deshacer" }).click();
  await expect.poll(seed).toBe("7");
  expect(await notice.count()).toBe(0);
  await context.close();
});

test("a link that is pasted over the address of a lab opens in its place", async () => {
  const context = await site.profile();
  const page = await context.newPage();
  await page.goto(`${site.origin}/lab/mcmc`);
  await page.locator(".run-main").waitFor();
  await type(page, "Draws per chain", "300");
  await expect.poll(() => path(page)).toMatch(/#v1\./);
  const pasted = new URL(page.url()).hash;
  await type(page, "Draws per chain", "400");
  await expect.poll(() => new URL(page.url()).hash).not.toBe(pasted);
  await page.evaluate((hash) => {
    location.hash = hash;
  }, pasted);
  await expect.poll(() => draws(page).inputValue()).toBe("300");
  await page.goBack();
  await expect.poll(() => draws(page).inputValue()).toBe("400");
  // Skipping to the content leaves the address alone.
  const before = page.url();
  await page.locator("a.skip").first().focus();
  await page.keyboard.press("Enter");
  expect(page.url()).toBe(before);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
  await context.close();
});

test.runIf(thorough)("a page is called by what it shows, in the reader's language", async () => {
  const context = await site.profile();
  const page = await context.newPage();
  const title = () => expect.poll(() => page.title());
  await page.goto(site.origin);
  await title().toBe("Home · Latente");
  await page.locator('.card:has(a[href="/lab/mcmc"]) .card-more').click();
  await page.locator('.card-presets a[href="/lab/mcmc?preset=logistic"]').click();
  await page.locator(".run-main").waitFor();
  const preset = await page.locator(".preset-menu select option:checked").textContent();
  const lab = await page.locator(".header-title strong").textContent();
  await title().toBe(`${preset} · ${lab} · Latente`);
  await page.getByRole("button", { name: "New seed" }).click();
  await title().toBe(`${lab} · Latente`);
  await page.locator('.header button[lang="es"]').click();
  await title().toBe(`${await page.locator(".header-title strong").textContent()} · Latente`);
  expect(await page.title()).not.toBe(`${lab} · Latente`);
  await page.goto(`${site.origin}/links`);
  await title().toBe("Mis enlaces · Latente");
  await page.goto(`${site.origin}/open`);
  await title().toBe("Abrir un experimento · Latente");
  await page.goto(`${site.origin}/nowhere`);
  await title().toBe("Esta página no existe · Latente");
  await context.close();
});

test.runIf(thorough)(
  "two tabs of a lab keep their own forms over a reload; after both are closed the latest is offered",
  async () => {
    const context = await site.profile();
    const [first, second] = [await context.newPage(), await context.newPage()];
    for (const page of [first, second]) await page.goto(`${site.origin}/lab/mcmc`);
    await type(first, "Draws per chain", "111");
    await type(second, "Draws per chain", "222");
    // Both are kept.
    await second.waitForTimeout(400);
    for (const page of [first, second]) await page.reload();
    await expect.poll(() => draws(first).inputValue()).toBe("111");
    await expect.poll(() => draws(second).inputValue()).toBe("222");
    expect(await first.locator(".notice").count()).toBe(0);
    // What another tab is at is not offered.
    const third = await context.newPage();
    await third.goto(`${site.origin}/lab/mcmc`);
    await third.locator(".run-main").waitFor();
    await third.waitForTimeout(1000);
    expect(await third.locator(".notice").count()).toBe(0);
    for (const page of [first, second, third]) await page.close();
    const last = await context.newPage();
    await last.goto(`${site.origin}/lab/mcmc`);
    await last.getByRole("button", { name: "Restore them" }).click();
    await expect.poll(() => draws(last).inputValue()).toBe("222");
    await expect.poll(() => path(last)).toMatch(/^\/lab\/mcmc#v1\./);
    await context.close();
  },
);

test.runIf(thorough)(
  "the expert switch is in the address and in the links that are shared, and takes no step in the history",
  async () => {
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
  },
);
