/** Nets of other programs, given as their files: by a dialog, dropped together or in a folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { encodeOnnx } from "../../shared/nets/onnx/encode.ts";
import { onnxOf } from "../../shared/nets/onnx/write.ts";
import { thorough } from "../thorough.ts";
import { drop, netFiles, pictureNetFiles } from "./net-files.ts";
import { openSite, runToEnd } from "./site.ts";

const site = openSite();
const place = mkdtempSync(join(tmpdir(), "latente-model-"));
afterAll(() => rmSync(place, { recursive: true }));

/** Files of the net in a folder, and their paths in this order. */
function filesIn(folder: string, names: readonly (keyof typeof netFiles)[]): readonly string[] {
  mkdirSync(join(place, folder), { recursive: true });
  return names.map((name) => {
    const path = join(place, folder, name);
    writeFileSync(path, netFiles[name]);
    return path;
  });
}
const whole = filesIn("net", ["last.bin", "model.json", "first.bin"]);
const partial = filesIn("cut", ["first.bin", "model.json"]);

async function visit(path: string): Promise<Page> {
  const page = await (await site.profile()).newPage();
  await page.goto(site.origin + path);
  await page
    .locator(path === "/" ? "main h1" : ".run-main")
    .first()
    .waitFor();
  return page;
}

const isRun = async (page: Page) => {
  await page.locator("details.data-panel > summary").click();
  await expect
    .poll(() => page.locator(".data-weights").textContent())
    .toContain("“model.json” is run, without training it.");
  await expect
    .poll(() => page.locator(".data-notices").textContent())
    .toContain("does not have layer steep (LeakyReLU: slope 0.3 (must be 0.01)");
};

test("a folder with a net is taken when it is dropped, and the net answers", async () => {
  const page = await visit("/lab/mlp");
  await drop(page, [join(place, "net")]);
  await isRun(page);
  await runToEnd(page);
  await expect
    .poll(() => page.locator(".run-progress").first().textContent())
    .toContain("TensorFlow.js on WebAssembly");
  await page.context().close();
});

test("its files are taken together in any order, dropped or chosen, and those that are missing are named", async () => {
  const page = await visit("/lab/mlp");
  const said = () => page.locator(".toast-errors").textContent();
  const weightsLine = page.locator(".data-weights");
  const choose = (paths: readonly string[]) =>
    page
      .locator(".data-own input[type=file]")
      .first()
      .setInputFiles([...paths]);
  await drop(page, [join(place, "net", "model.json")]);
  await expect.poll(said).toContain("model.json” needs its files of weights too: first.bin, last.bin");
  await drop(page, [join(place, "cut")]);
  await expect.poll(said).toContain("needs its files of weights too: last.bin");
  await page.locator("details.data-panel > summary").click();
  await choose(partial);
  await expect.poll(() => page.locator(".data-panel .field-error").first().textContent()).toContain("too: last.bin");
  await choose(whole);
  await expect.poll(() => weightsLine.textContent()).toContain("is run, without training it.");
  await weightsLine.locator("button").click();
  await expect.poll(() => weightsLine.count()).toBe(0);
  await drop(page, [...whole].reverse());
  await expect.poll(() => weightsLine.textContent()).toContain("is run, without training it.");
  await page.context().close();
});

test.each(["forward", "hardware"])("in %s an ONNX net is run, and said to be", async (lab) => {
  const layers = [
    { name: "flat", kind: "flatten" },
    { name: "layer0", kind: "dense", units: 10, bias: true },
    { name: "odds", kind: "activation", activation: "softmax" },
  ] as const;
  const numbers = (...shape: number[]) => {
    const values = Float32Array.from({ length: shape.reduce((size, n) => size * n, 1) }, (_, i) => Math.sin(7 * i));
    return { shape, values };
  };
  const weights = { "layer0.weights": numbers(784, 10), "layer0.bias": numbers(10) };
  const path = join(place, `${lab}.onnx`);
  writeFileSync(path, encodeOnnx(onnxOf({ input: [28, 28, 1], layers }, weights, {})));
  const page = await visit(`/lab/${lab}?preset=${lab === "forward" ? "digits" : "mlp"}`);
  await drop(page, [path]);
  await page.locator("details.data-panel > summary").click();
  await expect
    .poll(() => page.locator(".data-weights").textContent())
    .toContain(`“${lab}.onnx” is run, without training it.`);
  await runToEnd(page);
  await page.context().close();
});

test("outside a lab a net is told from an experiment", async () => {
  const page = await visit("/");
  await drop(page, whole);
  await expect.poll(() => page.locator(".toast-errors").textContent()).toContain("is a TensorFlow.js net");
  await page.context().close();
});

test("an ONNX net is taken when it is dropped, or said to be one outside a lab; an operation that is not read is named", async () => {
  const dense = (name: string, units: number) => ({ name, kind: "dense", units, bias: true }) as const;
  const bent = (activation: "tanh" | "softmax", name: string) => ({ name, kind: "activation", activation }) as const;
  const array = (...shape: number[]) => {
    const values = Float32Array.from({ length: shape.reduce((size, n) => size * n, 1) }, (_, i) => Math.sin(7 * i));
    return { shape, values };
  };
  // The layers of the first preset.
  const weights = Object.fromEntries(
    [2, 4, 2].flatMap((inputs, l) => [
      [`layer${l}.weights`, array(inputs, [4, 2, 2][l])],
      [`layer${l}.bias`, array([4, 2, 2][l])],
    ]),
  );
  const sums = [4, 2, 2].map((units, l) => dense(`layer${l}`, units));
  const chain = {
    input: [2],
    layers: [sums[0], bent("tanh", "first"), sums[1], bent("tanh", "second"), sums[2], bent("softmax", "odds")],
  };
  const model = onnxOf(chain, weights, {});
  const odd = model.graph.nodes.map((node) => (node.op === "Tanh" ? { ...node, op: "Celu" } : node));
  const files = { "net.onnx": model, "odd.onnx": { ...model, graph: { ...model.graph, nodes: odd } } };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(place, name), encodeOnnx(content));
  const page = await visit("/lab/mlp");
  const said = () => page.locator(".toast-errors").textContent();
  await drop(page, [join(place, "odd.onnx")]);
  await expect.poll(said).toContain("“odd.onnx”, node first (Celu) is not read here");
  await drop(page, [join(place, "net.onnx")]);
  await page.locator("details.data-panel > summary").click();
  await expect.poll(() => page.locator(".data-weights").textContent()).toContain("net.onnx");
  await expect.poll(() => page.locator(".data-notices").textContent()).toContain("Layers of “net.onnx”");
  await runToEnd(page);
  await page.context().close();
  const home = await visit("/");
  await drop(home, [join(place, "net.onnx")]);
  await expect.poll(() => home.locator(".toast-errors").textContent()).toContain("is an ONNX net");
  await home.context().close();
});

test.runIf(thorough)(
  "the views of pictures show what follows from a net's answers, and say what it does not tell",
  async () => {
    mkdirSync(join(place, "pictures"));
    for (const [name, content] of Object.entries(pictureNetFiles))
      writeFileSync(join(place, "pictures", name), content);
    const page = await visit("/lab/cnn?preset=digits");
    await drop(page, [join(place, "pictures")]);
    await expect.poll(() => page.locator(".data-notices").textContent()).toContain("layer whole (");
    await runToEnd(page);
    const shown = async (tab: string, text: string) => {
      await page.getByRole("tab", { name: tab }).click();
      await page.getByRole("tabpanel").getByText(text).first().waitFor();
    };
    await shown("Saliency", "What it loses when covered");
    await shown("Robustness", "With noise");
    await shown("Confusion matrix", "held-out pictures");
    await shown("From edges to objects", "does not show its filters");
    await shown("Curves", "it has no curves");
    await page.getByText("not the maps of its layers").waitFor();
    await page.context().close();
  },
);
