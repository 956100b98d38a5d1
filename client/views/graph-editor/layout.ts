/** Places for all shapes of a graph: by dagre, on a thread where they are many; by ranks where they are very many. */
import { scriptPolicy } from "../../trusted.ts";
import type { Direction, Layered, Place, Sized } from "../layered.ts";
import type { ToLayOut } from "../layered-thread.ts";
import threadUrl from "../layered-thread.ts?worker&url";
import { type Placement, wholeArea } from "./geometry.ts";
import { ranked } from "./ranked.ts";
import type { Scene } from "./scene.ts";

/** Shapes up to which dagre takes no longer than a press may (20 ms on a fast machine), and up to which it takes about a second at most. */
const MOST = { here: 20, layered: 150 };
const SPACING = { nodesep: 28, edgesep: 12, ranksep: 52 };
const directions: readonly Direction[] = ["down", "right"];

/** The same for the same graph and view. `view`: the size of the drawing, whose proportions decide between layouts. */
export async function layout(scene: Scene, view: Sized): Promise<Placement> {
  const index = new Map(scene.shapes.map(({ id }, i) => [id, i]));
  const inputs = scene.shapes.map((): number[] => []);
  const ids = scene.shapes.map((): string[] => []);
  for (const { id, from, to } of scene.lines) {
    const [a, b] = [index.get(from), index.get(to)];
    if (a === undefined || b === undefined) continue;
    inputs[b].push(a);
    ids[b].push(id);
  }
  const nodes = scene.shapes.map(({ width, height }) => ({ width, height }));
  const layouts =
    nodes.length > MOST.layered ? null : await layeredBeside({ nodes, inputs, directions, spacing: SPACING });
  const [down, right] = directions.map((direction, d) => {
    if (layouts === null) return placed(scene, ranked(nodes, inputs, direction === "right"));
    const { places, arcs } = layouts[d];
    const routes = arcs.flatMap((own, n) => own.map((way, i) => [ids[n][i], way] as const));
    return { ...placed(scene, places), routes: new Map(routes) };
  });
  return better(down, right, scene, view);
}

/** What dagre makes of it; null where no thread can be had. */
async function layeredBeside(question: ToLayOut): Promise<readonly Layered[] | null> {
  if (question.nodes.length <= MOST.here || typeof Worker === "undefined") {
    const { layered } = await import("../layered.ts");
    return question.directions.map((direction) =>
      layered(question.nodes, question.inputs, direction, question.spacing),
    );
  }
  const thread = new Worker(scriptPolicy([threadUrl]).createScriptURL(threadUrl), { type: "module" });
  try {
    return await new Promise<readonly Layered[] | null>((resolve) => {
      thread.onmessage = ({ data }: MessageEvent<readonly Layered[]>) => resolve(data);
      thread.onerror = () => resolve(null);
      thread.postMessage(question);
    });
  } finally {
    thread.terminate();
  }
}

const placed = (scene: Scene, places: readonly Place[]): Placement => ({
  places: new Map(scene.shapes.map(({ id }, i) => [id, places[i]])),
  routes: new Map(),
});

/** Causes above effects, unless the other way is seen much larger. */
function better(down: Placement, right: Placement, scene: Scene, view: Sized): Placement {
  const scale = (placement: Placement) => {
    const { left, top, right: end, bottom } = wholeArea(scene, placement);
    return Math.min(1, view.width / (end - left), view.height / (bottom - top));
  };
  return scale(right) > 1.35 * scale(down) ? right : down;
}
