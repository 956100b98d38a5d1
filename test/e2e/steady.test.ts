/** What is shown while a net learns is another thing every moment: what is below it, and what moves it, stays where it is. */
import { expect, test } from "vitest";
import { openSite, visit } from "./site.ts";

const site = openSite();

/** Heights of the picture of the lab that were seen since this was called, in whole pixels. */
const watch = () => {
  const heights = new Set<number>();
  Object.assign(globalThis, { heights });
  const look = () => {
    const stage = document.querySelector(".stage-main");
    if (stage) heights.add(Math.round(stage.getBoundingClientRect().height));
    requestAnimationFrame(look);
  };
  look();
};
const watched = () => [...(globalThis as unknown as { readonly heights: Set<number> }).heights];

const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
test.each([
  ["char-rnn", "melodies", wide],
  ["char-rnn", "molecules", phone],
  ["transformer", "tales", wide],
] as const)("%s, %s: from the first step on", async (lab, preset, viewport) => {
  const { page } = await visit(site, `/lab/${lab}?preset=${preset}`, { viewport });
  await page.locator(".stage-main .text-shaded").waitFor();
  await page.evaluate(watch);
  await page.locator(".run-main").click();
  // Several texts one after the other.
  const note = page.locator(".stage-main .figure-note", { hasText: "minibatch" });
  const seen = new Set<string>();
  await expect
    .poll(async () => {
      seen.add((await note.first().textContent()) ?? "");
      return seen.size;
    })
    .toBeGreaterThan(4);
  const heights = await page.evaluate(watched);
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(8);
});

/** Of the view below the picture: how often its controls were not there, and heights of the picture. */
const watchControls = () => {
  const seen = { without: 0, looks: 0, heights: new Set<number>() };
  Object.assign(globalThis, { seen });
  const look = () => {
    seen.looks++;
    if (!document.querySelector(".part-film input")) seen.without++;
    const stage = document.querySelector(".stage-main");
    if (stage) seen.heights.add(Math.round(stage.getBoundingClientRect().height));
    requestAnimationFrame(look);
  };
  look();
};

const watchedControls = () => {
  const { without, looks, heights } = (
    globalThis as unknown as { readonly seen: { without: number; looks: number; heights: Set<number> } }
  ).seen;
  return { without, looks, heights: [...heights] };
};

test.each([
  ["diffusion", "ring", "The way", phone],
  ["diffusion", "digits", "The way", phone],
  ["flow", "moons", "Layer by layer", wide],
] as const)("%s, %s: the film keeps its controls, and what they were set to", async (lab, preset, tab, viewport) => {
  const { page } = await visit(site, `/lab/${lab}?preset=${preset}`, { viewport });
  await page.getByRole("tab", { name: tab }).click();
  const place = page.locator(".part-film input");
  await expect.poll(async () => Number(await place.getAttribute("max"))).toBeGreaterThan(9);
  await place.focus();
  for (let press = 0; press < 5; press++) await page.keyboard.press("ArrowRight");
  await page.evaluate(watchControls);
  await page.locator(".run-main").click();
  await expect.poll(() => page.locator(".run-progress").textContent()).toMatch(/[2-9]\d\d? of/);
  await expect.poll(async () => (await page.evaluate(watchedControls)).looks).toBeGreaterThan(60);
  const { without, heights } = await page.evaluate(watchedControls);
  expect(without).toBe(0);
  expect(await place.inputValue()).toBe("5");
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(2);
});

/** Of the view below the picture: how often what moves it was not there. */
const watchHand = (selector: string) => {
  const seen = { without: 0, looks: 0 };
  Object.assign(globalThis, { seen });
  const look = () => {
    seen.looks++;
    if (!document.querySelector(`#stage-view ${selector}`)) seen.without++;
    requestAnimationFrame(look);
  };
  look();
};
const watchedHand = () => ({
  ...(globalThis as unknown as { readonly seen: { without: number; looks: number } }).seen,
});

test.each([
  ["char-rnn", "tales", "next", "input[type=range]", phone],
  ["factors-of-variation", "vae", "code", "input[type=range]", wide],
  ["vae", "plane", "walk", "input[type=range]", wide],
  ["autoencoder", "classic", "draw", "canvas", wide],
] as const)("%s, %s: %s keeps what moves it where a run begins", async (lab, preset, tab, selector, viewport) => {
  const { page } = await visit(site, `/lab/${lab}?preset=${preset}`, { viewport });
  await page.locator(`#tab-${tab}`).click();
  const hand = page.locator(`#stage-view ${selector}`).first();
  await hand.waitFor();
  const isSlider = selector.includes("range");
  if (isSlider) {
    await hand.focus();
    for (let press = 0; press < 3; press++) await page.keyboard.press("ArrowRight");
  }
  const set = isSlider ? await hand.inputValue() : "";
  await page.evaluate(watchHand, selector);
  await page.locator(".run-main").click();
  await expect.poll(() => page.locator(".run-progress").textContent()).toMatch(/[1-9]\d* of/);
  await expect.poll(async () => (await page.evaluate(watchedHand)).looks).toBeGreaterThan(60);
  expect((await page.evaluate(watchedHand)).without).toBe(0);
  if (isSlider) expect(await hand.inputValue()).toBe(set);
});

test("flow, digits: the noise that was kept with a result stays, and another one waits for a run", async () => {
  const { page } = await visit(site, "/lab/flow?preset=digits", { viewport: phone });
  await page.locator("#tab-layers").click();
  const other = page.locator("#stage-view [data-act=noise]");
  const temperature = page.locator("#stage-view [data-act=temperature] input");
  const place = page.locator("#stage-view .part-film input");
  const film = async () => Number(await place.getAttribute("max"));
  await expect.poll(film).toBeGreaterThan(9);
  await other.click({ force: true });
  expect(await page.locator("#stage-view").textContent()).toContain("one noise was kept");
  expect(await other.isDisabled()).toBe(true);
  expect(await temperature.isDisabled()).toBe(true);
  expect(await film()).toBeGreaterThan(9);
  await page.locator(".run-main").click();
  await expect.poll(() => other.isEnabled()).toBe(true);
  expect(await film()).toBeGreaterThan(9);
});

test("translations: the answers keep their room while there are none, and the maps of attention their text", async () => {
  const { page } = await visit(site, "/lab/transformer?preset=numbers-en", { viewport: wide });
  await page.locator(".stage-main .answers").waitFor();
  await page.locator("#tab-attention").click();
  const text = page.locator("#stage-view input[type=text]");
  // What the lesson asks about: a zero that no word says.
  expect(await text.inputValue()).toBe("two hundred seven=207");
  await page.evaluate(watch);
  await page.locator(".run-main").click();
  const note = page.locator(".stage-main .figure-note", { hasText: "minibatch" });
  await note.first().waitFor();
  await expect.poll(() => page.locator(".stage-main .answers").count()).toBe(0);
  await expect.poll(() => page.locator(".stage-main").textContent()).toContain("Appears when training has finished");
  await expect.poll(() => text.count()).toBe(1);
  expect(await text.inputValue()).toBe("two hundred seven=207");
  const heights = await page.evaluate(watched);
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(8);
});
