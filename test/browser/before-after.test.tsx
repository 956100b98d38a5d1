import { render } from "preact";
import { afterEach, expect, it } from "vitest";
import { BeforeAfter } from "../../client/views/before-after.tsx";

const host = document.createElement("div");
host.style.width = "300px";
document.body.append(host);
afterEach(() => render(null, host));

const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));

async function show() {
  const shape = { width: 4, height: 2 };
  const before = [0, 0, 0, 0, Number.NaN, 1, 1, 1];
  const after = [1, 1, 1, 1, 0, 0, 0, 0];
  render(
    <BeforeAfter title="Test" before={before} after={after} shape={shape} labels={{ before: "b", after: "a" }} />,
    host,
  );
  await frame();
  const slider = host.querySelector<HTMLInputElement>("input[type=range]");
  const [under, over] = host.querySelectorAll("canvas");
  if (!slider || !over) throw new Error("nothing shown");
  return { slider, under, over, pictures: under.parentElement as HTMLElement };
}

it("draws what was and what is, one over the other, and leaves gaps blank", async () => {
  const { under, over } = await show();
  const pixels = (canvas: HTMLCanvasElement) => [...(canvas.getContext("2d")?.getImageData(0, 0, 4, 2).data ?? [])];
  expect(pixels(under).filter((_, i) => i % 4 === 0)).toEqual([255, 255, 255, 255, 0, 0, 0, 0]);
  expect(pixels(over).slice(16, 24)).toEqual([0, 0, 0, 0, 255, 255, 255, 255]);
  expect(over.style.clipPath).toContain("50%");
});

it("moves its edge by slider and keyboard, and says where it is", async () => {
  const { slider, over } = await show();
  expect(slider.getAttribute("aria-label")).toContain("Test");
  slider.value = "20";
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  await frame();
  expect(over.style.clipPath).toContain("80%");
  expect(slider.getAttribute("aria-valuetext")).toMatch(/20/);
});

it("moves its edge to the pointer", async () => {
  const { over, pictures, slider } = await show();
  pictures.setPointerCapture = () => {};
  const { left, top, width } = pictures.getBoundingClientRect();
  const at = (share: number) => ({
    clientX: left + share * width,
    clientY: top + 2,
    bubbles: true,
    buttons: 1,
    pointerId: 1,
  });
  pictures.dispatchEvent(new PointerEvent("pointerdown", at(0.75)));
  await frame();
  expect(over.style.clipPath).toContain("25%");
  pictures.dispatchEvent(new PointerEvent("pointermove", at(0.1)));
  await frame();
  expect(Number(slider.value)).toBe(10);
});
