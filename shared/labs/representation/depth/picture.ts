import { type Arrays, array } from "../../../arrays.ts";
import { outputAt, type ReluNet } from "../../../kernels/regions/index.ts";
import type { Fold } from "../../fold.ts";
import type { CardPicture } from "../../picture.ts";
import { type GraphNode, graphOf, pathOf } from "./computation.ts";
import { refinementGraph } from "./concepts.ts";
import type { ConceptParams, GraphParams } from "./fields.ts";
import { formsOf, networkOf } from "./graphs.ts";
import { piecesOf } from "./pieces.ts";
import { netOf, newestOf } from "./sides.ts";

const SIDE = 32;
const LINE = 100;

/** Of trained nets what the deep one gives; of regions what the net gives over them; of graphs their nodes by depth, the longest path apart. */
export function depthPictureOf(fold: Fold): CardPicture | undefined {
  const [{ kind, params }] = fold.tasks;
  switch (kind) {
    case "train": {
      const net = netOf(newestOf(fold, "deep", 0));
      return net && overWindow(net);
    }
    case "regions":
      return regionPicture(fold.output("regions"));
    case "graph": {
      const [{ expression }] = formsOf(params as unknown as GraphParams);
      return nodePicture(graphOf(expression, (params as unknown as GraphParams).operations).nodes);
    }
    case "concepts":
      return nodePicture(
        refinementGraph(networkOf(params as unknown as ConceptParams), (params as unknown as ConceptParams).rounds),
      );
    default:
      return undefined;
  }
}

function overWindow(net: ReluNet): CardPicture {
  if (net.inputs === 1)
    return {
      kind: "lines",
      lines: [Float64Array.from({ length: LINE }, (_, i) => outputAt(net, [(2 * i) / (LINE - 1) - 1])[0])],
    };
  const surface = Float32Array.from({ length: SIDE * SIDE }, (_, cell) => {
    const x = (2 * ((cell % SIDE) + 0.5)) / SIDE - 1;
    const y = 1 - (2 * (Math.floor(cell / SIDE) + 0.5)) / SIDE;
    return outputAt(net, [x, y])[0];
  });
  return { kind: "map", surface: array(surface, [SIDE * SIDE, 1]), classes: false, series: [] };
}

/** On the line the corners and what is there; in the plane the corners of all regions. */
function regionPicture(found: Arrays | undefined): CardPicture | undefined {
  if (!found) return undefined;
  const { corners } = found;
  if (corners.shape[1] === 2) return { kind: "points", series: [corners] };
  return { kind: "lines", lines: [piecesOf(found).y] };
}

function nodePicture(nodes: readonly GraphNode[]): CardPicture {
  const { path, depths } = pathOf({ nodes });
  const levels = new Map<number, number>();
  const places = Array.from(depths, (depth) => {
    const place = levels.get(depth) ?? 0;
    levels.set(depth, place + 1);
    return [depth, place] as const;
  }).map(([depth, place]) => [depth, (place + 0.5) / (levels.get(depth) ?? 1)] as const);
  const series = [false, true].map((onPath) => {
    const own = places.filter((_, node) => path.includes(node) === onPath);
    return array(Float64Array.from(own.flat()), [own.length, 2]);
  });
  return { kind: "points", series };
}
