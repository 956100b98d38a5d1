/** Where numbers lie in the picture of a net, and which come about when. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowLayout, middleOf, unitAt } from "../../../../client/labs/inference/forward/layout.ts";
import { FRAMES, momentAt, nextUnit, strongestIn } from "../../../../client/labs/inference/forward/moment.ts";
import { windowsOn } from "../../../../client/labs/inference/forward/sources.ts";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { forwardFields } from "../../../../shared/labs/inference/forward/fields.ts";
import { handNet } from "../../../../shared/labs/inference/forward/hand.ts";
import { chainOf } from "../../../../shared/labs/inference/net.ts";
import { mapsOf, stagesOf } from "../../../../shared/labs/nets/chain/stages.ts";
import { trace } from "../../../../shared/labs/nets/chain/trace.ts";

const net = fc.record({
  channels: fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 3 }),
  dense: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 2 }),
  input: fc.constantFrom([28, 28, 1], [32, 32, 3], [16, 12, 1]),
  outputs: fc.integer({ min: 1, max: 10 }),
  width: fc.integer({ min: 300, max: 1200 }),
});

const chainFor = ({
  channels,
  dense,
  input,
  outputs,
}: {
  channels: number[];
  dense: number[];
  input: readonly number[];
  outputs: number;
}) => chainOf({ ...(defaults(forwardFields) as never as object), channels, dense } as never, input, outputs);

describe("layout", () => {
  test("what lies at the middle of a number is that number, on wide screens and on narrow ones", () => {
    fc.assert(
      fc.property(net, (drawn) => {
        const stages = stagesOf(chainFor(drawn));
        const layout = flowLayout(drawn.input, stages, drawn.width);
        for (const [b, box] of layout.boxes.entries()) {
          const shape = b === 0 ? drawn.input : stages[b - 1].shape;
          const { count, height, width } = mapsOf(shape);
          const isColour = b === 0 && count === 3;
          for (let unit = 0; unit < count * height * width; unit += 1 + Math.floor((count * height * width) / 50)) {
            const middle = middleOf(box, unit);
            if (!middle) continue;
            // Red, green and blue of a pixel are one place.
            expect(unitAt(layout, ...middle)).toEqual({ box: b, unit: isColour ? unit - (unit % 3) : unit });
          }
          expect(box.y).toBeGreaterThanOrEqual(0);
          expect(box.x + 1).toBeLessThan(drawn.width);
        }
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  test("a window is the least rectangle about its numbers, on each map", () => {
    const chain = chainFor({ channels: [2], dense: [], input: [8, 8, 1], outputs: 2 });
    const [, box] = flowLayout([8, 8, 1], stagesOf(chain), 800).boxes;
    const at = (y: number, x: number, map: number) => ({ from: (y * 8 + x) * 2 + map });
    const found = windowsOn(box, [at(1, 2, 0), at(3, 4, 0), at(5, 5, 1)]);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ width: 3 * box.scale, height: 3 * box.scale, x: box.x + 2 * box.scale });
    expect(found[1]).toMatchObject({ width: box.scale, height: box.scale });
  });
});

describe("moments", () => {
  const { chain, weights, input } = handNet({
    ...(defaults(forwardFields) as never as object),
    source: "hand",
    channels: [2],
    dense: [],
    outputs: 2,
    end: "softmax",
    input: Array.from({ length: 64 }, (_, i) => i % 5).join(" "),
    weights: Array.from({ length: 86 }, (_, i) => (i % 7) - 3).join(" "),
  } as never);
  const run = trace(chain, weights, input);
  const stages = stagesOf(chain);

  test("all begins with the input and ends with everything; nothing that is there goes again", () => {
    let before = momentAt(0, run, stages).done;
    expect(before).toEqual([1, 0, 0, 0, 0]);
    for (let frame = 1; frame <= FRAMES * stages.length; frame++) {
      const { done, chosen } = momentAt(frame, run, stages);
      for (const [b, share] of done.entries()) expect(share).toBeGreaterThanOrEqual(before[b]);
      // What is explained has come about, and what it is made of is whole.
      expect(done[chosen.box]).toBeGreaterThan(0);
      expect(done[chosen.box - 1]).toBe(1);
      before = done;
    }
    expect(before).toEqual([1, 1, 1, 1, 1]);
  });

  test("units go round; the strongest is the first of the largest", () => {
    expect(nextUnit({ box: 1, unit: 0 }, -1, 5)).toEqual({ box: 1, unit: 4 });
    expect(nextUnit({ box: 1, unit: 4 }, 1, 5)).toEqual({ box: 1, unit: 0 });
    expect(strongestIn([1, 4, 4, 2])).toBe(1);
  });
});
