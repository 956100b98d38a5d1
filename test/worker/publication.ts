export const hexOf = (digit: string) => digit.repeat(64);

/** A valid publication; `change` replaces what a test is about. */
export function publication(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    experiment: { v: 1, lab: "bare", seed: 7, data: null, params: { size: 3, mode: "plain" } },
    result: {
      engine: { wasm: { math: hexOf("a") }, random: "philox4x32-10/1" },
      device: "wasm",
      digest: hexOf("d"),
      metrics: { loss: 0.25 },
      seconds: 1.5,
    },
    title: "A title",
    notes: "",
    parent: null,
    ...change,
  };
}
