import { TooLarge } from "../../../densities/wasm/code.ts";
import { ExperimentError } from "../../../experiment/errors.ts";

/** What `compile` gives. Throws an ExperimentError for a model of more operations than engines take in one function of WebAssembly. */
export function unlessTooLarge<T>(compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new ExperimentError(
      "params.model",
      "model-not-compiled",
      "model: too many operations for one function of WebAssembly (shorten the text: one vector in place of many numbers; or choose the device scalar)",
    );
  }
}
