/** What a net writes while it learns is another text every moment: what is below it stays where it is. */
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
