/** The same samples from a run, the server and a terminal: by the addresses and commands that the page gives, and what was set goes with a link. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test, vi } from "vitest";
import { addressOf, commandOf } from "../../client/labs/generative/sampler/places.ts";
import { answer } from "../../client/terminal/answer.ts";
import { sha256Hex } from "../../shared/experiment/digest.ts";
import { bytesOf, cards, type GalleryCard, latentsOf, openModel, sample } from "../../shared/gallery/index.ts";
import { askedBy, paramsOf } from "../../shared/labs/generative/sampler/asked.ts";
import type { SamplerParams } from "../../shared/labs/generative/sampler/fields.ts";
import { sampler } from "../../shared/labs/generative/sampler/lab.ts";
import { scalarGraphs } from "../../shared/quant/graph/index.ts";
import { keyOfSeed } from "../../shared/random/index.ts";
import { runTasks } from "../run.ts";
import { openSite, visit } from "./site.ts";

const site = openSite();
const folder = mkdtempSync(join(tmpdir(), "latente-samples-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the command leaves, typed in a shell. */
async function byTerminal(command: string, { id }: Pick<GalleryCard, "id">): Promise<Uint8Array> {
  const words = execFileSync("sh", ["-c", `printf '%s\\0' ${command}`], { encoding: "utf8" }).split("\0");
  expect(words.slice(0, 5)).toEqual(["npm", "run", "-s", "lab", "--"]);
  const path = join(folder, `${id}.bin`);
  const argv = words.slice(5, -1).map((word) => (word === `${id}.bin` ? path : word));
  const silent = vi.spyOn(process.stdout, "write").mockImplementation((_text, ...rest) => {
    const done = rest.at(-1);
    if (typeof done === "function") done();
    return true;
  });
  try {
    expect(await answer([...argv, "--threads", "1"])).toBe(0);
  } finally {
    silent.mockRestore();
  }
  return new Uint8Array(readFileSync(path));
}

async function byServer(address: string): Promise<Uint8Array> {
  const found = await fetch(site.origin + address);
  expect(found.status).toBe(200);
  return new Uint8Array(await found.arrayBuffer());
}

async function byRun(params: SamplerParams, seed: number): Promise<Uint8Array | undefined> {
  await sampler.ready?.(params);
  return sampler.samples?.(runTasks(sampler, sampler.plan(params, null, keyOfSeed(seed)), { data: null }));
}

/** All that a model of this kind can be asked. */
async function asks(card: GalleryCard): Promise<SamplerParams> {
  const own = { ...paramsOf(card), count: 2, temperature: 0.8, ...(card.steps && { steps: 12 }) };
  if (card.latent !== undefined) return { ...own, latent: "0.5,,-1.25" };
  if (card.kind !== "text") return own;
  const written = sample(await openModel(card.id), scalarGraphs, { seed: 5, n: 1, steps: 7 });
  return { ...own, prefix: written.kind === "texts" ? written.texts[0] : "" };
}

test.each(cards)("$id: run, server and terminal give the same bytes", async (card) => {
  const params = await asks(card);
  const seed = 2 ** 40 + 3;
  const run = await byRun(params, seed);
  expect(run).toEqual(bytesOf(sample(await openModel(card.id), scalarGraphs, askedBy(params, seed))));
  expect(await byServer(addressOf(card.id, askedBy(params, seed)))).toEqual(run);
  expect(await byTerminal(commandOf({ card, params, seed }), card)).toEqual(run);
});

const drawnHere = (page: Page) =>
  page.waitForFunction(() => performance.getEntriesByName("latente.samples").length > 0, null, { timeout: 60_000 });
const field = (page: Page, name: string | RegExp) => page.getByRole("textbox", { name, exact: true }).inputValue();
const openTab = (page: Page, id: string) => page.locator(`#tab-${id}`).click();

test("hidden numbers that were set draw all samples anew, are undone by gestures, go with the link, and stand in address and command", async () => {
  const { page, context, complaints } = await visit(site, "/lab/sampler?preset=digits");
  await drawnHere(page);
  const model = await openModel("digits");
  const hashWith = async (latent: readonly (number | null)[]) =>
    sha256Hex(bytesOf(sample(model, scalarGraphs, { seed: 1, n: 16, temperature: 1, latent })));
  const say = async (latent: readonly (number | null)[]) => {
    const hash = await hashWith(latent);
    await openTab(page, "elsewhere");
    await expect.poll(() => field(page, /^SHA-256/)).toBe(hash);
    await openTab(page, "latent");
  };
  const sliders = page.locator('[data-act="sliders"] input');
  await openTab(page, "latent");
  await sliders.nth(1).fill("1.5");
  await say([null, 1.5]);
  await sliders.nth(3).fill("-0.6");
  await say([null, 1.5, null, -0.6]);
  // What was not set stays as it was drawn.
  const drawn = latentsOf(model, { seed: 1, n: 1 });
  expect(Math.abs(Number(await sliders.nth(0).inputValue()) - drawn[0])).toBeLessThan(0.03);
  const undo = page.getByRole("button", { name: /^Undo/ }).first();
  await undo.click();
  await say([null, 1.5]);
  await page.getByRole("button", { name: /^Redo/ }).first().click();
  await say([null, 1.5, null, -0.6]);

  await openTab(page, "elsewhere");
  const [address, command] = [await field(page, /^Address/), await field(page, /terminal/)];
  const here = bytesOf(
    sample(model, scalarGraphs, { seed: 1, n: 16, temperature: 1, latent: [null, 1.5, null, -0.6] }),
  );
  expect(await byServer(address.replace(site.origin, ""))).toEqual(here);
  expect(await byTerminal(command, { id: "digits" })).toEqual(here);
  const link = await context.newPage();
  await link.goto(page.url());
  await drawnHere(link);
  await openTab(link, "elsewhere");
  await expect.poll(() => field(link, /^SHA-256/)).toBe(await hashWith([null, 1.5, null, -0.6]));

  await openTab(page, "latent");
  await page.locator('[data-act="reset"]').click();
  await say([]);
  expect(complaints).toEqual([]);
});

test("a pad sets two numbers at once, one gesture to undo", async () => {
  const { page } = await visit(site, "/lab/sampler?preset=shapes");
  await drawnHere(page);
  await openTab(page, "latent");
  const sliders = page.locator('[data-act="sliders"] input');
  await expect.poll(() => sliders.count()).toBe(4);
  const values = async () => Promise.all((await sliders.all()).map(async (one) => Number(await one.inputValue())));
  const before = await values();
  const pad = page.locator('.sampler-pad [data-act="point"] canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error("the pad is not there");
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.2, 0.2));
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.3));
  await page.mouse.move(...at(0.75, 0.25));
  await page.mouse.up();
  // Three quarters across of −3…3, and of the height.
  await expect
    .poll(async () => (await values()).slice(0, 2).map((value) => Math.round(10 * value) / 10))
    .toEqual([1.5, 1.5]);
  expect((await values()).slice(2)).toEqual(before.slice(2));
  await page.getByRole("button", { name: /^Undo/ }).first().click();
  await expect.poll(values).toEqual(before);
  // The other two, chosen by their names.
  await page.locator(".sampler-pad select").first().selectOption({ index: 2 });
  await page.locator(".sampler-pad select").nth(1).selectOption({ index: 3 });
  await pad.click({ position: { x: box.width / 2, y: box.height / 2 } });
  await expect
    .poll(async () => (await values()).slice(2).map((value) => Math.abs(Math.round(10 * value))))
    .toEqual([0, 0]);
  expect((await values()).slice(0, 2)).toEqual(before.slice(0, 2));
});

test("a way goes from one sample to the other: its ends are theirs, and its middle is drawn of the mean of their numbers", async () => {
  const { page, complaints } = await visit(site, "/lab/sampler?preset=shapes", { reducedMotion: "reduce" });
  await drawnHere(page);
  await openTab(page, "walk");
  const model = await openModel("shapes");
  const codes = latentsOf(model, { seed: 1, n: 16 });
  const code = (n: number) => Array.from(codes.subarray(4 * n, 4 * n + 4));
  const picture = page.locator(".sampler-walk canvas").first();
  /** Levels of the picture that is shown, one for each of its pixels. */
  const shown = () =>
    picture.evaluate((canvas: HTMLCanvasElement) => {
      const small = document.createElement("canvas");
      [small.width, small.height] = [32, 32];
      const context = small.getContext("2d");
      if (!context) return [];
      context.imageSmoothingEnabled = false;
      context.drawImage(canvas, 0, 0, 32, 32);
      return [...context.getImageData(0, 0, 32, 32).data].filter((_, i) => i % 4 === 0);
    });
  const expected = (latent: readonly number[]) => {
    const samples = sample(model, scalarGraphs, { seed: 1, n: 1, latent });
    return samples.kind === "pictures" ? [...samples.levels] : [];
  };
  const place = page.locator('.part-film[data-act="play"] input');
  const [from, to] = [
    page.locator('[data-act="ends"] select').first(),
    page.locator('[data-act="ends"] select').nth(1),
  ];
  await from.selectOption({ index: 2 });
  await to.selectOption({ index: 5 });
  await place.fill("0");
  await expect.poll(shown).toEqual(expected(code(2)));
  await place.fill("40");
  await expect.poll(shown).toEqual(expected(code(5)));
  await place.fill("20");
  await expect.poll(shown).toEqual(expected(code(2).map((value, i) => 0.5 * value + 0.5 * code(5)[i])));
  expect(complaints).toEqual([]);
});
