import { array } from "../../../arrays.ts";
import { outputAt } from "../../../kernels/regions/index.ts";
import type { Fold } from "../../fold.ts";
import { piecesOf, reluNetOf } from "../../nets/linear-regions.ts";
import { type CardPicture, nodesByDepth, overSquare } from "../../picture.ts";
import { type GraphNode, graphOf, pathOf } from "./computation.ts";
import { refinementGraph } from "./concepts.ts";
import type { ConceptParams, GraphParams } from "./fields.ts";
import { formsOf, networkOf } from "./graphs.ts";
import { newestOf } from "./sides.ts";

const SIDE = 32;
const LINE = 100;

/** Of trained nets what the deep one gives; of regions what the net gives over them; of graphs their nodes by depth, the longest path apart. */
export function depthPictureOf(fold: Fold): CardPicture | undefined {
  const [{ kind, params }] = fold.tasks;
  switch (kind) {
    case "train":
      return overWindow(fold);
    case "regions":
      return regionPicture(fold);
    case "graph": {
      const own = params as unknown as GraphParams;
      return nodePicture(graphOf(formsOf(own)[0].expression, own.operations).nodes);
    }
    case "concepts": {
      const own = params as unknown as ConceptParams;
      return nodePicture(refinementGraph(networkOf(own), own.rounds));
    }
    default:
      return undefined;
  }
}

function overWindow(fold: Fold): CardPicture | undefined {
  const net = reluNetOf(newestOf(fold, "deep", 0));
  if (!net) return undefined;
  const value = (x: readonly number[]) => outputAt(net, x)[0];
  if (net.inputs === 1)
    return { kind: "lines", lines: [Float64Array.from({ length: LINE }, (_, i) => value([(2 * i) / (LINE - 1) - 1]))] };
  return { kind: "map", surface: array(overSquare(SIDE, value), [SIDE * SIDE, 1]), classes: false, series: [] };
}

/** On the line the corners and what is there; in the plane the corners of all regions. */
function regionPicture(fold: Fold): CardPicture | undefined {
  const found = fold.output("regions");
  if (!found) return undefined;
  if (found.corners.shape[1] === 2) return { kind: "points", series: [found.corners] };
  return { kind: "lines", lines: [piecesOf(found).y] };
}

function nodePicture(nodes: readonly GraphNode[]): CardPicture {
  const { path, depths } = pathOf({ nodes });
  return nodesByDepth(depths, (node) => path.includes(node));
}
