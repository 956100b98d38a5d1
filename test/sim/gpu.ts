import { type OpenGpu, openGpu } from "../../client/compute/gpu/device.ts";

/** What becomes of a simulated GPU while it works. */
export const gpuFaults = [
  "no adapter",
  "fails its self-test",
  "is lost",
  "says an error",
  "reports an error late",
  "answers no more",
] as const;
export type GpuFault = (typeof gpuFaults)[number] | "none";

/** The real care for a device around one that only pretends: its fault comes with the question of that number, from 0 (the probe's) on. */
export async function simGpu(
  fault: GpuFault,
  at: number,
  met: { closed: number },
  beat?: () => void,
): Promise<OpenGpu> {
  let asked = 0;
  const never = new Promise<never>(() => undefined);
  let lose: (info: object) => void = () => undefined;
  let listener: (event: object) => void = () => undefined;
  const device = {
    lost: new Promise<object>((resolve) => {
      lose = resolve;
    }),
    addEventListener(_type: string, heard: typeof listener) {
      listener = heard;
    },
    createBuffer: () => undefined,
    pushErrorScope: () => undefined,
    popErrorScope() {
      // Three scopes around each piece of work.
      const hit = Math.floor(asked++ / 3) === at;
      if (!hit) return Promise.resolve(null);
      if (fault === "is lost") lose({ reason: "unknown", message: "device removed" });
      if (fault === "says an error") return Promise.resolve({ message: "out of memory" });
      if (fault === "reports an error late") listener({ error: { message: "late" } });
      return fault === "answers no more" ? never : Promise.resolve(null);
    },
    destroy() {
      met.closed++;
      lose({ reason: "destroyed", message: "" });
    },
  };
  const adapter = { limits: {}, requestDevice: async () => device };
  const gpu = { requestAdapter: async () => (fault === "no adapter" ? null : adapter) };
  const complaint = fault === "fails its self-test" ? "+ is 1 ulp off" : null;
  return openGpu({
    gpu: gpu as unknown as Pick<GPU, "requestAdapter">,
    probe: async () => ({ complaint, isExact: true }),
    ...(beat && { beat }),
  });
}
