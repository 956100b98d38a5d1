export interface ShaderTask {
  /** Its `main` has the answers at binding 0 and the inputs from 1 on. */
  readonly code: string;
  readonly inputs: readonly Uint32Array[];
  /** Words of the answers. */
  readonly count: number;
  /** Workgroups. */
  readonly groups: number;
}

/** Runs a small shader once. Rejects with what the device finds wrong with it. */
export async function answersOf(device: GPUDevice, { code, inputs, count, groups }: ShaderTask): Promise<Uint32Array> {
  const buffers: GPUBuffer[] = [];
  const buffer = (size: number, usage: number) => {
    const made = device.createBuffer({ size, usage });
    buffers.push(made);
    return made;
  };
  const answers = buffer(count * 4, USAGE.storage | USAGE.copySource);
  const read = buffer(count * 4, USAGE.mapRead | USAGE.copyTarget);
  const given = inputs.map((values) => {
    const input = buffer(values.byteLength, USAGE.storage | USAGE.copyTarget);
    device.queue.writeBuffer(input, 0, values as Uint32Array<ArrayBuffer>);
    return input;
  });
  try {
    const module = device.createShaderModule({ code });
    const pipeline = await device.createComputePipelineAsync({ layout: "auto", compute: { module } });
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(
      0,
      device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: [answers, ...given].map((one, binding) => ({ binding, resource: { buffer: one } })),
      }),
    );
    pass.dispatchWorkgroups(groups);
    pass.end();
    encoder.copyBufferToBuffer(answers, 0, read, 0, count * 4);
    device.queue.submit([encoder.finish()]);
    await read.mapAsync(1);
    return new Uint32Array(read.getMappedRange().slice(0));
  } finally {
    for (const one of buffers) one.destroy();
  }
}

/** GPUBufferUsage, as the specification numbers them. */
const USAGE = { mapRead: 1, copySource: 4, copyTarget: 8, storage: 128 } as const;
