/**
 * Input that is not valid: names the place, the value and the cure. `message` is English (terminal, logs, API); `code` and `values` let
 * the page say it in the reader's language.
 */
export class ExperimentError extends Error {
  override readonly name = "ExperimentError";
  /** Where: "params.hidden", "data.files[0]", "seed", "link". */
  readonly path: string;
  /** Stable identifier of the kind of mistake: "out-of-range", "unknown-lab", "truncated", … */
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
  constructor(path: string, code: string, message: string, values: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.path = path;
    this.code = code;
    this.values = values;
  }
}
