/**
 * Takes the pictures of the README of the built page, as a visitor finds it, and writes them to client/screenshots:
 *
 *     npm run screenshots -- [name …]
 *
 * WebP, each at most 150 kB: fewer details where it takes more.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { chromiumArgs, chromiumPath } from "../chromium.ts";
import { startEdge } from "../e2e/edge-process.ts";

interface Shot {
  readonly name: string;
  readonly address: string;
  readonly locale: string;
  /** What is done before it is taken. */
  readonly act?: (page: Page) => Promise<unknown>;
}

const shots: readonly Shot[] = [
  { name: "rbm", address: "/lab/rbm", locale: "en-GB" },
  { name: "home", address: "/", locale: "en-GB" },
  { name: "autoencoder.es", address: "/lab/autoencoder", locale: "es-ES" },
  { name: "mcmc", address: "/lab/mcmc?preset=eight-schools", locale: "en-GB" },
  { name: "sampler.es", address: "/lab/sampler", locale: "es-ES" },
];

const folder = fileURLToPath(new URL("../../client/screenshots", import.meta.url));
const asked = process.argv.slice(2);
const MOST = 150_000;
const viewport = { width: 1440, height: 900 };

const state = mkdtempSync(join(tmpdir(), "latente-screenshots-"));
const edge = await startEdge(state);
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumArgs });
try {
  for (const shot of shots.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    const file = join(folder, `${shot.name}.webp`);
    const picture = await taken(browser, edge.origin, shot);
    writeFileSync(file, picture);
    process.stderr.write(`${shot.name}: ${picture.length} bytes\n`);
  }
} finally {
  await browser.close();
  await edge.kill();
  rmSync(state, { recursive: true });
}

async function taken(from: Browser, origin: string, { name, address, locale, act }: Shot): Promise<Buffer> {
  const context = await from.newContext({ viewport, locale, colorScheme: "light", reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(origin + address);
  await page.locator(".stage-source, .card").first().waitFor();
  await act?.(page);
  await page.waitForLoadState("networkidle");
  await page.waitForFunction(() => document.querySelector(".loading") === null);
  // Charts are drawn once their library is there.
  await page.waitForTimeout(1000);
  const png = await page.screenshot();
  // No more than the page itself: the same pixels, written by the browser.
  for (const quality of [0.9, 0.8, 0.7, 0.6, 0.5]) {
    const webp = Buffer.from(await page.evaluate(toWebp, [png.toString("base64"), quality] as const), "base64");
    if (webp.length <= MOST) {
      await context.close();
      return webp;
    }
  }
  throw new Error(`${name} takes more than ${MOST} bytes (make it smaller)`);
}

/** Runs in the page. */
async function toWebp([png, quality]: readonly [string, number]): Promise<string> {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = document.createElement("canvas");
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0);
  return canvas.toDataURL("image/webp", quality).split(",")[1];
}
