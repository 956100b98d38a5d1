/** What the page and the thread that draws samples say to each other. */
import type { ExperimentError } from "../../../../shared/experiment/errors.ts";
import type { Asked } from "../../../../shared/gallery/asked.ts";
import type { Samples } from "../../../../shared/gallery/samples.ts";

export type Order =
  /** All samples, in one answer. */
  | { readonly kind: "samples"; readonly model: string; readonly asked: Asked }
  /** Every stage of the way to them, an answer each; the last are the samples. */
  | { readonly kind: "way"; readonly model: string; readonly asked: Asked }
  /** The codes that samples are made of, n × latent. */
  | { readonly kind: "codes"; readonly model: string; readonly asked: Asked }
  /** The samples of these codes, rows × latent. */
  | {
      readonly kind: "pictures";
      readonly model: string;
      readonly seed: number;
      readonly rows: readonly (readonly number[])[];
    };

export interface Request {
  readonly id: number;
  /** Null: what this request asked for is no longer wanted. */
  readonly order: Order | null;
}

export type Answer =
  | { readonly kind: "samples"; readonly samples: Samples; readonly stage: number; readonly isLast: boolean }
  | { readonly kind: "codes"; readonly codes: Float32Array }
  /** The code or the model did not come; with `wrong` what was asked for is none that the model can do. */
  | { readonly kind: "failed"; readonly message: string; readonly wrong?: Wrong };

/** Of an ExperimentError what goes from thread to page. */
export type Wrong = Pick<ExperimentError, "path" | "code" | "values">;

export interface Reply {
  readonly id: number;
  readonly answer: Answer;
}
