import { expect, onTestFinished, test } from "vitest";
import { type OpenGpu, openGpu } from "../../../client/compute/gpu/device.ts";
import { gpuForOrders } from "../../../client/compute/gpu/orders.ts";
import { probeGpu } from "../../../client/compute/gpu/probe.ts";
import { webgpuMachine } from "../../../shared/nets/webgpu/machine.ts";
import { some } from "../../thorough.ts";

/** What devices are tested by is most of what opening one takes: here it is tested by itself. */
const untested = async () => ({ complaint: null, isExact: true });

const open = async () => {
  const gpu = await openGpu({ probe: untested });
  onTestFinished(() => gpu.close());
  return { ...gpu, device: gpu.device as unknown as GPUDevice };
};

test("the adapter that imitates a GPU passes the probe, and rounds as the processor does", async () => {
  const { device } = await open();
  expect(await probeGpu(device)).toEqual({ complaint: null, isExact: true });
});

test("a device has what its adapter can give at most, not the least that any has", async () => {
  const { device } = await open();
  expect(device.limits.maxStorageBufferBindingSize).toBeGreaterThan(128 * 1024 * 1024);
  expect(device.limits.maxBufferSize).toBeGreaterThan(256 * 1024 * 1024);
});

const adapterWith = (change: (code: string) => string): Pick<GPU, "requestAdapter"> => ({
  async requestAdapter(options) {
    const adapter = await navigator.gpu.requestAdapter(options);
    const requestDevice: GPUAdapter["requestDevice"] = async (wanted) => {
      const device = (await adapter?.requestDevice(wanted)) as GPUDevice;
      const create = device.createShaderModule.bind(device);
      device.createShaderModule = (descriptor) => create({ ...descriptor, code: change(descriptor.code) });
      return device;
    };
    return adapter && ({ limits: adapter.limits, requestDevice } as GPUAdapter);
  },
});

// Each change is what a device might do: an answer one unit off, a fused product, a wrong carry, NaN taken for a number.
const FAULTS = [
  ["id.x] = a + b;", "id.x] = bitcast<f32>(bitcast<u32>(a + b) + 1u);", "+ is 1 ulp off"],
  ["id.x] = a / b;", "id.x] = bitcast<f32>(bitcast<u32>(a / b) + 4u);", "/ is 4 ulp off"],
  ["middle >> 16u", "middle >> 17u", "integer "],
  [">= 0x7f800000u", "> 0x7f800000u", "not finite"],
  ["found[(lane * 7u + 3u)", "found[(lane * 5u + 3u)", "do not work together (1)"],
  ["found[lane] += found[lane + half]", "found[lane] += 0u", "do not work together (256)"],
  ["atomicAdd(&answers[257], 1u);", "atomicStore(&answers[257], 1u);", "do not work together (257)"],
  ["1u << (lane & 31u)", "1u << (lane & 15u)", "do not work together (258)"],
  ["if (isNaN(x)) { return x; }", "", "expf(NaN)"],
  [" - n * 0.000001428606765330187f", "", "expf("],
  ["= logf(x);", "= log(x);", "logf("],
  ["= tanhf(x);", "= tanh(x);", "tanhf("],
] as const;

test.each(some(FAULTS, 0, 2, 5, 8, 11))("a device that computes %s as %s is refused", async (from, to, why) => {
  const gpu = adapterWith((code) => code.replace(from, to));
  await expect(openGpu({ gpu })).rejects.toMatchObject({
    code: "gpu-unfit",
    values: { value: expect.stringContaining(why) },
  });
});

test("a device that divides as WGSL allows may be used, and is not called exact", async () => {
  const gpu = adapterWith((code) => code.replace("= a / b;", "= bitcast<f32>(bitcast<u32>(a / b) + 1u);"));
  const reports: unknown[] = [];
  const probe = async (device: GPUDevice) => {
    const found = await probeGpu(device);
    reports.push(found);
    return found;
  };
  (await openGpu({ gpu, probe })).close();
  expect(reports).toEqual([{ complaint: null, isExact: false }]);
});

test("without an adapter, or one that gives no device, says so", async () => {
  const none = { requestAdapter: async () => null };
  await expect(openGpu({ gpu: none })).rejects.toMatchObject({ code: "gpu-missing", values: { value: "no adapter" } });
  const refused = {
    requestAdapter: async () => ({ limits: {}, requestDevice: () => Promise.reject(new Error("full")) }),
  };
  const gpu = refused as unknown as Pick<GPU, "requestAdapter">;
  await expect(openGpu({ gpu })).rejects.toMatchObject({ code: "gpu-missing", values: { value: "full" } });
});

test("work during which the device is destroyed, asked for too much, or asked wrongly, is not taken", async () => {
  const lost = { code: "gpu-lost" };
  const destroyed = await open();
  const reading = destroyed.guard(async () => {
    destroyed.device.destroy();
    return 1;
  });
  await expect(reading).rejects.toMatchObject(lost);
  await expect(destroyed.guard(() => 1)).rejects.toMatchObject(lost);
  expect(destroyed.trouble()).toBeDefined();

  const wrong = await open();
  await expect(wrong.guard(() => wrong.device.createShaderModule({ code: "?" }))).rejects.toMatchObject(lost);

  const large = await open();
  const size = large.device.limits.maxBufferSize;
  await expect(large.guard(() => void large.device.createBuffer({ size, usage: 128 }))).rejects.toMatchObject(lost);

  const fine = await open();
  expect(await fine.guard(() => 7)).toBe(7);
  expect(fine.trouble()).toBeUndefined();
});

test("what is larger than a binding or a buffer of the device is refused by size, and the device stays fit for the next net", async () => {
  const gpu = await open();
  const limits = { maxStorageBufferBindingSize: 3 * 2 ** 20, maxBufferSize: 2 ** 30 };
  Object.defineProperty(gpu.device, "limits", { value: limits });
  const machine = () => webgpuMachine(gpu as unknown as OpenGpu, { parts: [], count: 0 });
  const full = { code: "gpu-full", values: { value: "4 MiB > 3 MiB" } };
  await expect(gpu.guard(() => machine().take(2 ** 20))).rejects.toMatchObject(full);
  await expect(gpu.guard(() => machine().table(new Uint8Array(4 * 2 ** 20), 1))).rejects.toMatchObject(full);
  limits.maxStorageBufferBindingSize = 2 ** 30;
  limits.maxBufferSize = 3 * 2 ** 20;
  await expect(gpu.guard(() => machine().take(2 ** 20))).rejects.toMatchObject(full);
  const own = machine();
  expect(await gpu.guard(() => own.read([own.take(2 ** 19)]))).toHaveLength(1);
  expect(gpu.trouble()).toBeUndefined();
});

test("a buffer that its order has destroyed is not held until the order ends", async () => {
  const gpu = await open();
  const destroyed: GPUBuffer[] = [];
  const destroy = GPUBuffer.prototype.destroy;
  onTestFinished(() => {
    GPUBuffer.prototype.destroy = destroy;
  });
  GPUBuffer.prototype.destroy = function () {
    destroyed.push(this);
    return destroy.call(this);
  };
  const [first, second] = [0, 1].map(() => gpu.device.createBuffer({ size: 16, usage: 8 }));
  first.destroy();
  gpu.handOver(idle);
  expect(destroyed).toEqual([first, second]);
  gpu.handOver(idle);
  expect(destroyed).toHaveLength(2);
});

test("orders that follow each other share a device, but none of its buffers; one in trouble is not passed on", async () => {
  const timers: (() => void)[] = [];
  const cancelled: number[] = [];
  const after = (_: number, call: () => void) => {
    const at = timers.push(call) - 1;
    return () => void cancelled.push(at);
  };
  let opened = 0;
  const next = gpuForOrders((beat) => {
    opened++;
    return openGpu({ beat, probe: untested });
  }, after);
  const buffer = (gpu: OpenGpu) => gpu.device.createBuffer({ size: 16, usage: 0x4 | 0x8 }) as GPUBuffer;
  const writes = (gpu: OpenGpu, to: GPUBuffer) =>
    gpu
      .guard(() => gpu.device.queue.submit([copying(gpu, to)]))
      .then(
        () => "fine",
        ({ code }) => code,
      );
  const first = await next(idle);
  const old = buffer(first);
  expect(await writes(first, old)).toBe("fine");
  first.close();

  const second = await next(idle);
  expect(opened).toBe(1);
  expect(second.device).toBe(first.device);
  expect(cancelled).toEqual([0]);
  expect(await writes(second, buffer(second))).toBe("fine");
  // What the order before has made is gone.
  expect(await writes(second, old)).toBe("gpu-lost");
  second.close();

  const third = await next(idle);
  expect(opened).toBe(2);
  expect(third.device).not.toBe(first.device);
  third.close();
  // Nobody has come.
  timers.at(-1)?.();
  const { lost } = third.device as unknown as GPUDevice;
  expect((await lost).reason).toBe("destroyed");
  (await next(idle)).close();
  expect(opened).toBe(3);
  timers.at(-1)?.();
});

const idle = () => undefined;

function copying(gpu: OpenGpu, to: GPUBuffer): GPUCommandBuffer {
  const encoder = gpu.device.createCommandEncoder() as unknown as GPUCommandEncoder;
  encoder.clearBuffer(to, 0, 16);
  return encoder.finish();
}
