/** Shaders as text, and pipelines of them: of one text, one pipeline per device. */
import { COMPUTE, type GpuDevice, type GpuThing } from "../../webgpu/gpu.ts";
import { included } from "../../webgpu/snippets/index.ts";
import type { Dispatch } from "./kernel.ts";

/** Keys in the numbers of a step, two in each vector. */
export const MOST_KEYS = 120;
/** Bytes from one step's numbers to the next: a multiple of 256, as offsets have to be. */
export const STEP_BYTES = 1024;
/** The same of the numbers of a call. */
export const CALL_BYTES = 256;

/** Of the keys in a step's numbers. */
export const KEYS_AT = 48;

const STEP = `struct Step {
  number: u32, row: u32, first: u32, spare: u32,
  a: f32, b: f32, l1: f32, l2: f32, keep: f32, spare1: f32, spare2: f32, spare3: f32,
  keys: array<vec4u, ${MOST_KEYS / 2}>,
}
@group(0) @binding(2) var<uniform> step: Step;
fn keyOf(n: u32) -> vec2u { let two = step.keys[n >> 1u]; return select(two.xy, two.zw, (n & 1u) == 1u); }`;

const FLAGS = "@group(0) @binding(3) var<storage, read_write> flags: array<atomic<u32>, 4>;";
const TABLE = `@group(1) @binding(0) var<storage, read> samples: array<u32>;
@group(1) @binding(1) var<storage, read> rows: array<u32>;`;

/** What operations have no need of: a shader that also reads a table of samples, as `samples`, and the list of rows, `rows`; or has the machine's `flags`. */
export interface TableDispatch extends Dispatch {
  readonly table?: object;
  readonly flags?: boolean;
}

export function shaderOf({ code, uses = [], integers = {}, floats = {}, wide, table, flags }: TableDispatch): string {
  const members = [
    ...Object.keys(integers).map((name) => `${name}: u32`),
    ...Object.keys(floats).map((name) => `${name}: f32`),
  ];
  // A structure has at least one member.
  return `struct Call { ${(members.length > 0 ? members : ["none: u32"]).join(", ")} }
@group(0) @binding(0) var<storage, read_write> memory: array<${wide ? "vec4f" : "f32"}>;
@group(0) @binding(1) var<uniform> call: Call;
${STEP}
${flags ? FLAGS : ""}
${table ? TABLE : ""}
${included(uses)}
${code}`;
}

/** The numbers of a call, as `shaderOf` declares them. */
export function writeNumbers(to: DataView, at: number, { integers = {}, floats = {} }: Dispatch): void {
  let byte = at;
  for (const value of Object.values(integers)) {
    to.setUint32(byte, value, true);
    byte += 4;
  }
  for (const value of Object.values(floats)) {
    to.setFloat32(byte, value, true);
    byte += 4;
  }
  if (byte > at + CALL_BYTES) throw new RangeError(`a call has ${(byte - at) / 4} numbers (at most ${CALL_BYTES / 4})`);
}

export interface Layouts {
  readonly memory: GpuThing;
  readonly table: GpuThing;
  pipeline(dispatch: TableDispatch): Promise<GpuThing>;
}

const known = new WeakMap<GpuDevice, Layouts>();

/** What all machines of a device share. */
export function layoutsOf(device: GpuDevice): Layouts {
  const own = known.get(device) ?? makeLayouts(device);
  known.set(device, own);
  return own;
}

function makeLayouts(device: GpuDevice): Layouts {
  const storage = (binding: number, type: "storage" | "read-only-storage") => ({
    binding,
    visibility: COMPUTE,
    buffer: { type },
  });
  const uniform = (binding: number) => ({
    binding,
    visibility: COMPUTE,
    buffer: { type: "uniform", hasDynamicOffset: true } as const,
  });
  const memory = device.createBindGroupLayout({
    entries: [storage(0, "storage"), uniform(1), uniform(2), storage(3, "storage")],
  });
  const table = device.createBindGroupLayout({
    entries: [storage(0, "read-only-storage"), storage(1, "read-only-storage")],
  });
  const plain = device.createPipelineLayout({ bindGroupLayouts: [memory] });
  const loading = device.createPipelineLayout({ bindGroupLayouts: [memory, table] });
  const pipelines = new Map<string, Promise<GpuThing>>();
  return {
    memory,
    table,
    pipeline(dispatch) {
      const code = shaderOf(dispatch);
      const made =
        pipelines.get(code) ??
        device.createComputePipelineAsync({
          layout: dispatch.table ? loading : plain,
          compute: { module: device.createShaderModule({ code }), entryPoint: "main" },
        });
      pipelines.set(code, made);
      return made;
    },
  };
}
