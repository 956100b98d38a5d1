import type { OpenGpu } from "./device.ts";

/** Milliseconds for which a device waits for another order: a run that goes step by step is one order after the other. */
const wait = 5000;

/** Gives each order a device: that of the order before, where it comes soon and nothing has gone wrong with it. */
export function gpuForOrders(
  open: (beat: () => void) => Promise<OpenGpu>,
  after: (milliseconds: number, call: () => void) => () => void = timer,
): (beat: () => void) => Promise<OpenGpu> {
  let kept: { readonly gpu: OpenGpu; cancel(): void } | undefined;
  return async (beat) => {
    const last = kept;
    kept = undefined;
    last?.cancel();
    const isFine = last !== undefined && last.gpu.trouble() === undefined;
    if (!isFine) last?.gpu.close();
    const gpu = isFine ? last.gpu : await open(beat);
    gpu.handOver(beat);
    return {
      ...gpu,
      close() {
        gpu.handOver(undefined);
        const cancel = after(wait, () => {
          kept = undefined;
          gpu.close();
        });
        kept = { gpu, cancel };
      },
    };
  };
}

function timer(milliseconds: number, call: () => void): () => void {
  const set = setTimeout(call, milliseconds);
  return () => clearTimeout(set);
}
