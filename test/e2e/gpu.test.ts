/** Nets of ours on WebGPU: on the adapter that imitates a GPU, which any machine has. */
import type { BrowserContext, Page } from "playwright-core";
import { expect, test } from "vitest";
import { softwareGpu } from "../chromium.ts";
import { some, thorough } from "../thorough.ts";
import { lastDigest, openSite, runToEnd, type, violations } from "./site.ts";

const site = openSite(softwareGpu);
const plain = openSite();

const device = (page: Page) => page.locator(".run-bar .run-where label", { hasText: "Device" }).locator("select");
const line = (page: Page) => page.locator(".run-progress").textContent();
const note = (page: Page) => page.locator(".run-bar .run-device").textContent();
const instead = (page: Page) => page.locator(".run-instead").textContent();

/** Runs before anything else in each thread that computes: that is how the devices of threads fail here. */
async function inThreads(context: BrowserContext, script: () => void): Promise<void> {
  await context.route(/\/assets\/thread-[\w-]+\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${script})();\n${await response.text()}` });
  });
}

/** The device is destroyed when it is given its twelfth piece of work: the probe and some steps are done by then. */
function destroyInMidRun(): void {
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (descriptor) {
    const gpu = await request.call(this, descriptor);
    const submit = gpu.queue.submit.bind(gpu.queue);
    let given = 0;
    gpu.queue.submit = (commands) => {
      if (++given === 12) gpu.destroy();
      return submit(commands);
    };
    return gpu;
  };
}

/** No net fits. */
function shrink(): void {
  Object.defineProperty(GPUSupportedLimits.prototype, "maxStorageBufferBindingSize", { get: () => 2 ** 12 });
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = function () {
    return request.call(this);
  };
}

/** An adapter is there, and gives no device. */
function refuse(): void {
  GPUAdapter.prototype.requestDevice = () => Promise.reject(new DOMException("no memory left", "OperationError"));
}

/** Integers are multiplied wrongly. */
function spoilIntegers(): void {
  const create = GPUDevice.prototype.createShaderModule;
  GPUDevice.prototype.createShaderModule = function (descriptor) {
    return create.call(this, {
      ...descriptor,
      code: descriptor.code.replace("a * b;\n  answers[at + 3u]", "a + b;\n  answers[at + 3u]"),
    });
  };
}

async function visit(context: BrowserContext, address = "/lab/mlp"): Promise<Page> {
  const page = await context.newPage();
  await page.goto(site.origin + address);
  await page.locator(".run-main").waitFor();
  await type(page, "Epochs", "4");
  await expect.poll(() => device(page).locator("option").allTextContents()).toContain("WebGPU");
  return page;
}

test("an imitated GPU is not taken unasked; asked for, it trains the net, and the result says what it is worth", async () => {
  const page = await visit(await site.profile());
  expect(await device(page).inputValue()).toBe("wasm");
  await expect.poll(() => note(page)).toContain("imitated by the processor");
  await runToEnd(page);
  const exact = await lastDigest(page);
  expect(await line(page)).not.toContain("statistically equal");
  await device(page).selectOption("webgpu");
  const before = Date.now();
  await runToEnd(page);
  await expect.poll(() => line(page)).toContain("on WebGPU: statistically equal to WebAssembly");
  expect(await lastDigest(page, before)).not.toBe(exact);
  expect(await page.locator(".run-instead").count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.getByRole("button", { name: "History" }).click();
  await expect.poll(() => page.locator(".history-list li").count()).toBe(2);
  expect(await page.locator(".history-list li", { hasText: "WebGPU" }).count()).toBe(1);
});

test.runIf(thorough)(
  "a device that is destroyed in mid-run leaves the run to WebAssembly, with its digest, and that is said",
  async () => {
    const context = await site.profile();
    await inThreads(context, destroyInMidRun);
    const page = await visit(context);
    await type(page, "Epochs", "20");
    await runToEnd(page);
    const exact = await lastDigest(page);
    await device(page).selectOption("webgpu");
    const before = Date.now();
    await page.locator(".run-main").click();
    await page.locator(".run-instead").waitFor();
    expect(await instead(page)).toContain("The GPU stopped working during the run");
    expect(await device(page).inputValue()).toBe("wasm");
    await page.locator(".run-progress", { hasText: "Finished" }).waitFor({ timeout: 90_000 });
    expect(await lastDigest(page, before)).toBe(exact);
    expect(await line(page)).not.toContain("statistically equal");
    expect(await instead(page)).toContain("the run began again on WebAssembly");
  },
);

const REFUSALS = [
  [shrink, "This net, with its data, does not fit on the GPU (1 MiB > 0 MiB)"],
  [refuse, "WebGPU could not be used here (no memory left)"],
] as const;

test.runIf(thorough).each(some(REFUSALS, 0))(
  "a net that the device has no room for, or no device at all, leaves the run to WebAssembly: %o",
  async (script, why) => {
    const context = await site.profile();
    await inThreads(context, script);
    const page = await visit(context);
    await runToEnd(page);
    const exact = await lastDigest(page);
    await device(page).selectOption("webgpu");
    const before = Date.now();
    await runToEnd(page);
    expect(await lastDigest(page, before)).toBe(exact);
    expect(await instead(page)).toContain(why);
    expect(await device(page).inputValue()).toBe("wasm");
    expect(await line(page)).not.toContain("statistically equal");
  },
);

test("a device that fails its test computes nothing, and that is said", async () => {
  const context = await site.profile();
  await inThreads(context, spoilIntegers);
  const page = await visit(context);
  await device(page).selectOption("webgpu");
  await runToEnd(page);
  expect(await instead(page)).toContain("This GPU failed the arithmetic test");
  expect(await device(page).inputValue()).toBe("wasm");
  expect(await line(page)).not.toContain("statistically equal");
});

/** Runs in the page: the imitated GPU counts as one. */
function seemReal(): void {
  Object.defineProperty(GPUAdapterInfo.prototype, "isFallbackAdapter", { get: () => false });
}

test.runIf(thorough)(
  "a device that counts as a GPU and fails its test is not proposed, and that is said before any run",
  async () => {
    const context = await site.profile();
    await context.addInitScript(seemReal);
    await inThreads(context, spoilIntegers);
    const page = await visit(context);
    await expect.poll(() => note(page), { timeout: 60_000 }).toContain("the GPU could not be used (integer 2 is ");
    expect(await device(page).inputValue()).toBe("wasm");
  },
);

test.runIf(thorough)(
  "what counts as a GPU is raced against WebAssembly with this net; the slower is not taken, unless it is chosen",
  async () => {
    const context = await site.profile();
    await context.addInitScript(seemReal);
    const page = await visit(context);
    await expect
      .poll(() => note(page), { timeout: 60_000 })
      .toMatch(/^WebAssembly: ([\d.,]+ ×|the GPU is too slow|as fast)/);
    expect(await device(page).inputValue()).toBe("wasm");
    await device(page).selectOption("webgpu");
    await type(page, "Epochs", "3");
    await runToEnd(page);
    // Where it left the GPU, the reason is what the failure says.
    expect(await page.locator(".run-instead").allTextContents()).toEqual([]);
    expect(await device(page).inputValue()).toBe("webgpu");
    expect(await line(page)).toContain("statistically equal");
  },
);

test.runIf(thorough)(
  "a published result of a GPU is verified elsewhere within the tolerance, and says on what",
  async () => {
    const author = await visit(await site.profile());
    await device(author).selectOption("webgpu");
    await runToEnd(author);
    await author.locator(".header-tools button.primary").click();
    const form = author.locator(".publish-form");
    await form.locator("input[type=text]").fill("By a GPU");
    await form.locator("button[type=submit]").click();
    const url = await author.locator(".publish-done input").first().inputValue();

    const reader = await (await plain.profile()).newPage();
    await reader.goto(url);
    await reader.locator(".verdict.claimed").waitFor();
    expect(await reader.locator(".opened-verify").textContent()).toContain("Computed on WebGPU: metrics are compared");
    await reader.locator(".opened-verify button").first().click();
    const badge = reader.locator(".verdict:not(.claimed)");
    await badge.waitFor({ timeout: 90_000 });
    const said = await badge.textContent();
    expect(said).toMatch(/^GPU: (statistically equal|equal bit for bit)/);
    expect(said).toContain("Computed on WebGPU, and here on WebAssembly");
    expect(await reader.locator(".run-instead").count()).toBe(0);
  },
);

test("without a GPU nothing is said or offered, and none of its code is loaded", async () => {
  const page = await (await plain.profile()).newPage();
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  await page.goto(`${plain.origin}/lab/mlp`);
  await page.waitForFunction(() => performance.getEntriesByName("latente.warm").length > 0);
  await page.waitForLoadState("networkidle");
  expect(await device(page).locator("option").allTextContents()).toEqual(["WebAssembly", "Reference (slow)"]);
  expect(await page.locator(".run-device").count()).toBe(0);
  expect(loaded.filter((url) => /assets\/(desk|device)-/.test(url))).toEqual([]);
});
