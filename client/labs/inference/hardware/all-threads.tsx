import { signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { t } from "../../../i18n/locale.ts";
import { MeasureButton } from "../elsewhere/measure-button.tsx";
import { formatRate, type HardwareProps } from "./state.ts";
import { words } from "./words.ts";

/** What all threads do together in a second: multiply-adds, and bytes read from memory. */
export interface Together {
  readonly threads: number;
  readonly float32: number;
  readonly int8: number;
  readonly bandwidth: number;
}

/** Of this machine, whatever result is looked at; views are made anew when another of them is opened. */
export const together = signal<Together | null>(null);

const most = () => Math.min(16, Math.max(1, globalThis.navigator?.hardwareConcurrency ?? 1));

/** The same loops on every thread of the pool at once, on request. */
export function AllThreads({ ask }: Pick<HardwareProps, "ask">) {
  const state = useSignal<"idle" | "busy" | "failed">("idle");
  const found = together;
  const control = useRef<AbortController | null>(null);
  useEffect(() => () => control.current?.abort(), []);
  const threads = most();
  const measure = async () => {
    const own = new AbortController();
    control.current = own;
    state.value = "busy";
    try {
      const task = { kind: "askRoof", steps: 1, params: {} };
      const all = await Promise.all(Array.from({ length: threads }, () => ask(task, {}, own.signal)));
      const sum = (name: string) => all.reduce((total, one) => total + one[name].values[0], 0);
      found.value = { threads, float32: sum("float32"), int8: sum("int8"), bandwidth: sum("bandwidth") };
      state.value = "idle";
    } catch {
      if (!own.signal.aborted) state.value = "failed";
    }
  };
  const stop = () => {
    control.current?.abort();
    state.value = "idle";
  };
  const isBusy = state.value === "busy";
  return (
    <div class="part-controls">
      <MeasureButton
        label={t(words.allThreads, { count: threads })}
        act="all-threads"
        isBusy={isBusy}
        start={() => void measure()}
        cancel={stop}
      />
      <span class="part-caption" aria-live="polite">
        {isBusy && t(words.measuring)}
        {state.value === "failed" && t(words.askFailed)}
        {!isBusy &&
          found.value &&
          t(words.togetherFound, {
            count: found.value.threads,
            float32: formatRate(found.value.float32),
            int8: formatRate(found.value.int8),
            bandwidth: formatRate(found.value.bandwidth),
          })}
      </span>
    </div>
  );
}
