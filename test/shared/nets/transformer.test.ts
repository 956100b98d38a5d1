import { describe, expect, it } from "vitest";
import { initialise } from "../../../shared/nets/initial.ts";
import { input } from "../../../shared/nets/leaves.ts";
import { openNet } from "../../../shared/nets/net.ts";
import { parametersOf } from "../../../shared/nets/plan.ts";
import { scalarMachine } from "../../../shared/nets/scalar.ts";
import { readerOf, type TransformerShape, transformer, windowStart } from "../../../shared/nets/transformer/index.ts";
import { wasmMachine } from "../../../shared/nets/wasm.ts";
import { weightsOf } from "../../../shared/nets/weights.ts";
import { fillWords } from "../../../shared/random/index.ts";
import { fresh } from "../../wasm.ts";

const shape: TransformerShape = {
  signs: 7,
  context: 10,
  layers: 2,
  width: 12,
  heads: 3,
  hidden: 20,
  activation: "gelu-tanh",
};
const layout = parametersOf([transformer(shape, input("x", [1, shape.context])).logits]);
const block = new Float32Array(layout.count);
initialise(layout, block, [3, 4]);
const weights = weightsOf(layout, block);
const machines = { scalar: scalarMachine, wasm: (own: typeof layout) => wasmMachine(fresh("tensors"), own) } as const;

function signsOf(count: number): number[] {
  const words = new Uint32Array(count);
  fillWords([5, 6], 0, words);
  return [...words].map((word) => word % shape.signs);
}

/** Logits at the last place by the whole net on a window of its own. */
function wholly(machine: keyof typeof machines, window: readonly number[]): Float32Array {
  const x = input("x", [1, window.length]);
  const own = { ...shape, context: window.length };
  const places = weights["places.weights"];
  const cut = { ...places, shape: [window.length, shape.width], values: places.values.slice(0, window.length * 12) };
  const given = { ...weights, "places.weights": cut } as typeof weights;
  const { program } = openNet(machines[machine], { logits: transformer(own, x).logits }, given);
  program.input("x").set(window);
  program.run();
  return program.output("logits").slice(-shape.signs);
}

describe("a transformer that reads", () => {
  it.each(["scalar", "wasm"] as const)("sign by sign has the bits of the whole net on its window: %s", (machine) => {
    const text = signsOf(27);
    const reader = readerOf(machines[machine], shape, weights);
    for (let length = 1; length <= text.length; length++) {
      const window = text.slice(windowStart(length, shape.context), length);
      expect(reader.after(text.slice(0, length)), `${length}`).toEqual(wholly("scalar", window));
    }
  });

  it("goes on with what another has read, and reads another text anew", () => {
    const [text, other] = [signsOf(27), signsOf(27).reverse()];
    const reader = readerOf(machines.wasm, shape, weights);
    const steady = readerOf(machines.wasm, shape, weights);
    for (let length = 1; length <= 17; length++) steady.after(text.slice(0, length));
    reader.after(other);
    expect(reader.after(text.slice(0, 18))).toEqual(steady.after(text.slice(0, 18)));
    expect(reader.after(other.slice(0, 4))).not.toEqual(reader.after(text.slice(0, 4)));
  });

  it("keeps at least half a context, and moves its window by halves", () => {
    const starts = Array.from({ length: 22 }, (_, i) => windowStart(i + 1, 10));
    expect(starts).toEqual([...Array(10).fill(0), ...Array(5).fill(5), ...Array(5).fill(10), 15, 15]);
  });

  it("refuses widths that are no multiple of the heads", () => {
    expect(() => transformer({ ...shape, heads: 5 }, input("x", [1, 10]))).toThrow("layer block0.attention");
  });
});
