import { expect, test } from "vitest";
import { encodeLink } from "../../shared/experiment/link.ts";
import { presetExperiment, setPath } from "../../shared/labs/parse.ts";
import { mlp } from "../../shared/labs/representation/mlp/lab.ts";
import { openSite, violations } from "./site.ts";

const site = openSite();
const experiment = [
  ["params.epochs", 3000],
  ["params.folds", 2],
  ["params.members", 2],
].reduce((now, [path, value]) => setPath(mlp, now, String(path), value), presetExperiment(mlp, "xor"));

test("a link of folds and an ensemble runs all its nets, can be stopped, and shows each with what they say together", async () => {
  const context = await site.profile("en-GB", { reducedMotion: "reduce" });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(`${site.origin}/lab/mlp${await encodeLink(experiment)}`);
  await page.locator(".run-main").click();
  await page.locator(".run-progress", { hasText: "steps" }).waitFor({ timeout: 60_000 });
  await expect.poll(() => page.locator(".mlp-net").count()).toBe(6);
  await page.getByRole("button", { name: "Reset" }).click();
  await expect.poll(() => page.locator(".run-progress", { hasText: "steps" }).count()).toBe(0);

  const epochs = page.locator(".field", { hasText: "Epochs" }).locator("input").last();
  await epochs.fill("20");
  await epochs.press("Enter");
  await page.locator(".run-main").click();
  await page.locator(".run-progress", { hasText: "Finished" }).waitFor({ timeout: 60_000 });
  await page.locator(".mlp-together", { hasText: /over 2 folds: 0\.\d+ ± / }).waitFor();
  await page.locator(".mlp-together", { hasText: /^Ensemble: accuracy .* against the mean of its nets/ }).waitFor();
  expect(await page.locator(".mlp-net-best").count()).toBe(1);
  expect(await page.locator(".mlp-net-value", { hasText: /: 0\.\d|: 1$/ }).count()).toBe(6);
  await page.locator(".mlp-net", { hasText: "Fold 2 · net 1" }).click();
  await expect
    .poll(() => page.locator('.stage-view [data-act="net"] select option:checked').textContent())
    .toBe("Fold 2 · net 1");
  expect(await violations(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await context.close();
});
