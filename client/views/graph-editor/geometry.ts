/** Places of shapes, and the ways of lines between them. */
import type { Place, Sized } from "../layered.ts";
import { type Area, isApart } from "./camera.ts";
import type { Frame, Line, Scene, Shape } from "./scene.ts";

export interface Placement {
  /** Middles by id. Shapes that are gone keep theirs: they may come back. */
  readonly places: ReadonlyMap<string, Place>;
  /** Ways by the id of a line, as long as nobody moved its ends. */
  readonly routes: ReadonlyMap<string, readonly Place[]>;
}
export const nowhere: Placement = { places: new Map(), routes: new Map() };

export function areaOf(shape: Sized, [x, y]: Place, margin = 0): Area {
  const [w, h] = [shape.width / 2 + margin, shape.height / 2 + margin];
  return { left: x - w, top: y - h, right: x + w, bottom: y + h };
}

/** All of the shapes that have a place, and the frames around them. */
export function wholeArea(scene: Scene, placement: Placement): Area {
  const shapes = scene.shapes.flatMap((shape) => {
    const place = placement.places.get(shape.id);
    return place ? [areaOf(shape, place)] : [];
  });
  return around([...shapes, ...scene.frames.flatMap((frame) => frameArea(frame, scene, placement) ?? [])]);
}

/** Around its nodes, with a line for its name below them; undefined where none has a place. */
export function frameArea({ ids }: Frame, scene: Scene, { places }: Placement): Area | undefined {
  const areas = ids.flatMap((id) => {
    const [shape, place] = [scene.byId.get(id), places.get(id)];
    return shape && place ? [areaOf(shape, place, 14)] : [];
  });
  if (areas.length === 0) return undefined;
  const area = around(areas);
  return { ...area, bottom: area.bottom + 16 };
}

export function around(areas: readonly Area[]): Area {
  if (areas.length === 0) return { left: 0, top: 0, right: 1, bottom: 1 };
  return areas.reduce((a, b) => ({
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }));
}

/** The shapes that reach into an area. */
export function seenIn(scene: Scene, { places }: Placement, area: Area): readonly Shape[] {
  return scene.shapes.filter((shape) => {
    const place = places.get(shape.id);
    return place !== undefined && !isApart(areaOf(shape, place), area);
  });
}

/** The points of a line: its way, or straight from border to border. */
export function wayOf(line: Line, scene: Scene, { places, routes }: Placement): readonly Place[] {
  const route = routes.get(line.id);
  if (route) return route;
  const [from, to] = [scene.byId.get(line.from), scene.byId.get(line.to)];
  const [a, b] = [places.get(line.from), places.get(line.to)];
  if (!from || !to || !a || !b) return [];
  return [border(from, a, b), border(to, b, a)];
}

/** Where the way from the middle of a shape to a point leaves it. */
export function border(shape: Sized, [x, y]: Place, [tx, ty]: Place): Place {
  const [dx, dy] = [tx - x, ty - y];
  const part = Math.min(shape.width / 2 / Math.abs(dx), shape.height / 2 / Math.abs(dy), 1);
  return Number.isFinite(part) ? [x + dx * part, y + dy * part] : [x, y];
}

/** How far a point is from a line. */
export function distanceTo(points: readonly Place[], [x, y]: Place): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < points.length; i++) {
    const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x - ax - along * dx, y - ay - along * dy));
  }
  return least;
}

/** The shape at a point, the last drawn first. `slop`: how far beside it still counts. */
export function shapeAt(scene: Scene, { places }: Placement, [x, y]: Place, slop: number): Shape | undefined {
  return scene.shapes.findLast((shape) => {
    const place = places.get(shape.id);
    if (!place) return false;
    const extra = shape.kind === "factor" ? 2 * slop : slop;
    return Math.abs(x - place[0]) <= shape.width / 2 + extra && Math.abs(y - place[1]) <= shape.height / 2 + extra;
  });
}

export function lineAt(scene: Scene, placement: Placement, point: Place, slop: number): Line | undefined {
  let [least, found]: [number, Line | undefined] = [slop, undefined];
  for (const line of scene.lines) {
    const distance = distanceTo(wayOf(line, scene, placement), point);
    if (distance <= least) [least, found] = [distance, line];
  }
  return found;
}

/** The next shape in a direction: near, and rather straight ahead than aside. */
export function neighbourOf(scene: Scene, { places }: Placement, from: string, [dx, dy]: Place): string | undefined {
  const start = places.get(from);
  if (!start) return scene.shapes[0]?.id;
  let [least, found]: [number, string | undefined] = [Number.POSITIVE_INFINITY, undefined];
  for (const { id } of scene.shapes) {
    const place = places.get(id);
    if (!place || id === from) continue;
    const [x, y] = [place[0] - start[0], place[1] - start[1]];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (ahead <= 1 || aside > 3 * ahead) continue;
    const far = ahead + 2 * aside;
    if (far < least) [least, found] = [far, id];
  }
  return found;
}

/** A place near a wanted one where a shape covers no other. */
export function freePlace(shape: Sized, wanted: Place, taken: readonly Area[]): Place {
  const isFree = (place: Place) => {
    const own = areaOf(shape, place, 8);
    return taken.every(
      (area) => own.right < area.left || area.right < own.left || own.bottom < area.top || area.bottom < own.top,
    );
  };
  for (let ring = 0; ring < 40; ring++) {
    const steps = Math.max(1, 8 * ring);
    for (let step = 0; step < steps; step++) {
      const turn = (2 * Math.PI * step) / steps;
      // First below, then round.
      const place: Place = [wanted[0] + 30 * ring * Math.sin(turn), wanted[1] + 24 * ring * Math.cos(turn)];
      if (isFree(place)) return place;
    }
  }
  return wanted;
}
