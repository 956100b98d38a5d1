import type { WasmModules } from "../../wasm/modules.ts";
import { roomOf } from "../../wasm/room.ts";
import type { MissingKernel } from "./machine.ts";

/** The E-step in a fresh instance of the module `ppca`. */
export function wasmMissing(
  module: WasmModules["ppca"],
  columns: number,
  latent: number,
  blockRows: number,
): MissingKernel {
  const { f64, u8 } = roomOf(module);
  const width = latent + 1;
  const packed = (width * (width + 1)) / 2;
  module.setUp(columns, latent, blockRows);
  const second = () => f64("second", columns * packed);
  const first = () => f64("first", columns * width);
  const squares = () => f64("squares", columns);
  return {
    columns,
    latent,
    begin(loadings, sigma2) {
      f64("loadings", columns * latent).set(loadings);
      module.begin(sigma2);
    },
    add(residuals, present, rows) {
      f64("residuals", rows * columns).set(residuals);
      u8("present", rows * columns).set(present);
      module.add(rows);
      return f64("latents", rows * latent).slice();
    },
    sums: () => ({
      second: second().slice(),
      first: first().slice(),
      squares: squares().slice(),
      logLikelihood: module.logLikelihood.value,
    }),
  };
}
