/**
 * The part of WebGPU that we use, as types: what `navigator.gpu` gives in a browser fits them, and so does any other implementation. Names and
 * meanings are those of the specification (www.w3.org/TR/webgpu).
 */
export interface GpuBuffer {
  readonly size: number;
  mapAsync(mode: number): Promise<unknown>;
  getMappedRange(): ArrayBuffer;
  unmap(): void;
  destroy(): void;
}

/** Made by the device and handed back to it; nothing here looks into it. */
export type GpuThing = object;

export interface GpuBinding {
  readonly buffer: GpuBuffer;
  readonly offset?: number;
  readonly size?: number;
}

export interface GpuPass {
  setPipeline(pipeline: GpuThing): void;
  setBindGroup(index: number, group: GpuThing, offsets?: readonly number[]): void;
  dispatchWorkgroups(x: number, y?: number, z?: number): void;
  end(): void;
}

export interface GpuEncoder {
  beginComputePass(): GpuPass;
  copyBufferToBuffer(from: GpuBuffer, fromByte: number, to: GpuBuffer, toByte: number, bytes: number): void;
  finish(): GpuThing;
}

export interface GpuQueue {
  submit(commands: readonly GpuThing[]): void;
  writeBuffer(
    to: GpuBuffer,
    toByte: number,
    from: ArrayBufferView | ArrayBuffer,
    start?: number,
    length?: number,
  ): void;
  onSubmittedWorkDone(): Promise<unknown>;
}

export interface GpuLimits {
  readonly maxStorageBufferBindingSize: number;
  readonly maxBufferSize: number;
  readonly maxComputeWorkgroupsPerDimension: number;
}

export interface GpuDevice {
  readonly limits: GpuLimits;
  readonly queue: GpuQueue;
  /** Resolves once the device has stopped working, for whatever reason: nothing throws after that. */
  readonly lost: Promise<{ readonly message: string }>;
  createBuffer(descriptor: { readonly size: number; readonly usage: number }): GpuBuffer;
  createBindGroupLayout(descriptor: { readonly entries: readonly GpuLayoutEntry[] }): GpuThing;
  createPipelineLayout(descriptor: { readonly bindGroupLayouts: readonly GpuThing[] }): GpuThing;
  createBindGroup(descriptor: {
    readonly layout: GpuThing;
    readonly entries: readonly { readonly binding: number; readonly resource: GpuBinding }[];
  }): GpuThing;
  createShaderModule(descriptor: { readonly code: string }): GpuThing;
  createComputePipelineAsync(descriptor: {
    readonly layout: GpuThing;
    readonly compute: { readonly module: GpuThing; readonly entryPoint: string };
  }): Promise<GpuThing>;
  createCommandEncoder(): GpuEncoder;
  destroy(): void;
}

export interface GpuLayoutEntry {
  readonly binding: number;
  readonly visibility: number;
  readonly buffer: {
    readonly type: "storage" | "read-only-storage" | "uniform";
    readonly hasDynamicOffset?: boolean;
  };
}

/** A device as a thread has it, which watches it: what a process is given (`Context.gpu`). */
export interface Gpu {
  readonly device: GpuDevice;
  /** What has gone wrong with it since it was made (lost, out of memory, an error that nobody caught); undefined while nothing has. */
  trouble(): string | undefined;
}

/** More than the device can hold, or show a shader, at once. */
export class RoomError extends RangeError {
  override readonly name = "RoomError";
}

/** Throws a RoomError where a buffer of so many bytes is larger than the device can hold and show a shader whole. */
export function refuseMore({ limits }: GpuDevice, bytes: number): void {
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  if (bytes > most) throw new RoomError(`${Math.ceil(bytes / 2 ** 20)} MiB > ${Math.floor(most / 2 ** 20)} MiB`);
}

/** Bits of `usage`, `visibility` and of the mode of mapping. */
export const USAGE = { mapRead: 0x1, copyFrom: 0x4, copyTo: 0x8, uniform: 0x40, storage: 0x80 } as const;
export const COMPUTE = 0x4;
export const MAP_READ = 0x1;
