import type { MissingKernel } from "./machine.ts";

/** Exports of shared/kernels/ppca-missing/assembly/ppca.module.ts. */
interface PpcaModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly logLikelihood: { value: number };
  setUp(columns: number, latent: number, rows: number): void;
  begin(sigma2: number): void;
  add(rows: number): void;
}
type Pointer = "residuals" | "present" | "loadings" | "latents" | "second" | "first" | "squares";

/** The E-step in a fresh instance of the module `ppca`. */
export function wasmMissing(
  exports: Record<string, unknown>,
  columns: number,
  latent: number,
  blockRows: number,
): MissingKernel {
  const module = exports as unknown as PpcaModule;
  const width = latent + 1;
  const packed = (width * (width + 1)) / 2;
  module.setUp(columns, latent, blockRows);
  const at = (name: Pointer) => Number((exports[name] as { readonly value: number }).value);
  const view = (name: Pointer, length: number) => new Float64Array(module.memory.buffer, at(name), length);
  const second = () => view("second", columns * packed);
  const first = () => view("first", columns * width);
  const squares = () => view("squares", columns);
  return {
    columns,
    latent,
    begin(loadings, sigma2) {
      view("loadings", columns * latent).set(loadings);
      module.begin(sigma2);
    },
    add(residuals, present, rows) {
      view("residuals", rows * columns).set(residuals);
      new Uint8Array(module.memory.buffer, at("present"), rows * columns).set(present);
      module.add(rows);
      return view("latents", rows * latent).slice();
    },
    sums: () => ({
      second: second().slice(),
      first: first().slice(),
      squares: squares().slice(),
      logLikelihood: module.logLikelihood.value,
    }),
    restore(sums) {
      second().set(sums.second);
      first().set(sums.first);
      squares().set(sums.squares);
      module.logLikelihood.value = sums.logLikelihood;
    },
  };
}
