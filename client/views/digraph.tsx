import { useSignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n/locale.ts";
import { words } from "../i18n/views.ts";
import type { Direction, Layered, Place } from "./layered.ts";
import { useSize } from "./size.ts";
import { wayThrough } from "./way.ts";
import { useZoom } from "./zoom.ts";
import "./digraph.css";

export interface DigraphNode {
  readonly label: string;
  /** Under the label, smaller: a value. */
  readonly value?: string;
  readonly kind: "leaf" | "operation" | "seen";
  /** What is said of it under the drawing while it is pointed at. */
  readonly told: string;
}

export interface DigraphProps {
  readonly title: string;
  readonly nodes: readonly DigraphNode[];
  /** Of each node those that lead to it. */
  readonly inputs: readonly (readonly number[])[];
  /** Nodes of the path that stands out, one after another. */
  readonly path: readonly number[];
  /** Inputs stand above what they lead to: causes above effects. */
  readonly down?: boolean;
  /** Said as long as nothing is pointed at. */
  readonly hint: string;
  /** How the arc from an input to a node is drawn, or that it is not; default: a thin line. */
  readonly arcOf?: (input: number, node: number) => ArcLook | undefined;
  /** Straight lines that have no part in the layout, beneath the rest: nothing moves when one comes or goes. */
  readonly others?: readonly OtherLine[];
}

export interface OtherLine {
  readonly from: number;
  readonly to: number;
  readonly look: ArcLook;
}

/** Looks differ by line and sign, not by colour alone. */
export interface ArcLook {
  readonly kind: "plain" | "strong" | "missing" | "extra" | "turned";
  /** Whether it has a head at the node. */
  readonly directed: boolean;
  /** A sign at its middle, as the path of its lines about (0, 0). */
  readonly sign?: string;
}

const colourOfLook = {
  plain: "var(--ink-soft)",
  strong: "var(--accent)",
  missing: "var(--series-2)",
  extra: "var(--series-1)",
  turned: "var(--series-3)",
} as const satisfies Record<ArcLook["kind"], string>;

/** More are told in words: they take seconds to place, and nobody sees them apart. */
const MOST_DRAWN = 320;
const TALLEST = 440;
const LARGEST = 1.4;
/** Larger graphs are placed once, the others to the right and up, to be drawn as fits best. */
const MOST_TWICE = 150;

type Placing = typeof import("./layered.ts").layered;
/** Once it has come, graphs are drawn at once. */
let placing: Placing | undefined;

/** A directed graph drawn in layers, as SVG: nodes are pointed at, or gone through with the arrow keys; wheel, fingers and + − zoom. */
export function Digraph(props: DigraphProps) {
  const { nodes, inputs, down } = props;
  const [box, size] = useSize<HTMLDivElement>();
  const width = size.value[0];
  const [found, setFound] = useState<{ readonly key: string; readonly layout: Layered } | null>(null);
  const sizes = nodes.map(({ label, kind }) => ({
    width: Math.max(36, 8 * label.length + 16),
    height: kind === "leaf" ? 30 : 36,
  }));
  const key = JSON.stringify([width, down, sizes, inputs]);
  const isDrawn = nodes.length <= MOST_DRAWN;
  useEffect(() => {
    if (width === 0 || !isDrawn) return;
    const place = (layered: Placing) => {
      const ways: readonly Direction[] = down ? ["down"] : nodes.length > MOST_TWICE ? ["up"] : ["right", "up"];
      const layouts = ways.map((direction) => layered(sizes, inputs, direction));
      const [best] = layouts.sort((a, b) => scaleOf(b, width) - scaleOf(a, width));
      setFound({ key, layout: best });
    };
    if (placing) return place(placing);
    let stopped = false;
    void import("./layered.ts").then(({ layered }) => {
      placing = layered;
      if (!stopped) place(layered);
    });
    return () => {
      stopped = true;
    };
  }, [key]);
  return (
    <div class="digraph" ref={box}>
      {isDrawn ? (
        found &&
        found.layout.places.length === nodes.length && (
          <Drawing {...props} layout={found.layout} width={width} shapes={sizes} />
        )
      ) : (
        <p class="digraph-told">{t(words.tooManyNodes, { count: nodes.length, most: MOST_DRAWN })}</p>
      )}
    </div>
  );
}

/** How large it is drawn, at most: all of it is seen. */
const scaleOf = (layout: Layered, width: number) => Math.min(LARGEST, width / layout.width, TALLEST / layout.height);

interface DrawingProps extends DigraphProps {
  readonly layout: Layered;
  readonly width: number;
  readonly shapes: readonly { readonly width: number; readonly height: number }[];
}

function Drawing({ title, nodes, inputs, path, hint, arcOf, others = [], layout, width, shapes }: DrawingProps) {
  const svg = useRef<SVGSVGElement>(null);
  const pointed = useSignal<number | null>(null);
  const full = { x: [0, layout.width], y: [0, layout.height] } as const;
  const { seen, hint: zooms } = useZoom({
    canvas: svg,
    full,
    axes: `${layout.width} ${layout.height}`,
    isPressed: false,
  });
  const { x, y } = seen.value ?? full;
  const height = Math.max(60, layout.height * scaleOf(layout, width));
  const onPath = new Set(path);
  const steps = new Set(path.slice(1).map((node, i) => `${path[i]} ${node}`));
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    pointed.value = pointed.value === null ? (path[0] ?? 0) : (pointed.value + by + nodes.length) % nodes.length;
  };
  const told = pointed.value === null ? undefined : nodes[pointed.value]?.told;
  return (
    <>
      <svg
        ref={svg}
        class="digraph-drawing"
        role="application"
        aria-label={`${title}. ${t(words.graphKeys)} ${t(words.zoomHint)}`}
        tabindex={0}
        style={{ height: `${height}px`, touchAction: seen.value ? "none" : "pan-y" }}
        viewBox={`${x[0]} ${layout.height - y[1]} ${x[1] - x[0]} ${y[1] - y[0]}`}
        onKeyDown={step}
        onPointerLeave={() => {
          pointed.value = null;
        }}
      >
        {others.map(({ from, to, look }) => (
          <Arc key={`other ${from} ${to}`} look={look} points={straight(from, to, layout, shapes)} />
        ))}
        {inputs.flatMap((own, n) =>
          own.map((input, i) =>
            arcOf ? (
              <Arc key={`${n} ${i}`} look={arcOf(input, n)} points={layout.arcs[n]?.[i] ?? []} />
            ) : (
              <path
                key={`${n} ${i}`}
                class="digraph-arc"
                stroke={strokeOf(steps.has(`${input} ${n}`), "var(--line-strong)")}
                stroke-width={steps.has(`${input} ${n}`) ? 3 : 1.2}
                d={wayThrough(layout.arcs[n]?.[i] ?? [])}
              />
            ),
          ),
        )}
        {nodes.map((node, n) => {
          const [cx, cy] = layout.places[n];
          const { width: w, height: h } = shapes[n];
          return (
            <g
              key={n}
              class={`digraph-node digraph-${node.kind}${pointed.value === n ? " digraph-pointed" : ""}`}
              stroke={strokeOf(onPath.has(n), node.kind === "seen" ? "var(--accent)" : "var(--ink-soft)")}
              stroke-width={onPath.has(n) ? 3 : 1.2}
              onPointerEnter={() => {
                pointed.value = n;
              }}
              onPointerDown={() => {
                pointed.value = n;
              }}
            >
              <rect x={cx - w / 2} y={cy - h / 2} width={w} height={h} rx={node.kind === "leaf" ? 4 : h / 2} />
              <text x={cx} y={node.value === undefined ? cy + 5 : cy} text-anchor="middle">
                {node.label}
              </text>
              {node.value !== undefined && (
                <text class="digraph-value" x={cx} y={cy + 12} text-anchor="middle">
                  {node.value}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      {seen.value && (
        <button
          type="button"
          class="plane-reset small"
          onClick={() => {
            seen.value = null;
          }}
        >
          {t(words.seeAll)}
        </button>
      )}
      <p class="digraph-told" aria-live="polite">
        {told ?? (zooms.value ? t(words.zoomHint) : hint)}
      </p>
    </>
  );
}

/** From the border of one node over the middle to the border of the other. */
function straight(
  from: number,
  to: number,
  { places }: Layered,
  shapes: DrawingProps["shapes"],
): readonly [Place, Place, Place] {
  const [[ax, ay], [bx, by]] = [places[from], places[to]];
  const [dx, dy] = [bx - ax, by - ay];
  const inside = ({ width, height }: DrawingProps["shapes"][number]) =>
    Math.min(0.5, width / 2 / Math.abs(dx), height / 2 / Math.abs(dy));
  const [start, end] = [inside(shapes[from]), 1 - inside(shapes[to])];
  const at = (share: number): Place => [ax + share * dx, ay + share * dy];
  return [at(start), at((start + end) / 2), at(end)];
}

function Arc({ look, points }: { readonly look: ArcLook | undefined; readonly points: readonly Place[] }) {
  if (!look || points.length < 2) return null;
  const { kind, directed, sign } = look;
  const [x, y] = points[Math.floor(points.length / 2)];
  return (
    <g class={`digraph-look digraph-look-${kind}`} stroke={colourOfLook[kind]}>
      <path class="digraph-arc" d={wayThrough(points)} />
      {directed && (
        <path
          class="digraph-head"
          fill={colourOfLook[kind]}
          d={headOf(points[points.length - 1], points[points.length - 2])}
        />
      )}
      {sign !== undefined && (
        <>
          <circle cx={x} cy={y} r={8} />
          <path class="digraph-sign" d={sign} transform={`translate(${x} ${y})`} />
        </>
      )}
    </g>
  );
}

/** The head of an arrow at a point, coming from another. */
function headOf([x, y]: Place, [fromX, fromY]: Place): string {
  const length = Math.hypot(x - fromX, y - fromY) || 1;
  const [dx, dy] = [(x - fromX) / length, (y - fromY) / length];
  const [backX, backY] = [x - 9 * dx, y - 9 * dy];
  return `M${x} ${y}L${backX - 4.5 * dy} ${backY + 4.5 * dx}L${backX + 4.5 * dy} ${backY - 4.5 * dx}Z`;
}

const strokeOf = (isOnPath: boolean, other: string) => (isOnPath ? "var(--series-1)" : other);
