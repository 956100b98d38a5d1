/** The gallery's page: samples without a press, by the same bytes as everywhere, and back again. */
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { decodeWav } from "../../shared/data/readers/wav/wav.ts";
import { sha256Hex } from "../../shared/experiment/digest.ts";
import { decodeLink } from "../../shared/experiment/link.ts";
import {
  type Asked,
  bytesOf,
  cardNamed,
  cards,
  latentsOf,
  openModel,
  type Samples,
  sample,
} from "../../shared/gallery/index.ts";
import { paramsOf } from "../../shared/labs/generative/sampler/asked.ts";
import { linesOf } from "../../shared/labs/generative/text/kinds/lines.ts";
import { parseMelody } from "../../shared/labs/generative/text/kinds/melody.ts";
import { midiFile } from "../../shared/labs/generative/text/kinds/midi.ts";
import { isMolecule, parseMolecule } from "../../shared/labs/generative/text/kinds/molecule.ts";
import { RATE, soundOf } from "../../shared/labs/generative/text/kinds/sound.ts";
import { scalarGraphs } from "../../shared/quant/graph/index.ts";
import { thorough } from "../thorough.ts";
import { PageServer } from "./release.ts";
import { openSite, profile, violations, visit } from "./site.ts";

const site = openSite();

const drawnHere = (page: Page) =>
  page.waitForFunction(() => performance.getEntriesByName("latente.samples").length > 0, null, { timeout: 60_000 });

/** What the page says of the bytes of its samples. */
const hashOf = (page: Page) => page.getByRole("textbox", { name: /^SHA-256/ }).inputValue();
const say = (page: Page, hash: string) => expect.poll(() => hashOf(page)).toBe(hash);
const openTab = (page: Page, id: string) => page.locator(`#tab-${id}`).click();

async function expected(model: string, asked: Asked): Promise<string> {
  return sha256Hex(bytesOf(sample(await openModel(model), scalarGraphs, asked)));
}

/** Enough without all of them: one of each kind. */
const shown = cards.filter((card, i) => thorough || cards.findIndex(({ kind }) => kind === card.kind) === i);

test.each(shown)("$id: samples are there without a press, and are those of the seed, byte by byte", async (card) => {
  const { page, complaints } = await visit(site, `/lab/sampler?preset=${card.id}`);
  await drawnHere(page);
  expect(await page.locator(".run-main").textContent()).toContain("Run");
  await openTab(page, "elsewhere");
  const { count, temperature } = paramsOf(card);
  await say(page, await expected(card.id, { seed: 1, n: count, temperature }));
  await page.locator('[data-act="another"]').click();
  await say(page, await expected(card.id, { seed: 2, n: count, temperature }));
  await page.locator('[data-act="previous"]').click();
  await say(page, await expected(card.id, { seed: 1, n: count, temperature }));
  expect(complaints).toEqual([]);
});

test("sliders draw anew, undo takes them back one gesture at a time, and a card brings its own values", async () => {
  const { page } = await visit(site, "/lab/sampler?preset=digits");
  await drawnHere(page);
  await openTab(page, "elsewhere");
  const first = await expected("digits", { seed: 1, n: 16 });
  await say(page, first);
  await page.locator('[data-act="temperature"] input').fill("0.5");
  await say(page, await expected("digits", { seed: 1, n: 16, temperature: 0.5 }));
  await page.locator('[data-act="back"]').click();
  await say(page, first);
  await page.locator('[data-act="count"] input').fill("3");
  await say(page, await expected("digits", { seed: 1, n: 3 }));
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await say(page, first);
  await page.locator('[data-act="seed"] input').fill("41");
  await page.locator('[data-act="seed"] input').press("Enter");
  await say(page, await expected("digits", { seed: 41, n: 16 }));
});

test("the keyboard alone chooses a model, draws others and moves a hidden number; axe finds nothing in any tab", async () => {
  const { page } = await visit(site, "/lab/sampler?preset=digits");
  await drawnHere(page);
  await page.locator(".sampler-picker input:checked").focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => page.locator(".sampler-card:has(:checked)").textContent()).toBe("Cats and dogs");
  await page.locator('[data-act="another"]').focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.locator('[data-act="seed"] input').inputValue()).toBe("2");
  const slider = page.locator('[data-act="sliders"] input').first();
  const [code] = latentsOf(await openModel("cats-dogs"), { seed: 2, n: 1 });
  // As near as the slider's steps.
  await expect.poll(async () => Math.abs(Number(await slider.inputValue()) - code)).toBeLessThan(0.03);
  const before = await slider.inputValue();
  await slider.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => slider.inputValue()).not.toBe(before);
  await page.locator('[data-act="reset"]').focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => slider.inputValue()).toBe(before);
  for (const tab of await page.getByRole("tab").all()) {
    await tab.click();
    expect(await violations(page), (await tab.textContent()) ?? "").toEqual([]);
  }
});

test("a seed that is none is refused in words and stays to be mended; the last one has none behind it", async () => {
  const { page } = await visit(site, "/lab/sampler?preset=digits", { locale: "es-ES" });
  await drawnHere(page);
  const [box, error] = [page.locator('[data-act="seed"] input'), page.locator(".sampler-controls .field-error")];
  for (const seed of ["muchas", "-5", "1,5"]) {
    await box.fill(seed);
    await box.press("Enter");
    await expect.poll(() => error.textContent()).toContain(seed.replace("-", "−"));
    expect([await box.inputValue(), await box.getAttribute("aria-invalid")]).toEqual([seed, "true"]);
  }
  expect(await violations(page)).toEqual([]);
  await box.fill("9007199254740991");
  await box.press("Enter");
  await expect.poll(() => error.count()).toBe(0);
  const another = page.locator('[data-act="another"]');
  await expect.poll(() => another.isDisabled()).toBe(true);
  await page.locator('[data-act="previous"]').click();
  await expect.poll(() => another.isDisabled()).toBe(false);
});

test("a model that did not arrive comes once the network is back, in every view that waits for it", async () => {
  const { page, context } = await visit(site, "/lab/sampler?preset=rbm");
  await drawnHere(page);
  await openTab(page, "way");
  const drawn = page.locator(".sampler-pictures canvas");
  await expect.poll(() => drawn.count()).toBe(2);
  await context.setOffline(true);
  await page.locator(".sampler-card", { hasText: cardNamed("diffusion").title.en }).click();
  const again = page.getByRole("button", { name: "Try again" });
  await expect.poll(() => again.count()).toBe(2);
  await context.setOffline(false);
  await again.first().click();
  await expect.poll(() => again.count()).toBe(1);
  await again.click();
  await expect.poll(() => again.count()).toBe(0);
  await expect.poll(() => drawn.count()).toBe(2);
});

type Texts = Extract<Samples, { kind: "texts" }>;

/** Of a text model: what the page shows of it first. */
async function firstTexts(model: string, more: Partial<Asked> = {}): Promise<Texts> {
  const card = cards.find(({ id }) => id === model) ?? cards[0];
  const { count, temperature } = paramsOf(card);
  return sample(await openModel(model), scalarGraphs, { seed: 1, n: count, temperature, ...more }) as Texts;
}

const shownTexts = (page: Page) => page.locator(".sampler-texts .text-shaded").allTextContents();
const unwritten = (page: Page) => page.locator(".text-unwritten").allTextContents();

/** The bytes of what a press saves. */
async function savedBy(page: Page, press: () => Promise<void>): Promise<Uint8Array> {
  const [saved] = await Promise.all([page.waitForEvent("download"), press()]);
  return new Uint8Array(await readFile(await saved.path()));
}

test("a text appears character by character, stops and goes on, in its own language, behind what is typed", async () => {
  const { page, complaints } = await visit(site, "/lab/sampler?preset=text-es");
  await drawnHere(page);
  const { texts } = await firstTexts("text-es");
  expect(await shownTexts(page)).toEqual(texts);
  expect(await page.locator(".sampler-texts").getAttribute("lang")).toBe("es");
  // From the beginning, to be seen whatever the time.
  const place = page.getByRole("slider", { name: "Written so far" });
  await place.fill("9");
  const hidden = texts.map((text) => text.slice(10));
  expect(await unwritten(page)).toEqual(hidden);
  await page.locator('.sampler-shown [data-act="play"] button').click();
  await expect.poll(async () => (await unwritten(page)).length).toBe(0);
  expect(await page.locator(".sampler-texts .text-shade").count()).toBeGreaterThan(20);
  await page.locator('[data-act="prefix"] input').fill("Había");
  const { texts: behind } = await firstTexts("text-es", { prefix: "Había" });
  await expect.poll(() => shownTexts(page)).toEqual(behind);
  expect(await page.locator(".sampler-texts .text-given").allTextContents()).toEqual(behind.map(() => "Había"));
  await openTab(page, "elsewhere");
  const bytes = await savedBy(page, () => page.locator('[data-act="save"]').click());
  expect(new TextDecoder().decode(bytes)).toBe(behind.map((text) => `${text}\n`).join(""));
  await page.locator('[data-act="prefix"] input').fill("漢");
  await expect.poll(() => page.getByRole("alert").first().textContent()).toContain("漢");
  expect(complaints).toEqual([]);
});

test("with reduced motion a text is there at once", async () => {
  const { page } = await visit(site, "/lab/sampler?preset=text-en", { reducedMotion: "reduce" });
  await drawnHere(page);
  expect(await page.locator(".sampler-texts").getAttribute("lang")).toBe("en");
  await expect.poll(() => unwritten(page)).toEqual([]);
  expect(await shownTexts(page)).toEqual((await firstTexts("text-en")).texts);
});

/** Lines of the one table that is offered, which this figure saves. */
async function csvOf(page: Page, figure: string): Promise<readonly string[]> {
  const offer = page.locator(".sampler .figure-caption button", { hasText: "CSV" });
  expect(await offer.count()).toBe(1);
  const own = page.locator(`.sampler .figure .figure[aria-label="${figure}"] button`, { hasText: "CSV" });
  const bytes = await savedBy(page, () => own.evaluate((button: HTMLElement) => button.click()));
  return new TextDecoder().decode(bytes).trimEnd().split("\r\n");
}

test("melodies are heard and saved: the samples of the sound are those of the notes", async () => {
  const { page, complaints } = await visit(site, "/lab/sampler?preset=melodies");
  await drawnHere(page);
  const { texts } = await firstTexts("melodies");
  const melodies = texts.flatMap(linesOf).flatMap((line) => parseMelody(line) ?? []);
  expect(melodies.length).toBeGreaterThan(0);
  const [{ notes }] = melodies;
  const midi = await savedBy(page, () => page.locator('[data-act="midi"]').click());
  expect(midi).toEqual(midiFile(notes, { tempo: 112 }));
  const [head, ...rows] = await csvOf(page, "Melodies");
  expect(head).toBe('MIDI note (60: middle C),"start, in eighths","length, in eighths"');
  expect(rows).toEqual(notes.map(({ pitch, start, length }) => [pitch ?? "", start, length].join(",")));
  const sound = page.getByRole("button", { name: /^Save “Melody/ });
  await sound.waitFor({ timeout: 60_000 });
  const { rate, channels, values } = decodeWav(await savedBy(page, () => sound.click()), "saved");
  const own = soundOf(notes, 112);
  expect([rate, channels, values.length]).toEqual([RATE, 1, own.length]);
  const most = (all: ArrayLike<number>) => Array.from(all).reduce((peak, value) => Math.max(peak, Math.abs(value)), 0);
  const scale = most(values) / most(own);
  // Steps of 16 bits.
  expect(most(Array.from(values, (value, i) => value - scale * own[i]))).toBeLessThan(2 / 32_768);
  await page.locator('[data-act="listen"]').click();
  await expect.poll(() => page.locator('[data-act="listen"]').getAttribute("aria-pressed")).toBe("true");
  expect(complaints).toEqual([]);
});

test("molecules are drawn where they can be, and marked where they cannot", async () => {
  const { page } = await visit(site, "/lab/sampler?preset=molecules");
  await drawnHere(page);
  const lines = (await firstTexts("molecules")).texts.flatMap(linesOf);
  const good = lines.map((line) => isMolecule(parseMolecule(line)));
  expect(good).toContain(true);
  const places = page.locator(".molecules li");
  await expect.poll(() => places.count()).toBe(Math.min(15, lines.length));
  for (const [i, place] of (await places.all()).entries()) {
    expect(await place.locator("svg").count(), lines[i]).toBe(good[i] ? 1 : 0);
    expect(await place.locator(".molecule-flaw").count(), lines[i]).toBe(good[i] ? 0 : 1);
  }
  const [head, ...rows] = await csvOf(page, "Molecules");
  expect(head).toBe("SMILES,valid");
  expect(rows).toEqual(lines.map((line, i) => `${line},${good[i] ? 1 : 0}`));
});

test("the server gives the same digits, they are saved, and the lab opens with the experiment that trained the model", async () => {
  const { page, complaints } = await visit(site, "/lab/sampler?preset=digits");
  await drawnHere(page);
  await openTab(page, "elsewhere");
  await page.locator('[data-act="server"]').click();
  await expect.poll(() => page.locator(".sampler-elsewhere output").textContent()).toMatch(/^Equal/);
  const bytes = await savedBy(page, () => page.locator('[data-act="save"]').click());
  const drawn = bytesOf(sample(await openModel("digits"), scalarGraphs, { seed: 1, n: 16 }));
  expect(bytes.subarray(-drawn.length)).toEqual(drawn);
  expect(new TextDecoder("latin1").decode(bytes.subarray(1, 128))).toMatch(/^NUMPY.*\|u1.*\(16, 28, 28, 1\)/s);
  const png = await savedBy(page, () => page.locator('[data-act="save-png"]').click());
  const asked = await fetch(`${site.origin}/api/sample?model=digits&seed=1&n=16&format=png`);
  expect(png).toEqual(new Uint8Array(await asked.arrayBuffer()));
  await openTab(page, "card");
  // By the name that it has in the list of labs.
  await expect.poll(() => page.locator(".sampler-about").textContent()).toContain("In the lab Variational");
  const { experiment } = cardNamed("digits");
  const door = page.locator('[data-act="train"]');
  await expect.poll(() => door.getAttribute("href")).toContain("#");
  const link = (await door.getAttribute("href")) ?? "";
  expect((await decodeLink(link.slice(link.indexOf("#")))).experiment).toEqual(experiment);
  await door.click();
  await page.waitForURL((url) => url.pathname === `/lab/${experiment.lab}`);
  await page.locator(".run-main").waitFor();
  expect(complaints).toEqual([]);
});

test("what was opened once draws all models without a network", async () => {
  const server = new PageServer();
  await server.start();
  const context = await profile("en-GB", { serviceWorkers: "allow" });
  const page = await context.newPage();
  await page.goto(`${server.origin}/lab/sampler`);
  await drawnHere(page);
  const kept = () =>
    page.evaluate(async () => {
      const answer = await caches.match("/offline/labs");
      return answer ? ((await answer.json()) as string[]) : [];
    });
  await expect.poll(kept, { timeout: 60_000 }).toContain("sampler");
  await server.stop();
  await context.setOffline(true);
  for (const { id } of shown) {
    await page.goto(`${server.origin}/lab/sampler?preset=${id}`);
    await drawnHere(page);
  }
});
