/** Pictures of codes, channels first, whose pixels are those of another one or the code of zero. */

import type { Code } from "../../quant/graph/head.ts";
import { type Move, movedSize } from "../../quant/graph/moves.ts";
import { type Building, NEAREST } from "./graph.ts";

/** The name of what comes out; `shape` of what goes in, channels last. */
export function moved(
  net: Building,
  name: string,
  node: Move,
  x: string,
  shape: readonly number[],
  { zero }: Code,
): string {
  const [height, width, channels] = shape;
  const [down, right] = movedSize(node, shape);
  const blank = () => net.tensor({ name: `${name}.blank`, type: "uint8", shape: [], values: [zero] });
  const constant = { mode: { s: "constant" } };
  const cut = (from: string, [top, left]: readonly number[]) => {
    const ends = [net.whole(`${name}.starts`, [top, left]), net.whole(`${name}.ends`, [top + down, left + right])];
    return net.node("Slice", name, [from, ...ends, net.whole(`${name}.axes`, [2, 3])]);
  };
  switch (node.op) {
    case "upsample2d": {
      const scales = net.weights(`${name}.scales`, { shape: [4], values: Float32Array.of(1, 1, ...node.factor) });
      return net.node("Resize", name, [x, "", scales], NEAREST);
    }
    case "pad2d": {
      const { top, bottom, left, right: beyond } = node;
      const pads = net.whole(`${name}.pads`, [0, 0, top, left, 0, 0, bottom, beyond]);
      return net.node("Pad", name, [x, pads, blank()], constant);
    }
    case "crop2d":
      return cut(x, [node.top, node.left]);
    case "spread2d": {
      // Each pixel becomes the first of a block of zeros; the blocks of the last row and column are cut.
      const [sy, sx] = node.stride;
      const apart = net.node("Reshape", `${name}.apart`, [
        x,
        net.whole(`${name}.pixels`, [0, channels, height, 1, width, 1]),
      ]);
      const pads = net.whole(`${name}.pads`, [0, 0, 0, 0, 0, 0, 0, 0, 0, sy - 1, 0, sx - 1]);
      const wide = net.node("Pad", `${name}.wide`, [apart, pads, blank()], constant);
      const whole = [wide, net.whole(`${name}.whole`, [0, channels, height * sy, width * sx])];
      return cut(net.node("Reshape", `${name}.blocks`, whole), [0, 0]);
    }
    default:
      return node satisfies never;
  }
}
