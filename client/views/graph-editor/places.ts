/** Where shapes stand: laid out at first and on demand; between, each keeps its place, and what is new finds one near its neighbours. */
import { type Signal, useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Place, Sized } from "../layered.ts";
import { areaOf, around, freePlace, nowhere, type Placement } from "./geometry.ts";
import { layout } from "./layout.ts";
import type { Scene, Shape } from "./scene.ts";

export interface Places {
  readonly placement: Signal<Placement>;
  /** Grows with each layout of the whole: it is to be seen whole. */
  readonly layouts: Signal<number>;
  move(ids: readonly string[], by: Place): void;
  put(id: string, place: Place): void;
  /** Lays everything out again. */
  arrange(): void;
}

/** `view`: the size of the drawing, whose proportions decide between layouts. */
export function usePlaces(scene: Scene, view: Sized): Places {
  const placement = useSignal<Placement>(nowhere);
  const layouts = useSignal(0);
  const before = useRef<Scene | null>(null);
  const isTouched = useRef(false);
  const latest = useRef({ scene, view });
  latest.current = { scene, view };
  const arrange = () => {
    isTouched.current = false;
    const { scene: drawn, view: size } = latest.current;
    void layout(drawn, size).then((found) => {
      if (latest.current.scene !== drawn && isOther(drawn, latest.current.scene)) return;
      placement.value = { places: new Map([...placement.peek().places, ...found.places]), routes: found.routes };
      layouts.value++;
    });
  };
  // Before anything is painted: a shape that was renamed does not blink.
  useLayoutEffect(() => {
    if (view.width === 0) return;
    const old = before.current;
    before.current = scene;
    if (old === null || isOther(old, scene) || (!isTouched.current && haveGrown(old, scene))) arrange();
    else placement.value = followed(placement.peek(), old, scene);
  }, [scene, view.width === 0]);
  return {
    placement,
    layouts,
    move(ids, [dx, dy]) {
      isTouched.current = true;
      const { places, routes } = placement.peek();
      const moved = new Map(places);
      for (const id of ids) {
        const place = places.get(id);
        if (place) moved.set(id, [place[0] + dx, place[1] + dy]);
      }
      placement.value = { places: moved, routes: withoutRoutes(routes, new Set(ids)) };
    },
    put(id, place) {
      isTouched.current = true;
      placement.value = { ...placement.peek(), places: new Map([...placement.peek().places, [id, place]]) };
    },
    arrange,
  };
}

/** Hardly a shape of it was there before: it is another graph. */
function isOther(old: Scene, scene: Scene): boolean {
  const known = scene.shapes.filter(({ id }) => old.byId.has(id)).length;
  return known < Math.min(old.shapes.length, scene.shapes.length) / 2;
}

/** Most shapes have another height: bars came, or went. */
function haveGrown(old: Scene, scene: Scene): boolean {
  const grown = scene.shapes.filter((shape) => {
    const was = old.byId.get(shape.id);
    return was && Math.abs(was.height - shape.height) > 4;
  });
  return grown.length > scene.shapes.length / 2;
}

/** The placement after an edit: a shape in the place of one that is gone was renamed, others find a place. */
export function followed(placement: Placement, old: Scene, scene: Scene): Placement {
  const { places, routes } = placement;
  const next = new Map(places);
  const touched = new Set<string>();
  const isNew = ({ id }: Shape) => !old.byId.has(id);
  const areas = scene.shapes.some(isNew) ? scene.shapes.flatMap((one) => (isNew(one) ? [] : areaIn(one, next))) : [];
  for (const [i, shape] of scene.shapes.entries()) {
    const was = old.shapes[i];
    const isSame = old.shapes.length === scene.shapes.length && was && !scene.byId.has(was.id);
    if (!isNew(shape)) {
      if (old.byId.get(shape.id)?.width !== shape.width || was?.height !== shape.height) touched.add(shape.id);
      continue;
    }
    touched.add(shape.id);
    // One that comes back wants its place again.
    const wanted = next.get(shape.id) ?? wantedPlace(shape, scene, next);
    const place = (isSame && next.get(was.id)) || freePlace(shape, wanted, areas);
    next.set(shape.id, place);
    areas.push(areaOf(shape, place, 4));
  }
  return touched.size === 0 ? placement : { places: next, routes: withoutRoutes(routes, touched) };
}

const areaIn = (shape: Shape, places: ReadonlyMap<string, Place>) => {
  const place = places.get(shape.id);
  return place ? [areaOf(shape, place, 4)] : [];
};

/** Below what leads to it, above what it leads to, between both; otherwise beside everything. */
function wantedPlace(shape: Shape, scene: Scene, places: ReadonlyMap<string, Place>): Place {
  const near = scene.lines.flatMap(({ from, to }): Place[] => {
    const other = from === shape.id ? to : to === shape.id ? from : undefined;
    const place = other === undefined ? undefined : places.get(other);
    if (!place) return [];
    return [[place[0], place[1] + (shape.kind === "factor" ? 0 : from === shape.id ? -90 : 90)]];
  });
  if (near.length === 0) {
    const all = around(scene.shapes.flatMap((own) => areaIn(own, places)));
    return [(all.left + all.right) / 2, all.bottom + 60];
  }
  const sum = near.reduce<Place>(([x, y], [dx, dy]) => [x + dx, y + dy], [0, 0]);
  return [sum[0] / near.length, sum[1] / near.length];
}

function withoutRoutes(routes: Placement["routes"], moved: ReadonlySet<string>): Placement["routes"] {
  if (moved.size === 0) return routes;
  return new Map([...routes].filter(([id]) => !id.split("\n").some((end) => moved.has(end))));
}
