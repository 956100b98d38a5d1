/** What relaxed SIMD gives on this machine: its roof, and each stage of a net under it. On a thread of its own, on request, since not all browsers have it. */
import { type Signal, signal } from "@preact/signals";
import type { Fold } from "../../../../shared/labs/fold.ts";
import { scriptPolicy } from "../../../trusted.ts";
import type { RelaxedFound, RelaxedOrder, RelaxedReport } from "./relaxed-protocol.ts";
import threadUrl from "./relaxed-thread.ts?worker&url";

export type RelaxedState =
  | { readonly kind: "idle" | "busy" | "no-relaxed" | "failed" }
  | ({ readonly kind: "found" } & RelaxedFound);

interface Kept {
  readonly state: Signal<RelaxedState>;
  start(order: RelaxedOrder): void;
  cancel(): void;
}

const all = new WeakMap<Fold, Kept>();

/** Kept as long as the result whose net was measured. */
export function relaxedOf(fold: Fold): Kept {
  const known = all.get(fold) ?? newKept();
  all.set(fold, known);
  return known;
}

function newKept(): Kept {
  const state = signal<RelaxedState>({ kind: "idle" });
  let thread: Worker | null = null;
  const end = (next: RelaxedState) => {
    thread?.terminate();
    thread = null;
    state.value = next;
  };
  return {
    state,
    start(order) {
      end({ kind: "busy" });
      thread = new Worker(scriptPolicy([threadUrl]).createScriptURL(threadUrl), { type: "module" });
      thread.onmessage = ({ data }: MessageEvent<RelaxedReport>) =>
        end(data.kind === "absent" ? { kind: data.why } : data);
      thread.onerror = (event) => {
        event.preventDefault();
        end({ kind: "failed" });
      };
      thread.postMessage(order);
    },
    cancel: () => end({ kind: "idle" }),
  };
}
