/** A net of tensorflow.js that the perceptron can only run, as the files that it is saved in. */
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Two inputs, four units with a slope that the lab does not have, two classes. */
const dense = (name: string, units: number, activation: string, more = {}) => ({
  class_name: "Dense",
  config: { name, units, activation, use_bias: true, ...more },
});
const layers = [
  dense("first", 4, "linear", { batch_input_shape: [null, 2], dtype: "float32" }),
  { class_name: "LeakyReLU", config: { name: "steep", alpha: 0.3 } },
  dense("last", 2, "softmax"),
];
const weights = [
  ["first/kernel", [2, 4]],
  ["first/bias", [4]],
  ["last/kernel", [4, 2]],
  ["last/bias", [2]],
].map(([name, shape]) => ({ name, shape, dtype: "float32" }));
const model = JSON.stringify({
  format: "layers-model",
  modelTopology: { class_name: "Sequential", config: { name: "net", layers } },
  weightsManifest: [{ paths: ["./first.bin", "./last.bin"], weights }],
});
const numbers = Float32Array.from({ length: 22 }, (_, i) => Math.sin(7 * i));
const bytes = new Uint8Array(numbers.buffer);
export const netFiles = { "model.json": model, "first.bin": bytes.subarray(0, 48), "last.bin": bytes.subarray(48) };

/** Pictures of 28 × 28 by the mean of their pixels: ten classes, and a layer that the convolutional net does not have. */
const pooled = [
  { class_name: "GlobalAveragePooling2D", config: { name: "whole", batch_input_shape: [null, 28, 28, 1] } },
  dense("last", 10, "softmax"),
];
const pooledWeights = [
  { name: "last/kernel", shape: [1, 10], dtype: "float32" },
  { name: "last/bias", shape: [10], dtype: "float32" },
];
export const pictureNetFiles = {
  "model.json": JSON.stringify({
    format: "layers-model",
    modelTopology: { class_name: "Sequential", config: { name: "net", layers: pooled } },
    weightsManifest: [{ paths: ["weights.bin"], weights: pooledWeights }],
  }),
  "weights.bin": new Uint8Array(Float32Array.from({ length: 20 }, (_, i) => Math.sin(5 * i)).buffer),
};

/** As a file manager does it: folders arrive as folders. */
export async function drop(page: Page, files: readonly string[]): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const data = { items: [], files: [...files], dragOperationsMask: 1 };
  const send = (type: "dragEnter" | "dragOver" | "drop") =>
    browser.send("Input.dispatchDragEvent", { type, x: 600, y: 400, data });
  await send("dragEnter");
  // As a hand does that waits for the page to say that it takes them: before that a browser drops nothing.
  await expect
    .poll(async () => {
      await send("dragOver");
      return page.locator(".drop-sheet").count();
    })
    .toBe(1);
  await page.evaluate(() => {
    addEventListener("drop", () => document.documentElement.setAttribute("data-dropped", ""), { once: true });
  });
  // A drop that overtakes the page's answer to the hand above it is none, and the hand is above it no longer.
  await expect
    .poll(
      async () => {
        for (const type of ["dragEnter", "dragOver", "dragOver", "drop"] as const) await send(type);
        await page.waitForTimeout(200);
        return page.locator("html[data-dropped]").count();
      },
      { timeout: 20_000, interval: 300 },
    )
    .toBe(1);
  await page.evaluate(() => document.documentElement.removeAttribute("data-dropped"));
  await browser.detach();
}
