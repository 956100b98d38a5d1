import { expect, it } from "vitest";
import { webgpuMachine } from "../../../shared/nets/webgpu/machine.ts";
import { load } from "../../../shared/nets/webgpu/rule.ts";
import { theGpu } from "./gpu.ts";

it("rows of bytes have the bits of their 255ths, and rows of floats their own", async () => {
  const machine = webgpuMachine(await theGpu(), { parts: [], count: 0 });
  const bytes = Uint8Array.from({ length: 260 }, (_, i) => i % 256);
  const floats = Float32Array.from({ length: 260 }, (_, i) => Math.fround(Math.sqrt(i)));
  const rows = Uint32Array.from({ length: 26 }, (_, i) => 25 - i);
  const picked = (table: Uint8Array | Float32Array) =>
    [...rows].flatMap((row) => [...table.subarray(10 * row, 10 * row + 10)]);
  machine.writeRows(0, rows);
  const places = [machine.take(260), machine.take(260)];
  const loads = [bytes, floats].map((values, i) => load(places[i], machine.table(values, 10), 0, false));
  const prepared = await machine.prepare(loads);
  machine.writeSteps([{}]);
  machine.submit((pass) => prepared.encode(pass, 0));
  const [light, own] = await machine.read(places);
  expect([...light]).toEqual(picked(bytes).map((byte) => Math.fround(byte / 255)));
  expect([...own]).toEqual(picked(floats));
});
