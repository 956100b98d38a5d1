/** A device of WebGPU for tests: the adapter that imitates a GPU, which rounds + − × ÷ √ one by one. */
/** Bits of the usage of buffers, which types of the DOM leave out. */
const [MAP_READ, COPY_SRC, COPY_DST, STORAGE] = [0x1, 0x4, 0x8, 0x80];

let device: Promise<GPUDevice> | undefined;

export function testDevice(): Promise<GPUDevice> {
  device ??= opened();
  return device;
}

async function opened(): Promise<GPUDevice> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) throw new Error("this browser has no WebGPU (see the flags in test/vitest.config.ts)");
  return adapter.requestDevice();
}

/** Runs `code`, whose `main` has 64 × 1 × 1 threads in a group, over `count` numbers: `own` at binding 0, the results at 1. Throws what the compiler says. */
export async function computed(
  device: GPUDevice,
  code: string,
  own: Uint32Array<ArrayBuffer>,
  count: number,
): Promise<Uint32Array> {
  device.pushErrorScope("validation");
  const pipeline = await device.createComputePipelineAsync({
    layout: "auto",
    compute: { module: device.createShaderModule({ code }), entryPoint: "main" },
  });
  const from = device.createBuffer({ size: own.byteLength, usage: STORAGE | COPY_DST });
  const to = device.createBuffer({ size: 4 * count, usage: STORAGE | COPY_SRC });
  const read = device.createBuffer({ size: 4 * count, usage: MAP_READ | COPY_DST });
  device.queue.writeBuffer(from, 0, own);
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  const entries = [from, to].map((buffer, binding) => ({ binding, resource: { buffer } }));
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(Math.ceil(count / 64));
  pass.end();
  encoder.copyBufferToBuffer(to, 0, read, 0, 4 * count);
  device.queue.submit([encoder.finish()]);
  await read.mapAsync(MAP_READ);
  const found = new Uint32Array(read.getMappedRange().slice(0));
  for (const buffer of [from, to, read]) buffer.destroy();
  const error = await device.popErrorScope();
  if (error) throw new Error(error.message);
  return found;
}
