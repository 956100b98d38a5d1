import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { BrowserContextOptions, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { labs } from "../../shared/labs/index.ts";
import { some, thorough } from "../thorough.ts";
import { openSite, violations, visit as visitOf } from "./site.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const site = openSite();

const visit = (path: string, options?: BrowserContextOptions) => visitOf(site, path, options);

const run = (page: Page) => page.locator(".run-main");
const finished = (page: Page) =>
  page.locator(".run-progress", { hasText: /Finished|Terminado/ }).waitFor({ timeout: 90_000 });

describe.each([
  {
    locale: "es-MX",
    sentence: /Experimenta con las ideas/,
    licences: "Licencias del software de terceros",
    runWord: "Ejecutar",
    recorded: "Resultado grabado",
  },
  {
    locale: "en-GB",
    sentence: /Play with the ideas/,
    licences: "Licences of third-party software",
    runWord: "Run",
    recorded: "Recorded result",
  },
])("a newcomer who reads $locale", ({ locale, sentence, licences, runWord, recorded }) => {
  test("runs the first experiment in two clicks, and finds the licences of what the page is made of", async () => {
    const { context, page, complaints } = await visit("/", { locale });
    await expect(page.locator("h1").textContent()).resolves.toMatch(sentence);
    expect(await page.locator("html").getAttribute("lang")).toBe(locale.slice(0, 2));
    expect(await page.getByRole("link", { name: licences }).getAttribute("href")).toBe("/licences.txt");
    await page.locator(".card-lab").first().click();
    await page.locator(".stage-source", { hasText: recorded }).waitFor();
    await expect(run(page).textContent()).resolves.toContain(runWord);
    await run(page).click();
    await finished(page);
    await expect.poll(() => page.locator(".stage-source").count()).toBe(0);
    expect(await page.locator(".metric dd").first().textContent()).toMatch(/\d/);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

test("an edit is marked, undone and refused in words that say what to do", async () => {
  const { context, page } = await visit("/lab/mcmc");
  const field = page.locator(".kind-integer, .kind-number").first();
  const typed = field.locator(".number-box");
  const before = await typed.inputValue();
  const max = await typed.getAttribute("aria-valuemax");
  await typed.fill(`${max}0`);
  await typed.press("Tab");
  await expect.poll(() => field.locator(".field-error").textContent()).toContain(`${max}`);
  // A run would be of the value from before: the box is shown instead.
  await run(page).click();
  expect(await typed.evaluate((box) => box === document.activeElement)).toBe(true);
  await expect.poll(() => page.locator(".run-progress progress").count()).toBe(0);
  await typed.fill(`${max}`);
  await typed.press("Tab");
  await expect.poll(() => field.locator(".field-error").count()).toBe(0);
  expect(await field.locator(".field-mark").count()).toBe(1);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await typed.inputValue()).toBe(before);
  await expect.poll(() => field.locator(".field-mark").count()).toBe(0);
  await context.close();
});

test.runIf(thorough)(
  "a reload in mid-run offers to go on from the checkpoint, and the form is as it was left",
  async () => {
    const { context, page } = await visit("/lab/mcmc");
    const draws = page.locator(".field", { hasText: "Draws per chain" }).locator(".number-box");
    // Long enough that the pause comes before the end on any machine.
    const most = "20000";
    await draws.fill(most);
    await draws.press("Tab");
    const chains = page.locator(".field", { hasText: "Chains" }).locator(".number-box");
    await chains.fill("8");
    await chains.press("Tab");
    await run(page).click();
    // Something is computed: a run that is paused before has nothing to keep.
    await page.locator('.run-progress progress[value]:not([value="0"])').waitFor();
    await page.getByRole("button", { name: "Pause" }).click();
    await page.locator(".run-progress", { hasText: "Paused, saved" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Resume it" }).click();
    const progress = page.locator(".run-progress progress[value]");
    await progress.waitFor();
    // That it ends in the same digest, and is offered no more then, interruptions.test.ts and storage.test.ts see.
    expect(Number(await progress.getAttribute("value"))).toBeGreaterThan(0);
    expect((await draws.inputValue()).replaceAll(",", "")).toBe(most);
    await context.close();
  },
);

test.runIf(thorough).each(some(["es-ES", "en-GB"], 0))(
  "what the run bar says moves nothing on a screen of 1280 × 800 (%s)",
  async (locale) => {
    const { context, page } = await visit("/lab/rbm", { locale, viewport: { width: 1280, height: 800 } });
    await page.locator(".stage-source").waitFor();
    const heights = () =>
      page.evaluate(() => [".run-bar", ".lab-stage"].map((part) => document.querySelector(part)?.clientHeight));
    const before = await heights();
    const hidden = page.locator(".field .number-box:visible").first();
    const setHidden = async (value: string) => {
      await hidden.fill(value);
      await hidden.press("Tab");
    };
    await setHidden("20");
    await page.locator(".run-stale").waitFor();
    expect(await heights()).toEqual(before);
    // The first step is a step.
    await page.locator(".run-buttons button").nth(1).click();
    await page.locator(".run-progress", { hasText: /\b1 (of|de) / }).waitFor();
    expect(await page.locator(".run-earlier").count()).toBe(0);
    await setHidden("24");
    await page.locator(".run-earlier").waitFor();
    expect(await heights()).toEqual(before);
    await page.locator(".run-earlier button").click();
    await page.locator('.run-progress progress[value]:not([value="0"])').waitFor();
    expect(await page.locator(".run-earlier").count()).toBe(0);
    expect(await heights()).toEqual(before);
    await context.close();
  },
);

test.runIf(thorough)(
  "why a run failed is said in a row of its own that covers nothing, and can be put away",
  async () => {
    const { context, page } = await visit("/lab/mcmc?preset=logistic", {
      locale: "es-ES",
      viewport: { width: 1280, height: 800 },
    });
    await page.locator(".stage-source").waitFor();
    const heights = () =>
      page.evaluate(() => [".run-bar", ".lab-stage"].map((part) => document.querySelector(part)?.clientHeight ?? 0));
    // An answer that never changes is nothing to learn from.
    await page.locator("details.data-panel > summary").click();
    const rows = Array.from({ length: 30 }, (_, i) => `${i % 7},1`).join("\n");
    const table = { name: "n.csv", mimeType: "text/csv", buffer: Buffer.from(`x,y\n${rows}\n`) };
    await page.locator(".data-own input[type=file]").setInputFiles([table]);
    await page.locator(".data-panel ~ .field-error").first().waitFor();
    const before = await heights();
    await run(page).click();
    const row = page.locator(".run-failed");
    await row.waitFor();
    expect(await row.textContent()).toContain("La columna «y» vale lo mismo en todas las filas");
    const [stage, said] = [await page.locator(".lab-stage").boundingBox(), await row.boundingBox()];
    expect(stage && said && said.y >= stage.y + stage.height - 1).toBe(true);
    // What the bar takes the picture gives: the page is as high as before.
    const [bar, picture] = await heights();
    expect(bar + picture).toBe(before[0] + before[1]);
    await page.getByRole("button", { name: "Quitar este aviso" }).click();
    await expect.poll(() => page.locator(".run-failed").count()).toBe(0);
    expect(await heights()).toEqual(before);
    await context.close();
  },
);

test.runIf(thorough)("the bar at the foot of a phone leaves the picture room", async () => {
  // Words are longer in Spanish.
  for (const locale of some(["es-ES", "en-GB"], 0)) {
    const { context, page } = await visit("/lab/rbm", {
      locale,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await page.locator(".stage-source").waitFor();
    const box = await page.locator(".lab-bottom").boundingBox();
    expect(box?.height).toBeLessThanOrEqual(120);
    for (const button of await page.locator(".lab-bottom button:visible").all()) {
      const place = await button.boundingBox();
      expect(place && place.x >= 0 && place.x + place.width <= 390 && place.height >= 44).toBe(true);
    }
    expect(await violations(page)).toEqual([]);
    await context.close();
  }
});

test("a recorded result says what all of the run said, though part of it was kept, and the rest after a run", async () => {
  const { context, page, complaints } = await visit("/lab/mcmc?preset=eight-schools");
  await page.locator(".stage-source").waitFor();
  const number = (text: string | null) => Number((text ?? "").replaceAll(",", "").replace("−", "-"));
  const bar = async (name: string) =>
    number(await page.locator(".metric", { hasText: name }).first().locator("dd").textContent());
  await page.getByRole("tab", { name: "Table" }).click();
  const table = page.locator("#stage-view table").first();
  await table.waitFor();
  const heads = await table.locator("thead th").allTextContents();
  const column = async (name: string) => {
    const cells = table.locator(`tbody tr > :nth-child(${heads.findIndex((head) => head.startsWith(name)) + 1})`);
    return (await cells.allTextContents()).map(number);
  };
  expect(Math.round(Math.min(...(await column("ESS bulk"))))).toBe(await bar("ESS"));
  expect(Math.max(...(await column("R̂")))).toBeCloseTo(await bar("R̂"), 3);
  // Without other draws than those that count, nobody asked beforehand.
  const notKept = page.locator("#stage-view", { hasText: "Not kept with this result" });
  await page.locator("#stage-view input[type=range]").fill("50");
  await notKept.waitFor();
  await page.locator("#stage-view input[type=range]").dblclick();
  await table.waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Run it to save its data").waitFor();
  expect(await page.getByText("Result arrays").count()).toBe(0);
  await page.keyboard.press("Escape");
  await run(page).click();
  await finished(page);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Result arrays").waitFor();
  expect(await notKept.count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});

test("home takes at most 60 kB of JavaScript, gzipped, has a link for each experiment, and no axe violations in either theme", async () => {
  const { context, page, loaded } = await visit("/", { colorScheme: "light" });
  // The last scripts are those that draw the digits.
  await page.locator(".sampler canvas").waitFor();
  await page.waitForLoadState("networkidle");
  const scripts = new Set(loaded.map((url) => new URL(url).pathname).filter((path) => path.endsWith(".js")));
  expect(scripts.size).toBeGreaterThan(0);
  const size = [...scripts].reduce((sum, path) => sum + gzipSync(readFileSync(`${root}/dist${path}`)).length, 0);
  expect(size).toBeLessThanOrEqual(60_000);

  const addresses = (links: string) =>
    page.locator(links).evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  const all = await Promise.all(labs.map(({ load }) => load()));
  const presets = all.flatMap((lab) => lab.presets.map(({ id }) => `/lab/${lab.id}?preset=${id}`));
  // Three of each lab, the others when they are asked for.
  for (const more of (await page.locator(".card-more").all()).reverse()) await more.click();
  expect((await addresses(".card-lab")).toSorted()).toEqual(labs.map(({ id }) => `/lab/${id}`).toSorted());
  expect((await addresses(".card-presets a")).toSorted()).toEqual(presets.toSorted());

  expect(await violations(page), "light").toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await violations(page, ["color-contrast"]), "dark").toEqual([]);

  // The switch overrides the browser's language, is remembered, and is in no address.
  await page.getByRole("button", { name: "ES", exact: true }).click();
  await expect(page.locator("h1").textContent()).resolves.toMatch(/Experimenta/);
  await page.reload();
  await expect(page.locator("h1").textContent()).resolves.toMatch(/Experimenta/);
  expect(page.url()).toBe(`${site.origin}/`);
  await context.close();
});

test.runIf(thorough)("the pictures of a family come when it is scrolled to, and move nothing", async () => {
  const { context, page } = await visit("/", { viewport: { width: 390, height: 844 } });
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/cards")) asked.push(request.url());
  });
  await page.reload();
  await page.locator(".card").first().waitFor();
  const families = new Set(labs.map(({ family }) => family)).size;
  const heights = () => page.locator(".card").evaluateAll((cards) => cards.map((card) => card.clientHeight));
  const before = await heights();
  expect(asked.length).toBeLessThan(families);
  for (const family of await page.locator(".gallery-family").all()) await family.scrollIntoViewIfNeeded();
  const pictures = page.locator(".card-picture:has(canvas, svg)");
  await expect.poll(() => pictures.count()).toBe(labs.length);
  expect(new Set(asked).size).toBe(families);
  expect(await heights()).toEqual(before);
  await context.close();
});

test.runIf(thorough)("a whole scroll through home takes at most 120 kB of recorded data, gzipped", async () => {
  const { context, page } = await visit("/");
  const fetched = new Set<string>();
  page.on("requestfinished", (request) => {
    const { pathname } = new URL(request.url());
    if (/\.(json|safetensors)$/.test(pathname)) fetched.add(pathname);
  });
  await page.reload();
  await page.locator(".sampler canvas").waitFor();
  for (const card of await page.locator(".card").all()) await card.scrollIntoViewIfNeeded();
  const families = new Set(labs.map(({ family }) => family)).size;
  await expect.poll(() => [...fetched].filter((path) => path.includes("/cards")).length).toBe(families);
  expect([...fetched].filter((path) => path.includes("/decoder")).length).toBe(1);
  const size = [...fetched].reduce((sum, path) => sum + gzipSync(readFileSync(`${root}/dist${path}`)).length, 0);
  expect(size).toBeLessThanOrEqual(120_000);
  await context.close();
});

test("no style element and no style attribute is left in the built page", () => {
  const html = readFileSync(`${root}/dist/index.html`, "utf8");
  expect(html).not.toMatch(/<style|style=/);
  expect(readdirSync(`${root}/dist/assets`).some((name) => name.endsWith(".css"))).toBe(true);
});
