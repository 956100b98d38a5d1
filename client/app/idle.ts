/** Calls once the first picture is drawn and the page has nothing else to do; returns what calls it off. */
export function whenIdle(call: () => void): () => void {
  const begin = () => {
    // To be seen in the browser's profiler, and by tests.
    performance.mark("latente.idle");
    call();
  };
  if (typeof requestIdleCallback !== "function") {
    const timer = setTimeout(begin, 500);
    return () => clearTimeout(timer);
  }
  const asked = requestIdleCallback(begin, { timeout: 2000 });
  return () => cancelIdleCallback(asked);
}

/** Calls when there is nothing else to do, the first picture drawn or not. */
export function inPause(call: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(call, { timeout: 2000 });
  else setTimeout(call, 0);
}
