import { type Signal, signal } from "@preact/signals";
import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { chooseLocale } from "../../client/i18n/locale.ts";
import { NumberBox } from "../../client/views/number-box.tsx";

const host = document.createElement("div");
document.body.append(host);
afterEach(() => render(null, host));

const value: Signal<number> = signal(0);
const refused: Signal<string | null> = signal(null);

function Box() {
  return (
    <NumberBox
      label="λ"
      value={value.value}
      min={0}
      max={20_000}
      step={0.5}
      wrong={refused.value === null ? undefined : "why"}
      onSet={(given) => {
        refused.value = typeof given === "string" ? given : null;
        if (typeof given === "number") value.value = given;
      }}
    />
  );
}

const box = () => host.querySelector("input") as HTMLInputElement;
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
async function type(text: string): Promise<void> {
  box().value = text;
  box().dispatchEvent(new Event("input", { bubbles: true }));
  box().dispatchEvent(new Event("change", { bubbles: true }));
  await settled();
}
async function press(key: string): Promise<void> {
  box().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  await settled();
}

it("takes a decimal comma in Spanish, shows what it understood and steps by keys", async () => {
  chooseLocale("es");
  value.value = 3;
  render(<Box />, host);
  await type("0,2");
  expect([value.value, box().value]).toEqual([0.2, "0,2"]);
  await type("10.000");
  expect([value.value, box().value]).toEqual([10_000, "10.000"]);
  // The same number in other signs: the box says it its own way.
  await type("10000,0");
  expect([value.value, box().value]).toEqual([10_000, "10.000"]);
  await type("2.5");
  expect([value.value, box().value]).toEqual([2.5, "2,5"]);
  await press("ArrowUp");
  expect([value.value, box().value]).toEqual([3, "3"]);
  await press("PageDown");
  expect(box().value).toBe("0");
  expect(box().getAttribute("aria-valuetext")).toBe("0");
});

it("keeps what is no number in the box until it is one", async () => {
  chooseLocale("en");
  value.value = 3;
  render(<Box />, host);
  await type("1,2,3");
  expect([value.value, box().value, refused.value]).toEqual([3, "1,2,3", "1,2,3"]);
  expect(box().getAttribute("aria-invalid")).toBe("true");
  await type("1,200");
  expect([value.value, box().value, refused.value]).toEqual([1200, "1,200", null]);
});

it("keeps what is being typed when the page draws it again", async () => {
  chooseLocale("en");
  value.value = 3;
  render(<Box />, host);
  box().value = "12";
  box().dispatchEvent(new Event("input", { bubbles: true }));
  value.value = 4;
  await settled();
  expect(box().value).toBe("12");
  box().dispatchEvent(new Event("change", { bubbles: true }));
  await settled();
  expect([value.value, box().value]).toEqual([12, "12"]);
});

it("follows the language of the page at once", async () => {
  chooseLocale("en");
  value.value = 0.25;
  render(<Box />, host);
  expect(box().value).toBe("0.25");
  chooseLocale("es");
  await settled();
  expect(box().value).toBe("0,25");
});
