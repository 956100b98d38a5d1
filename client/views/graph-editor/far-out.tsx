import { wayThrough } from "../way.ts";
import type { Camera } from "./camera.ts";
import { type Placement, wayOf } from "./geometry.ts";
import type { Scene } from "./scene.ts";
import type { PartProps } from "./toolbar.tsx";

/** Below this scale names cannot be read: they are left out, where there are many. */
const FAR = { scale: 0.42, shapes: 60 };

export const isFarOut = ({ scale }: Camera, { shapes }: Scene): boolean =>
  scale < FAR.scale && shapes.length > FAR.shapes;

interface FarOutProps extends PartProps {
  readonly scene: Scene;
  readonly placement: Placement;
}

/** A large graph from afar: shapes without names and straight lines, all of one look as one path, so that it moves with the hand. */
export function FarOut({ session, given, scene, placement }: FarOutProps) {
  const { lineLook } = given;
  const selected = new Set(session.selected.value);
  const lines = grouped(scene.lines, (line) => {
    const [from, to] = [line.from, line.to].map((id) => String(scene.byId.get(id)?.part ?? ""));
    return lineLook?.(from, to) ?? "plain";
  });
  const shapes = grouped(scene.shapes, ({ id, look }) =>
    selected.has(id) ? "plain graph-picked" : `${look?.tone ?? "plain"}${look?.mark ? ` graph-mark-${look.mark}` : ""}`,
  );
  return (
    <>
      {lines.map(([tone, own]) => (
        <path
          key={tone}
          class={`graph-line graph-afar graph-${tone}`}
          d={own.map((line) => wayThrough(wayOf(line, scene, placement))).join("")}
        />
      ))}
      {shapes.map(([tone, own]) => (
        <g key={tone} class={`graph-node graph-far graph-${tone}`}>
          <path
            d={own
              .map(({ id, width, height }) => {
                const [x, y] = placement.places.get(id) ?? [0, 0];
                return `M${x - width / 2} ${y - height / 2}h${width}v${height}h${-width}z`;
              })
              .join("")}
          />
        </g>
      ))}
    </>
  );
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups];
}
