/** What of the plane is seen, in pixels of the plane at scale 1. */
import type { Place, Sized } from "../layered.ts";

export interface Camera {
  /** What stands in the upper left corner. */
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const SCALES = { least: 0.02, most: 4, fit: 1.15 };
const MARGIN = 24;

/** All of the area in the middle, as large as it goes, but no larger than it is read well. */
export function fitted(area: Area, view: Sized): Camera {
  const [width, height] = [area.right - area.left + 2 * MARGIN, area.bottom - area.top + 2 * MARGIN];
  const scale = clamp(Math.min(view.width / width, view.height / height, SCALES.fit));
  return centred([(area.left + area.right) / 2, (area.top + area.bottom) / 2], scale, view);
}

export const centred = ([x, y]: Place, scale: number, view: Sized): Camera => ({
  x: x - view.width / 2 / scale,
  y: y - view.height / 2 / scale,
  scale,
});

/** Zoomed in `factor` times about a point of the screen, which stays where it is. */
export function zoomedAt(camera: Camera, [px, py]: Place, factor: number): Camera {
  const scale = clamp(camera.scale * factor);
  return { x: camera.x + px / camera.scale - px / scale, y: camera.y + py / camera.scale - py / scale, scale };
}

/** What is seen moves with the hand, by pixels of the screen. */
export const pannedBy = (camera: Camera, [dx, dy]: Place): Camera => ({
  ...camera,
  x: camera.x - dx / camera.scale,
  y: camera.y - dy / camera.scale,
});

export const toPlane = ({ x, y, scale }: Camera, [px, py]: Place): Place => [x + px / scale, y + py / scale];
export const toScreen = ({ x, y, scale }: Camera, [wx, wy]: Place): Place => [(wx - x) * scale, (wy - y) * scale];

export const viewBoxOf = ({ x, y, scale }: Camera, { width, height }: Sized): string =>
  [x, y, width / scale, height / scale].map((value) => Number(value.toFixed(3))).join(" ");

/** The part that is drawn: more than what is seen, in steps, so that little is drawn anew while it moves. */
export function drawnArea({ x, y, scale }: Camera, { width, height }: Sized): Area {
  // Powers of two: a little zooming changes no step.
  const step = 2 ** Math.ceil(Math.log2(Math.max(width, height) / scale)) / 4;
  const down = (value: number) => (Math.floor(value / step) - 0.5) * step;
  const up = (value: number) => (Math.ceil(value / step) + 0.5) * step;
  return { left: down(x), top: down(y), right: up(x + width / scale), bottom: up(y + height / scale) };
}

export const isApart = (a: Area, b: Area): boolean =>
  a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top;

const clamp = (scale: number) => Math.min(SCALES.most, Math.max(SCALES.least, scale));
