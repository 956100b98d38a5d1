import { readFile } from "node:fs/promises";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { voices } from "../../shared/data/generators/voices.ts";
import { decodeWav, encodeWav } from "../../shared/data/readers/wav/wav.ts";
import { chromiumArgs, chromiumPath } from "../chromium.ts";
import { thorough } from "../thorough.ts";

let browser: Browser;
let deaf: Browser;

beforeAll(async () => {
  // Every question about the microphone is answered with yes; one browser has one, that beeps, the other has none.
  const start = async (...device: string[]) =>
    chromium.launch({
      executablePath: await chromiumPath(),
      args: [...chromiumArgs, "--use-fake-ui-for-media-stream", ...device],
    });
  [browser, deaf] = await Promise.all([start("--use-fake-device-for-media-stream"), start()]);
});
afterAll(async () => {
  await browser?.close();
  await deaf?.close();
});

async function visit(on = browser): Promise<{ page: Page; complaints: string[] }> {
  const context = await on.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-US" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${inject("origin")}/lab/ica`);
  await page.getByRole("button", { name: "Play “microphone 1”" }).waitFor();
  return { page, complaints };
}

const report = (page: Page) => page.locator("details.data-panel > summary .soft");
const openData = (page: Page) => page.locator("details.data-panel > summary").click();
const runToEnd = async (page: Page) => {
  await page.locator(".run-main").click();
  await page.locator(".run-progress", { hasText: "Finished" }).waitFor({ timeout: 90_000 });
};

describe("the cocktail party", () => {
  test.runIf(thorough)("plays one sound at a time, by keyboard too, and none by itself", async () => {
    const { page, complaints } = await visit();
    const sounding = () => page.locator(".audio-track button[aria-pressed=true]").allTextContents();
    expect(await sounding()).toEqual([]);
    await page.getByRole("button", { name: "Play “microphone 1”" }).click();
    await expect.poll(sounding).toEqual(["Stop “microphone 1”"]);
    const second = page.getByRole("button", { name: /Play “component 2/ });
    await second.focus();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await sounding()).length).toBe(1);
    expect((await sounding())[0]).toMatch(/Stop “component 2/);
    await page.locator(".audio-track button[aria-pressed=true]").click();
    await expect.poll(sounding).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.runIf(thorough)("saves what was separated as WAV", async () => {
    const { page } = await visit();
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: /Save “component 1/ }).click(),
    ]);
    const sound = decodeWav(new Uint8Array(await readFile(await saved.path())), "saved");
    expect([sound.rate, sound.channels, sound.values.length]).toEqual([8000, 1, 40_000]);
    await page.context().close();
  });

  test.runIf(thorough)("takes two WAV files, mixes and separates them", async () => {
    const { page, complaints } = await visit();
    const { factors, rows } = voices.generate([4, 0], { voices: 2, seconds: 2, noise: 0 } as never);
    const files = [0, 1].map((j) => {
      const values = Float64Array.from({ length: rows }, (_, r) => 3 * (factors?.values[2 * r + j] ?? 0));
      return { name: `${j}.bin`, mimeType: "", buffer: Buffer.from(encodeWav({ rate: 8000, channels: 1, values })) };
    });
    await openData(page);
    await page.locator(".data-own input[type=file]").setInputFiles(files);
    await expect.poll(() => report(page).textContent()).toBe("2 channels, 2\u00a0s at 8,000 Hz");
    await page.getByRole("checkbox", { name: "Mix my sources first" }).check();
    await runToEnd(page);
    await page.getByRole("button", { name: /Play “component 1 · [01]/ }).waitFor();
    const worst = page.locator(".metric", { hasText: "Worst source" }).locator("dd");
    expect(Number.parseFloat((await worst.textContent()) ?? "")).toBeGreaterThan(20);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe("the microphone", () => {
  test("is asked for on a click, and two takes become the data", async () => {
    const { page, complaints } = await visit();
    await openData(page);
    await page.getByRole("button", { name: "Record with the microphone" }).click();
    await page.getByRole("meter").waitFor();
    await page.getByRole("button", { name: "Finish" }).click();
    await page.getByRole("button", { name: "Play “recording 1”" }).waitFor();
    await page.getByRole("button", { name: "Record another" }).click();
    await page.getByRole("button", { name: "Play “recording 2”" }).waitFor({ timeout: 15_000 });
    await page.getByRole("button", { name: "Use the recordings" }).click();
    await expect.poll(() => report(page).textContent()).toMatch(/^2 channels/);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  const complaintOf = async (page: Page) => {
    await openData(page);
    await page.getByRole("button", { name: "Record with the microphone" }).click();
    await page.locator(".audio-recorder .field-error").waitFor();
    // One may try again.
    await page.getByRole("button", { name: "Record with the microphone", disabled: false }).waitFor();
    return page.locator(".audio-recorder .field-error").textContent();
  };

  test.runIf(thorough)("missing: the page says so, and all else goes on", async () => {
    const { page } = await visit(deaf);
    expect(await complaintOf(page)).toContain("No microphone was found");
    await page.context().close();
  });

  test("refused: the page says how to allow it", async () => {
    const { page } = await visit();
    // A browser without a window cannot be told no: what it would say then.
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException("Permission denied", "NotAllowedError");
      };
    });
    expect(await complaintOf(page)).toContain("does not allow the microphone");
    await page.context().close();
  });
});
