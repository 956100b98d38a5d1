/** How fast a device was. */
export interface Lap {
  /** Milliseconds before it went at this rate: code, modules, shaders, threads. */
  readonly start: number;
  /** Steps per millisecond. */
  readonly rate: number;
  /** Threads that worked together. */
  readonly threads: number;
}

export interface Raced {
  readonly wasm: Lap;
  /** Why there is none, where the GPU failed. */
  readonly webgpu: Lap | Error;
}

/** Which device is proposed for a net, and why. `factor`: how many times as fast it is expected to be as the other. */
export type Proposal =
  | { readonly device: "webgpu"; readonly why: "faster"; readonly factor: number; readonly threads: number }
  | { readonly device: "wasm"; readonly why: "slower"; readonly factor: number; readonly threads: number }
  /** The processor imitates a GPU; or the GPU failed, with this error. */
  | { readonly device: "wasm"; readonly why: "software" }
  | { readonly device: "wasm"; readonly why: "failed"; readonly error: Error };

/** The GPU has to be faster by so much: what WebAssembly computes can be verified to the last bit. */
const margin = 1.2;

/** For a run of so many steps. Pure. */
export function proposalOf({ wasm, webgpu }: Raced, steps: number): Proposal {
  if (webgpu instanceof Error) return { device: "wasm", why: "failed", error: webgpu };
  const { threads } = wasm;
  const [here, there] = [wasm, webgpu].map(({ start, rate }) => start + steps / rate);
  // A device that did no step in time is infinitely slow.
  const factor = here / there;
  if (factor >= margin) return { device: "webgpu", why: "faster", factor, threads };
  return { device: "wasm", why: "slower", factor: 1 / factor, threads };
}
