import { render } from "preact";
import { afterEach, describe, expect, it } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { labViews } from "../../client/labs/index.ts";
import type { LabView, ViewProps } from "../../client/labs/view.ts";
import { labs } from "../../shared/labs/index.ts";
import type { Lab } from "../../shared/labs/lab.ts";
import { recorded } from "./views/folds.ts";

const host = document.createElement("main");
document.body.append(host);
afterEach(() => render(null, host));

const frames = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
};

async function loadedLab(id: string): Promise<readonly [Lab, LabView]> {
  const [lab, view] = await Promise.all([
    labs.find((one) => one.id === id)?.load(),
    labViews.find((one) => one.id === id)?.load(),
  ]);
  if (!lab || !view) throw new Error(`no lab ${id}`);
  return [lab, view];
}

/** Sliders and boxes that are gone once their value was changed. */
async function lost(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const control of host.querySelectorAll<HTMLInputElement>("input[type=range], input[type=text], textarea")) {
    if (!control.isConnected) continue;
    control.value = control.type === "range" ? control.max : "A";
    control.dispatchEvent(new Event("input", { bubbles: true }));
    await frames(3);
    if (!control.isConnected) found.push(control.closest("label")?.textContent ?? control.outerHTML);
  }
  return found;
}

describe.each(["char-rnn", "transformer", "gan", "diffusion"])("views of %s whose first answer is on its way", (id) => {
  it("keep the controls that ask for it, and do not say that no net was trained", async () => {
    const [lab, { main, supporting }] = await loadedLab(id);
    chooseLocale("en");
    const shown = await recorded(lab, lab.presets[0]);
    const ask: ViewProps["ask"] = () => new Promise(() => {});
    for (const { id: name, component: View } of [main, ...supporting]) {
      const props = { ...shown, locale: "en", ask, propose: () => {} } as unknown as ViewProps<never>;
      render(<View {...props} />, host);
      // Some of them come late.
      await expect.poll(() => host.textContent).not.toBe("");
      await frames(5);
      expect(await lost(), name).toEqual([]);
      expect(host.textContent, name).not.toMatch(/No net has been trained|Appears with the first/);
      render(null, host);
    }
  });
});
