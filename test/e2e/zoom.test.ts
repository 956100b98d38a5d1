import { expect, test } from "vitest";
import { thorough } from "../thorough.ts";
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

  // Other axes are seen whole.
  await page.keyboard.press("+");
  const reset = page.locator(".plane-reset");
  await reset.waitFor();
  await page.locator(".stage-main select").first().selectOption({ index: 3 });
  await expect.poll(() => reset.count()).toBe(0);

  // Once is enough.
  await page.reload();
  await plane.waitFor();
  await plane.hover();
  await page.mouse.wheel(0, -200);
  await page.waitForTimeout(200);
  expect(await hint.count()).toBe(0);
  await context.close();
});

test.runIf(thorough)(
  "a finger drags the point of the code space and does not scroll the page; two fingers zoom",
  async () => {
    const context = await site.profile("en-GB", {
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    await page.goto(`${site.origin}/lab/autoencoder?preset=plane`);
    await page.getByRole("tab", { name: "Code space" }).click();
    const plane = page.locator(".stage-supporting canvas[role=application], .stage canvas[role=application]").first();
    await plane.scrollIntoViewIfNeeded();
    const area = await plane.boundingBox();
    if (!area) throw new Error("the plane is not there");
    const session = await context.newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", ...points: [number, number][]) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: points.map(([x, y], id) => ({ x: area.x + x * area.width, y: area.y + y * area.height, id })),
      });
    const scroll = () => page.evaluate(() => document.scrollingElement?.scrollTop);
    const before = await scroll();
    await touch("touchStart", [0.5, 0.7]);
    for (const y of [0.6, 0.5, 0.4, 0.3]) await touch("touchMove", [0.5, y]);
    await touch("touchEnd");
    expect(await scroll()).toBe(before);
    const reset = page.locator(".plane-reset");
    expect(await reset.count()).toBe(0);
    await touch("touchStart", [0.45, 0.5], [0.55, 0.5]);
    for (const d of [0.1, 0.2, 0.3]) await touch("touchMove", [0.5 - d, 0.5], [0.5 + d, 0.5]);
    await touch("touchEnd");
    await reset.waitFor();
    await context.close();
  },
);
