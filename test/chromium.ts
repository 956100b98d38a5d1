import { existsSync } from "node:fs";

/** Flags under which the bundled Chromium runs as root without a network or a display. */
export const chromiumArgs = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** With these it has an adapter of WebGPU that imitates a GPU on the processor, and is not taken for hung where that takes long on a busy machine. */
export const softwareGpu = ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--disable-gpu-watchdog"];

/** Path of a Chromium: $CHROMIUM, or the one inside the development dependency, unpacked on first use. */
export async function chromiumPath(): Promise<string> {
  const given = process.env.CHROMIUM;
  if (given && existsSync(given)) return given;
  // With this set before the import, the package unpacks the shared libraries that a bare Debian lacks.
  process.env.AWS_EXECUTION_ENV = "AWS_Lambda_nodejs22.x";
  const { default: chromium } = await import("@sparticuz/chromium");
  return chromium.executablePath();
}
