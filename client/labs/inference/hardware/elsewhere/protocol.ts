/** What the page and the thread that measures further devices say to each other. */
import type { Arrays } from "../../../../../shared/arrays.ts";
import type { Elsewhere, RunDevice } from "../../../../../shared/labs/inference/hardware/devices.ts";
import type { Chain } from "../../../../../shared/nets/chain.ts";

/** What is measured beside the places that were asked for: the same in every measurement, so that each has something to be compared with. */
export const BESIDE = ["wasm", "int8"] as const satisfies readonly RunDevice[];
export type Place = Elsewhere | (typeof BESIDE)[number];

export interface Order {
  readonly chain: Chain;
  readonly weights: Arrays;
  /** The net in int8, as safetensors. */
  readonly file: Uint8Array;
  /** Pictures, batch × numbers. */
  readonly rows: Float32Array;
  readonly batch: number;
  readonly places: readonly Elsewhere[];
  readonly rounds: number;
  /** Address of the published model's answers, where "edge" is among the places. */
  readonly edge?: string;
}

/** Why a place was not measured; `said`: its own words. */
export type Absence = "no-relaxed" | "no-gpu" | "not-loaded" | "no-answer" | "failed";

export type Report =
  | { readonly kind: "opening"; readonly place: Place }
  | { readonly kind: "absent"; readonly place: Place; readonly why: Absence; readonly said: string }
  /** A round is over: `milliseconds` of one pass by place. */
  | {
      readonly kind: "round";
      readonly done: number;
      readonly of: number;
      readonly milliseconds: Readonly<Partial<Record<Place, number>>>;
    }
  /** The most by which a probability is off that of our floats on WebAssembly; and what the GPU calls itself. */
  | {
      readonly kind: "answered";
      readonly place: Place;
      readonly difference: number;
      readonly about?: string;
    }
  | { readonly kind: "done" };
