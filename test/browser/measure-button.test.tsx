/** The button that begins and ends a measurement is pressed twice on one spot. */
import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { MeasureButton } from "../../client/labs/inference/elsewhere/measure-button.tsx";
import "../../client/app/app.css";

const host = document.createElement("div");
host.style.display = "flex";
document.body.append(host);
afterEach(() => render(null, host));

it.each(["en", "es"] as const)("keeps its size when its word changes, and says one word alone: %s", (language) => {
  chooseLocale(language);
  const look = (label: string, isBusy: boolean) => {
    const nothing = () => {};
    render(<MeasureButton label={label} act="measure" isBusy={isBusy} start={nothing} cancel={nothing} />, host);
    const button = host.querySelector("button") as HTMLButtonElement;
    const { width, height } = button.getBoundingClientRect();
    return { size: [width, height], said: button.textContent };
  };
  for (const label of ["Measure all of it in turns", "Go"]) {
    const [idle, busy] = [look(label, false), look(label, true)];
    expect(busy.size).toEqual(idle.size);
    expect([idle.said, busy.said]).toEqual([label, language === "en" ? "Cancel" : "Cancelar"]);
  }
});
