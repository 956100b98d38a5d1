/** The memory of a machine on a GPU: one buffer that grows, as a shader may not see one buffer twice. Places in it stay. */
import { type Gpu, type GpuBuffer, MAP_READ, refuseMore, USAGE } from "./gpu.ts";

/** A stretch of the memory, in floats. */
export interface Stretch {
  readonly at: number;
  readonly size: number;
}

export interface GpuMemory {
  /** The buffer as it is now: it is another one after `take`. */
  readonly buffer: GpuBuffer;
  /** So many floats, zeros: the first of them, a multiple of 4. Throws a RoomError where the device has no room. */
  take(floats: number): number;
  write(at: number, values: Float32Array): void;
  /** After all that was submitted so far: fresh arrays, in one read. Rejects where the device has failed. */
  read(stretches: readonly Stretch[]): Promise<Float32Array[]>;
}

const align = (floats: number) => (floats + 3) & ~3;

export function memoryOf(gpu: Gpu): GpuMemory {
  const { device } = gpu;
  const usage = USAGE.storage | USAGE.copyFrom | USAGE.copyTo;
  const make = (floats: number) => {
    refuseMore(device, 4 * floats);
    return device.createBuffer({ size: 4 * floats, usage });
  };
  let size = 0;
  let buffer = make(4);
  return {
    get buffer() {
      return buffer;
    },
    take(floats) {
      const at = size;
      const grown = make(size + align(Math.max(1, floats)));
      size += align(Math.max(1, floats));
      const encoder = device.createCommandEncoder();
      if (at > 0) encoder.copyBufferToBuffer(buffer, 0, grown, 0, 4 * at);
      device.queue.submit([encoder.finish()]);
      buffer.destroy();
      buffer = grown;
      return at;
    },
    write(at, values) {
      device.queue.writeBuffer(buffer, 4 * at, values);
    },
    async read(stretches) {
      const floats = stretches.reduce((sum, stretch) => sum + stretch.size, 0);
      if (floats === 0) return stretches.map(() => new Float32Array(0));
      const staging = device.createBuffer({ size: 4 * floats, usage: USAGE.mapRead | USAGE.copyTo });
      const encoder = device.createCommandEncoder();
      let to = 0;
      for (const stretch of stretches) {
        if (stretch.size > 0) encoder.copyBufferToBuffer(buffer, 4 * stretch.at, staging, 4 * to, 4 * stretch.size);
        to += stretch.size;
      }
      device.queue.submit([encoder.finish()]);
      try {
        await staging.mapAsync(MAP_READ);
        const all = new Float32Array(staging.getMappedRange()).slice();
        failOn(gpu);
        let from = 0;
        return stretches.map((stretch) => {
          from += stretch.size;
          return all.slice(from - stretch.size, from);
        });
      } finally {
        staging.destroy();
      }
    },
  };
}

/** Throws where the device has failed in the meantime: nothing that was read may be believed then. */
export function failOn({ trouble }: Gpu): void {
  const what = trouble();
  if (what !== undefined) throw new Error(what);
}
