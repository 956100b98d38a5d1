import { expect, test } from "vitest";
import { openSite, violations } from "./site.ts";

const site = openSite();

test("a plane is zoomed by ctrl and the wheel, or by wheel and keys after a click; the page's scrolling is left alone", async () => {
  const context = await site.profile();
  const page = await context.newPage();
  await page.goto(`${site.origin}/lab/mcmc`);
  const plane = page.locator(".stage-main canvas[role=application]");
  await plane.waitFor();
  const picture = () => plane.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  await expect.poll(async () => (await picture()).length).toBeGreaterThan(5000);
  const all = await picture();
  const hint = page.locator(".plane-hint");
  await plane.hover();
  await page.mouse.wheel(0, -200);
  await hint.waitFor();
  expect(await picture()).toBe(all);

  await page.keyboard.down("Control");
  await page.mouse.wheel(0, -200);
  await page.keyboard.up("Control");
  await expect.poll(picture).not.toBe(all);
  await plane.dblclick();
  await expect.poll(picture).toBe(all);

  // The double click gave it the focus.
  await page.mouse.wheel(0, -200);
  await expect.poll(picture).not.toBe(all);
  await page.keyboard.press("0");
  await expect.poll(picture).toBe(all);
  await page.keyboard.press("+");
  await expect.poll(picture).not.toBe(all);
  await page.keyboard.press("-");
  await expect.poll(picture).toBe(all);
  expect(await violations(page)).toEqual([]);

  // Once is enough.
  await page.reload();
  await plane.waitFor();
  await plane.hover();
  await page.mouse.wheel(0, -200);
  await page.waitForTimeout(200);
  expect(await hint.count()).toBe(0);
  await context.close();
});
