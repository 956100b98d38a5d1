#!/usr/bin/env bash
# SwiftShader in @sparticuz/chromium 153.0.0 (through playwright-core 1.65.1), the software adapter of WebGPU: each single operation of float32 numbers is
# rounded correctly, also a product and a sum after it, but larger expressions of WGSL are computed as others: a * b + a * c as a * (b + c), a / 3f as
# a * (1 / 3), (a * 1.1f) * 1.3f as a * (1.1 * 1.3), (a + 1.5 * 2^23) - 1.5 * 2^23, which rounds to an integer, as a, and a * (b / a) as b. WGSL permits
# such rewriting, but who checks a shader bit for bit, or relies on a rounding that such an expression is to make, has other numbers.
# Seen, of 4096 triples between 1 and 2, how many differ from each operation rounded by itself, and from what the expression is rewritten to:
# none and none of +, *, / and a * b + c; then 1480 and none, 1367 and none, 1324 and none, all and none, 518 and none.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @sparticuz/chromium@153.0.0 playwright-core@1.65.1 >/dev/null
cat >see.mjs <<'JS'
import { createServer } from "node:http";

// With this set before the import, the package unpacks the shared libraries that a bare Debian lacks.
process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
const { default: packed } = await import("@sparticuz/chromium");
const { chromium } = await import("playwright-core");
const server = createServer((_, answer) => answer.setHeader("content-type", "text/html").end("<!doctype html>"));
await new Promise((listening) => server.listen(0, "localhost", listening));
const args = ["--no-sandbox", "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"];
const browser = await chromium.launch({ executablePath: await packed.executablePath(), args });
const page = await browser.newPage();
await page.goto(`http://localhost:${server.address().port}/`);

const found = await page.evaluate(async () => {
  const COUNT = 4096;
  const r = Math.fround;
  // [WGSL, each operation rounded by itself, what is computed instead]
  const cases = {
    "a + b": ["a + b", (a, b) => r(a + b), (a, b) => r(a + b)],
    "a * b": ["a * b", (a, b) => r(a * b), (a, b) => r(a * b)],
    "a / b": ["a / b", (a, b) => r(a / b), (a, b) => r(a / b)],
    "a * b + c": ["a * b + c", (a, b, c) => r(r(a * b) + c), (a, b, c) => r(r(a * b) + c)],
    "a * b + a * c": ["a * b + a * c", (a, b, c) => r(r(a * b) + r(a * c)), (a, b, c) => r(a * r(b + c))],
    "a / 3": ["a / 3f", (a) => r(a / 3), (a) => r(a * r(1 / 3))],
    "(a * 1.1) * 1.3": ["(a * 1.1f) * 1.3f", (a) => r(r(a * r(1.1)) * r(1.3)), (a) => r(a * r(r(1.1) * r(1.3)))],
    "(a + 2^23 * 1.5) - 2^23 * 1.5": ["(a + 12582912f) - 12582912f", (a) => r(r(a + 12582912) - 12582912), (a) => a],
    "a * (b / a)": ["a * (b / a)", (a, b) => r(a * r(b / a)), (_, b) => b],
  };
  let state = 1;
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return r(1 + state / 2 ** 32);
  };
  const numbers = Float32Array.from({ length: 3 * COUNT }, draw);
  const formulas = Object.values(cases);
  const device = await (await navigator.gpu.requestAdapter()).requestDevice();
  const buffer = (size, usage) => device.createBuffer({ size, usage });
  const [input, output] = [buffer(numbers.byteLength, 136), buffer(4 * COUNT * formulas.length, 132)];
  const back = buffer(output.size, 9);
  device.queue.writeBuffer(input, 0, numbers);
  // Each by a shader of its own: what two of them share would not be rewritten.
  const shader = (wgsl, f) => `
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> y: array<f32>;
@compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3u) {
  let i = id.x;
  let a = x[3u * i];
  let b = x[3u * i + 1u];
  let c = x[3u * i + 2u];
  y[${f * COUNT}u + i] = ${wgsl};
}`;
  const entries = [input, output].map((one, binding) => ({ binding, resource: { buffer: one } }));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  for (const [f, [wgsl]] of formulas.entries()) {
    const module = device.createShaderModule({ code: shader(wgsl, f) });
    const pipeline = device.createComputePipeline({ layout: "auto", compute: { module } });
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(COUNT / 64);
  }
  pass.end();
  encoder.copyBufferToBuffer(output, 0, back, 0, back.size);
  device.queue.submit([encoder.finish()]);
  await back.mapAsync(1);
  const y = new Float32Array(back.getMappedRange());
  const off = (f, by) => {
    let count = 0;
    for (let i = 0; i < COUNT; i++) if (y[f * COUNT + i] !== by(...numbers.subarray(3 * i, 3 * i + 3))) count++;
    return count;
  };
  return Object.fromEntries(Object.entries(cases).map(([name, [, own, instead]], f) => [name, [off(f, own), off(f, instead)]]));
});
await browser.close();
server.close();
console.log(JSON.stringify(found));
const seen = [[0, 0], [0, 0], [0, 0], [0, 0], [1480, 0], [1367, 0], [1324, 0], [4096, 0], [518, 0]];
process.exit(JSON.stringify(Object.values(found)) === JSON.stringify(seen) ? 0 : 1);
JS
node see.mjs
