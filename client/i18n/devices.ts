import type { Device } from "../../shared/experiment/result.ts";
import type { Localized } from "../../shared/text.ts";

/** What devices are called. */
export const deviceWords: Readonly<Record<Device, Localized>> = {
  wasm: { es: "WebAssembly", en: "WebAssembly" },
  scalar: { es: "Referencia (lenta)", en: "Reference (slow)" },
  webgpu: { es: "WebGPU", en: "WebGPU" },
};
