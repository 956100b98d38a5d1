/** What the page and the thread that measures a net in several places say to each other. */
import type { Arrays } from "../../../../shared/arrays.ts";
import type { DeviceName } from "../../../../shared/labs/inference/devices.ts";
import type { Chain } from "../../../../shared/nets/chain.ts";

/** Something that is measured. */
export interface Spot<Id extends string = string> {
  /** What reports call it. */
  readonly id: Id;
  readonly place: DeviceName;
  /** The net in integers, as safetensors: of places that compute in these. */
  readonly file?: Uint8Array;
  /** Weights of this one, where they are not those of the order. */
  readonly weights?: Arrays;
  /** Samples as this one takes them, where they are not those of the order. */
  readonly rows?: Float32Array;
}

export interface Order<Id extends string = string> {
  readonly chain: Chain;
  readonly weights: Arrays;
  /** Samples, batch × numbers. */
  readonly rows: Float32Array;
  readonly batch: number;
  /** Each has its turn in every round. */
  readonly spots: readonly Spot<Id>[];
  readonly rounds: number;
  /** A spot that has spent so many milliseconds has no more turns, but for its first few rounds. */
  readonly longest?: number;
  /** Address of the published model's answers, where "edge" is among the places. */
  readonly edge?: string;
}

/** Why a spot was not measured; `said`: its own words. */
export type Absence = "no-relaxed" | "no-gpu" | "not-loaded" | "no-answer" | "failed";

/** What a GPU calls itself, and whether it is the processor that imitates one. */
export interface Adapter {
  readonly name: string;
  readonly isImitated: boolean;
}

export type Report<Id extends string = string> =
  | { readonly kind: "opening"; readonly id: Id }
  | { readonly kind: "absent"; readonly id: Id; readonly why: Absence; readonly said: string }
  /** Probabilities, batch × classes. */
  | { readonly kind: "answered"; readonly id: Id; readonly answer: Float32Array; readonly adapter?: Adapter }
  /** A round is over: `milliseconds` of one pass by spot. */
  | {
      readonly kind: "round";
      readonly done: number;
      readonly of: number;
      readonly milliseconds: Readonly<Partial<Record<Id, number>>>;
    }
  | { readonly kind: "done" };
