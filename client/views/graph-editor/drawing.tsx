import { useComputed, useSignalEffect } from "@preact/signals";
import { useId, useMemo, useRef } from "preact/hooks";
import { locale } from "../../i18n/locale.ts";
import { formatPercent } from "../../i18n/numbers.ts";
import type { Place } from "../layered.ts";
import { roleColor } from "../palette.ts";
import { wayThrough } from "../way.ts";
import { drawnArea, viewBoxOf } from "./camera.ts";
import { FarOut, isFarOut } from "./far-out.tsx";
import { border, frameArea, type Placement, seenIn, wayOf } from "./geometry.ts";
import { HANDLE } from "./hands.ts";
import type { ExtraLine, Tone } from "./props.ts";
import { barsOf, type Frame, idOf, type Line, ROW, type Scene, type Shape, shortened } from "./scene.ts";
import type { Session } from "./session.ts";
import type { PartProps } from "./toolbar.tsx";

/** The graph as SVG. It follows the camera by its view box alone: what is drawn changes only when other parts come into view. */
export function Drawing({ session, given, scene }: PartProps & { readonly scene: Scene }) {
  const svg = useRef<SVGSVGElement>(null);
  const marker = useId();
  const { camera, view, places } = session;
  const placement = places.placement.value;
  const size = view.current;
  // As a text: signals compare by identity.
  const area = useComputed(() => JSON.stringify(drawnArea(camera.value, view.current)));
  const isFar = useComputed(() => isFarOut(camera.value, session.scene.current));
  useSignalEffect(() => {
    svg.current?.setAttribute("viewBox", viewBoxOf(camera.value, view.current));
  });
  const seen = useMemo(
    () => (isFar.value ? [] : seenIn(scene, placement, JSON.parse(area.value))),
    [scene, placement, area.value, isFar.value],
  );
  return (
    <svg
      ref={svg}
      class="graph-drawing"
      width={size.width}
      height={size.height}
      viewBox={viewBoxOf(camera.peek(), size)}
      aria-hidden="true"
    >
      <Arrows id={marker} />
      {scene.frames.map((frame) => (
        <Plate key={frame.name} frame={frame} scene={scene} placement={placement} />
      ))}
      {isFar.value ? (
        <FarOut session={session} given={given} scene={scene} placement={placement} />
      ) : (
        <>
          <Lines session={session} given={given} scene={scene} placement={placement} marker={marker} seen={seen} />
          {seen.map((shape) => (
            <Node key={shape.id} shape={shape} at={placement.places.get(shape.id) ?? [0, 0]} session={session} />
          ))}
        </>
      )}
      <Loose session={session} given={given} scene={scene} placement={placement} marker={marker} />
    </svg>
  );
}

const tones: readonly (Tone | "plain")[] = ["plain", "strong", "path", "blocked", "good", "dimmed", "cut"];

function Arrows({ id }: { readonly id: string }) {
  return (
    <defs>
      {tones.map((tone) => (
        <marker
          key={tone}
          id={`${id}${tone}`}
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path class={`graph-head graph-${tone}`} d="M0 0.5 10 5 0 9.5z" />
        </marker>
      ))}
    </defs>
  );
}

interface LinesProps extends PartProps {
  readonly scene: Scene;
  readonly placement: Placement;
  readonly marker: string;
  readonly seen: readonly Shape[];
}

function Lines({ session, given, scene, placement, marker, seen }: LinesProps) {
  const { lineLook, extraLines = [] } = given;
  const selected = session.line.value?.id;
  const ids = new Set(seen.map(({ id }) => id));
  const known = ({ from, to }: Line) => ids.has(from) || ids.has(to);
  return (
    <>
      {scene.lines.filter(known).map((line) => {
        const tone = lineLook?.(partText(scene, line.from), partText(scene, line.to)) ?? "plain";
        return (
          <path
            key={line.id}
            class={`graph-line graph-${tone}${line.id === selected ? " graph-picked" : ""}`}
            d={wayThrough(wayOf(line, scene, placement))}
            marker-end={line.isArrow ? `url(#${marker}${tone})` : undefined}
          />
        );
      })}
      {extraLines.map((extra) => {
        const line = lineOf(extra);
        return (
          <path
            key={`extra ${line.id}`}
            class={`graph-line graph-extra graph-${extra.tone}`}
            d={wayThrough(wayOf(line, scene, placement))}
            marker-end={extra.arrow ? `url(#${marker}${extra.tone})` : undefined}
          />
        );
      })}
    </>
  );
}

const lineOf = ({ from, to, arrow = false }: ExtraLine): Line => ({
  id: `${idOf(from)} ${idOf(to)}`,
  from: idOf(from),
  to: idOf(to),
  isArrow: arrow,
});

/** How a lab calls the end of a line. */
export const partText = (scene: Scene, id: string): string => String(scene.byId.get(id)?.part ?? "");

interface NodeProps {
  readonly shape: Shape;
  readonly at: Place;
  readonly session: Session;
}

function Node({ shape, at: [x, y], session }: NodeProps) {
  const { width, height, kind, look, label } = shape;
  const isPicked = session.selected.value.includes(shape.id);
  const isLast = session.selected.value.at(-1) === shape.id;
  const isSource = session.connecting.value === shape.id;
  const bars = barsOf(shape);
  const classes = [
    `graph-node graph-${kind} graph-${look?.tone ?? "plain"}`,
    look?.mark ? `graph-mark-${look.mark}` : "",
    isPicked ? "graph-picked" : "",
    isSource ? "graph-source" : "",
  ];
  const top = -height / 2;
  return (
    <g class={classes.join(" ")} transform={`translate(${x} ${y})`}>
      <rect
        x={-width / 2}
        y={top}
        width={width}
        height={height}
        rx={kind === "factor" ? 1 : bars ? 8 : height / 2}
        // Known without a style sheet too, as in a saved picture.
        stroke={look?.mark ? "var(--accent)" : "var(--ink-soft)"}
      />
      {kind === "function" && (
        <rect
          class="graph-inner"
          x={-width / 2 + 3}
          y={top + 3}
          width={width - 6}
          height={height - 6}
          rx={bars ? 5 : height / 2 - 3}
        />
      )}
      {kind === "factor" ? (
        label && (
          <text class="graph-beside" x={width / 2 + 5} y={4}>
            {shortened(label)}
          </text>
        )
      ) : (
        <text y={top + 21} text-anchor="middle">
          {shortened(label)}
        </text>
      )}
      {look?.value !== undefined && !bars && (
        <text class="graph-value" y={top + 38} text-anchor="middle">
          {look.value}
        </text>
      )}
      {bars?.map((bar, i) => (
        <BarRow
          key={shape.states[i]}
          {...bar}
          state={shape.states[i]}
          y={top + ROW.name + i * ROW.bar}
          width={width}
          isAt={isLast && session.state.value === i}
        />
      ))}
      {isLast && session.props.current.onEdit && <Handle x={width / 2} session={session} />}
    </g>
  );
}

/** From where an arc is dragged: as large on the screen at any scale. */
function Handle({ x, session }: { readonly x: number; readonly session: Session }) {
  const scale = useComputed(() => session.camera.value.scale);
  const [offset, radius] = [HANDLE.offset / scale.value, HANDLE.radius / scale.value];
  const arm = radius / 2;
  return (
    <g class="graph-handle" transform={`translate(${x + offset} 0)`}>
      <circle r={radius} />
      <path d={`M${-arm} 0H${arm}M0 ${-arm}V${arm}`} stroke-width={1.6 / scale.value} />
    </g>
  );
}

interface BarRowProps {
  readonly share: number;
  readonly value?: string;
  readonly other?: number;
  readonly state: string;
  readonly y: number;
  readonly width: number;
  /** Keys stand on it. */
  readonly isAt: boolean;
}

const barSpace = { left: 52, right: 38 };

function BarRow({ share, value, other, state, y, width, isAt }: BarRowProps) {
  const full = width - barSpace.left - barSpace.right - 8;
  const start = -width / 2 + barSpace.left;
  const length = (part: number) => Math.max(0, Math.min(1, part)) * full;
  return (
    <g class="graph-bar">
      {isAt && <rect class="graph-bar-at" x={4 - width / 2} y={y} width={width - 8} height={ROW.bar - 0.5} rx={3} />}
      <text class="graph-state" x={start - 5} y={y + 12} text-anchor="end">
        {state.length > 8 ? `${state.slice(0, 7)}…` : state}
      </text>
      <rect class="graph-bar-room" x={start} y={y + 3} width={full} height={ROW.bar - 5} />
      <rect
        class="graph-bar-share"
        fill={roleColor("model")}
        x={start}
        y={y + 3}
        width={length(share)}
        height={ROW.bar - 5}
      />
      {other !== undefined && <path class="graph-bar-other" d={`M${start + length(other)} ${y + 1}v${ROW.bar - 1}`} />}
      <text class="graph-share" x={start + full + barSpace.right} y={y + 12} text-anchor="end">
        {value ?? formatPercent(share, locale.value)}
      </text>
    </g>
  );
}

interface PlateProps {
  readonly frame: Frame;
  readonly scene: Scene;
  readonly placement: Placement;
}

function Plate({ frame, scene, placement }: PlateProps) {
  const area = frameArea(frame, scene, placement);
  if (!area) return null;
  const { left, top, right, bottom } = area;
  return (
    <g class="graph-plate">
      <rect x={left} y={top} width={right - left} height={bottom - top} rx={10} />
      <text x={right - 8} y={bottom - 6} text-anchor="end">
        {`${shortened(frame.name)} × ${frame.size}`}
      </text>
    </g>
  );
}

/** The line that is being made, from its start to the pointer. */
function Loose({ session, scene, placement, marker }: Omit<LinesProps, "seen">) {
  const [from, point] = [session.connecting.value, session.loose.value];
  const shape = scene.byId.get(from ?? "");
  const place = shape && placement.places.get(shape.id);
  if (!shape || !place || !point) return null;
  return (
    <path
      class="graph-line graph-strong graph-loose"
      d={wayThrough([border(shape, place, point), point])}
      marker-end={`url(#${marker}strong)`}
    />
  );
}
