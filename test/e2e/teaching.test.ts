/** Lessons see what their reader does on the page: a run, a tab, a control; teachers say and hide things in links. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { thorough } from "../thorough.ts";
import { openSite, runToEnd, type, violations } from "./site.ts";

const site = openSite();
const done = (page: Page) =>
  page.$$eval(".lesson-step", (steps) => steps.flatMap((step, i) => (step.classList.contains("done") ? [i + 1] : [])));

test.runIf(thorough)(
  "a step is ticked by its own act on its own preset, stays ticked, and leads to its preset",
  async () => {
    const page = await (await site.profile("en-GB")).newPage();
    await page.goto(`${site.origin}/lab/ica`);
    await page.locator(".lesson-step").first().waitFor();
    await page.locator("[data-act=listen]").first().waitFor();
    expect(await done(page)).toEqual([]);
    expect(await page.locator(".lesson").textContent()).toContain(
      "Intermediate level · about 40 minutes · 0 of 15 steps",
    );

    await page.locator(".run-main").click();
    await expect.poll(() => done(page), { timeout: 60_000 }).toEqual([2]);
    await page.locator("[data-act=listen]").first().click();
    await expect.poll(() => done(page)).toEqual([1, 2]);
    await page.locator("#tab-components").click();
    await expect.poll(() => done(page)).toEqual([1, 2, 4]);

    // What another preset shows is recorded: it has not finished here.
    expect(await page.locator(".run-progress").textContent()).toMatch(/Finished/);
    const presets = page.locator(".preset-menu select");
    const first = await presets.inputValue();
    await presets.selectOption("planted");
    await page.locator(".stage-source").waitFor();
    expect(await page.locator(".run-progress").textContent()).not.toMatch(/Finished/);
    await presets.selectOption(first);

    await page.reload();
    await page.locator(".lesson-step").first().waitFor();
    expect(await done(page)).toEqual([1, 2, 4]);

    await page.locator(".lesson-open", { hasText: "Ten planted sources" }).first().click();
    await expect.poll(() => page.locator(".preset-menu select").inputValue()).toBe("planted");
    await page.locator("#tab-planes").click();
    await page.locator("[data-act=axes] select").first().selectOption({ index: 2 });
    await expect.poll(() => done(page)).toEqual([1, 2, 4, 5]);
  },
);

const text = "Mueve solo k.\n<img src=x onerror=alert(1)>";

test("a teacher adds a title and a text and hides controls; a student sees text, and can ask for all controls", async () => {
  const teacher = await (await site.profile("es-ES")).newPage();
  await teacher.goto(`${site.origin}/lab/rbm?preset=bars-and-stripes`);
  await teacher.locator(".run-main").waitFor();
  await type(teacher, "Épocas", "20");
  await teacher.locator(".header-tools button.primary").click();
  const section = teacher.locator(".share-envelope");
  await section.locator("summary").click();
  await section.locator("input[type=text]").fill("Práctica <b>3</b>");
  await section.locator("textarea").fill(text);
  for (const name of ["Datos", "Lección", "Semilla", "Historial", "Guardar"])
    await section.getByLabel(name, { exact: true }).check();
  await section.locator(".share-hide label").first().locator("input").check();
  expect(await violations(teacher)).toEqual([]);
  const link = await teacher.locator(".copy-field input").first().inputValue();
  expect(link).toMatch(/\/lab\/rbm#v2\.[\w-]+$/);
  await teacher.getByRole("button", { name: "Cerrar" }).first().click();
  const fields = await teacher.locator(".controls .field").count();
  await expect.poll(() => teacher.locator(".lab-lesson").count()).toBe(1);

  const student = await (await site.profile("en-GB")).newPage();
  const alerts: string[] = [];
  student.on("dialog", (dialog) => alerts.push(dialog.message()));
  await student.goto(link);
  const note = student.locator(".envelope");
  await note.waitFor();
  expect(await note.locator("summary").textContent()).toBe("Práctica <b>3</b>");
  expect(await note.locator("details p").textContent()).toBe(text);
  expect(await note.locator("img, b").count()).toBe(0);
  expect(await student.locator(".lab-lesson, .data-panel:visible").count()).toBe(0);
  expect(await student.locator(".lab-tools").allTextContents()).toEqual(["Print"]);
  expect(await student.locator(".controls .field").count()).toBe(fields - 2);
  expect(await student.locator(".run-main").count()).toBe(1);
  expect(await violations(student)).toEqual([]);
  await note.getByRole("button", { name: "Show all controls" }).click();
  await student.locator(".lab-lesson").waitFor();
  expect(await student.locator(".controls .field").count()).toBe(fields);
  expect(await student.locator(".data-panel:visible, .lab-tools").count()).toBe(2);
  await note.getByRole("button", { name: "Hide controls again" }).click();
  await expect.poll(() => student.locator(".lab-lesson").count()).toBe(0);
  expect(alerts).toEqual([]);

  await runToEnd(teacher);
  await teacher.locator(".header-tools button.primary").click();
  const form = teacher.locator(".publish-form");
  expect(await form.locator("input[type=text]").inputValue()).toBe("Práctica <b>3</b>");
  await form.locator("button[type=submit]").click();
  await student.goto(await teacher.locator(".publish-done input").first().inputValue());
  await student.locator(".verdict.claimed").waitFor();
  expect(await note.locator("details p").textContent()).toBe(text);
  expect(await student.locator(".lab-lesson").count()).toBe(0);
  await student.getByRole("button", { name: "Fork" }).click();
  await student.waitForURL(/\/lab\/rbm#v2\./);
  await note.waitFor();
});
