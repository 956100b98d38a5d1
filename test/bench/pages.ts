/**
 * How soon pages of labs can be used on a slow machine: each load in a browser of its own, nothing kept, its processor slowed four times, at 1440 × 900. A page
 * is ready when its run can be started: the button is there, and what the page is asked then is answered within 50 ms. Times are from the begin of the
 * navigation; less is better. They hold for this machine: what it is worth is told beside them.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { cards } from "../../shared/gallery/cards.ts";
import { labs } from "../../shared/labs/index.ts";
import { bundle, isBundleStale, serve } from "../../worker/serve.mjs";
import { chromiumArgs, chromiumPath } from "../chromium.ts";
import { type Bench, type Broken, median, type Row } from "./bench.ts";
import { figure } from "./results.ts";

const SLOWED = 4;
const READY = 1000;
const SAMPLES = 2000;
const REPEATS = 5;

declare global {
  interface Window {
    /** Milliseconds since the navigation began, as soon as they are known. */
    usable?: number;
    /** What a loop of 10^7 multiplications took. */
    loop?: number;
  }
}

export const bench: Bench = {
  name: "pages",
  async run() {
    if (!existsSync(fileURLToPath(new URL("../../dist/page-files.json", import.meta.url))))
      throw new Error("the page is not built (run npm run build)");
    if (isBundleStale()) await bundle();
    const state = mkdtempSync(join(tmpdir(), "latente-bench-"));
    const server = await serve({ port: 0, state });
    try {
      return await measure(server.url.origin);
    } finally {
      await server.close();
      rmSync(state, { recursive: true });
    }
  },
};

async function measure(origin: string): Promise<readonly (Row | Broken)[]> {
  const works: readonly Work[] = [
    ...labs.map(({ id }) => ({ work: `${id} is ready`, path: `/lab/${id}`, watch: watchReady, most: READY })),
    ...cards.map(({ id, kind }) => ({
      work: `samples of ${id} are seen`,
      path: `/lab/sampler?preset=${id}`,
      watch: kind === "text" ? watchTexts : watchPicture,
      most: SAMPLES,
    })),
  ];
  const found = new Map(works.map((work) => [work, [] as number[]]));
  const failed = new Map<Work, Error>();
  const loops: number[] = [];
  // One after the other and again from the first: what slows the machine for a while slows all of them.
  for (let repeat = 0; repeat < REPEATS; repeat++)
    for (const work of works) {
      if (failed.has(work)) continue;
      try {
        const { usable, loop } = await load(origin, work);
        found.get(work)?.push(usable);
        loops.push(loop);
      } catch (error) {
        failed.set(work, error instanceof Error ? error : new Error(String(error)));
      }
    }
  return works.map((work, i) => {
    const error = failed.get(work);
    if (error) return { work: work.work, error };
    const ours = found.get(work) ?? [];
    const verdict = `at most ${figure(work.most)} ms: ${median(ours) <= work.most ? "reached" : "MISSED"}`;
    const worth = `the page's processor, slowed ${SLOWED} times, takes ${figure(median(loops))} ms for 10^7 multiplications of whole numbers`;
    return { work: work.work, unit: "ms", ours, peers: {}, notes: i === 0 ? [verdict, worth] : [verdict] };
  });
}

interface Work {
  readonly work: string;
  readonly path: string;
  /** Runs in the page before its own scripts. */
  readonly watch: () => void;
  readonly most: number;
}

async function load(
  origin: string,
  { path, watch }: Work,
): Promise<{ readonly usable: number; readonly loop: number }> {
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...chromiumArgs] });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "es-ES" });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
    await page.addInitScript(watch);
    await page.goto(origin + path);
    await page.waitForFunction(() => window.usable !== undefined, undefined, { timeout: 60_000 });
    return { usable: await page.evaluate(() => window.usable ?? Number.NaN), loop: await timeLoop(page) };
  } finally {
    await browser.close();
  }
}

const timeLoop = (page: Page) =>
  page.evaluate(() => {
    const start = performance.now();
    let sum = 0;
    for (let i = 0; i < 1e7; i++) sum = (Math.imul(sum, 31) + i) | 0;
    // The sum is read, or there would be no need for the loop.
    return performance.now() - start + 0 * sum;
  });

function watchReady(): void {
  const channel = new MessageChannel();
  let asked = 0;
  const isThere = () => document.querySelector(".run-main:not(:disabled)") !== null;
  channel.port1.onmessage = () => {
    if (performance.now() - asked <= 50) window.usable = asked;
    else ask();
  };
  const ask = () => {
    asked = performance.now();
    channel.port2.postMessage(null);
  };
  // After the frame that has it: until then nobody could press it.
  const look = () => requestAnimationFrame(() => (isThere() ? setTimeout(ask) : look()));
  look();
}

function watchTexts(): void {
  const isThere = () => /\S/.test(document.querySelector(".sampler-texts")?.textContent ?? "");
  const look = () =>
    requestAnimationFrame(() => {
      if (isThere()) setTimeout(() => (window.usable = performance.now()));
      else look();
    });
  look();
}

/** Until a canvas has more than a few colours. */
function watchPicture(): void {
  const isThere = () => {
    const canvas = document.querySelector<HTMLCanvasElement>(".sampler-shown canvas");
    const context = canvas?.getContext("2d");
    if (!canvas || !context || canvas.width === 0 || canvas.height === 0) return false;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const colors = new Set<number>();
    for (let at = 0; at < data.length; at += 4) colors.add(data[at] + 256 * data[at + 1] + 65_536 * data[at + 3]);
    return colors.size > 3;
  };
  const look = () =>
    requestAnimationFrame(() => {
      if (isThere()) setTimeout(() => (window.usable = performance.now()));
      else look();
    });
  look();
}
