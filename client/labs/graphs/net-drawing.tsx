import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../../i18n/locale.ts";
import { words as viewWords } from "../../i18n/views.ts";
import type { Direction, Sized } from "../../views/layered.ts";
import { useSize } from "../../views/size.ts";
import { MOST_SPREAD, spread } from "../../views/spread.ts";
import { useZoom } from "../../views/zoom.ts";
import {
  Arrowheads,
  type DrawnLine,
  type DrawnNode,
  Line,
  Moving,
  Node,
  type Placed,
  shapeOf,
  type Token,
} from "./net-shapes.tsx";
import "./net-drawing.css";

export interface NetDrawingProps {
  readonly title: string;
  readonly nodes: readonly DrawnNode[];
  readonly lines: readonly DrawnLine[];
  /** Of each node those that lead to it: what decides the places, whatever lines are drawn. */
  readonly inputs: readonly (readonly number[])[];
  /** By layers, or each node as far from the others as it is along the lines. */
  readonly layout: Direction | "spread";
  readonly token?: Token | undefined;
  /** Said as long as nothing is pointed at. */
  readonly hint: string;
  readonly selected?: number | null;
  onSelect?(node: number): void;
}

const MOST_DRAWN = 320;
const TALLEST = 460;
const LARGEST = 1.3;
/** Larger graphs are placed once. */
const MOST_TWICE = 150;

/** How large it is drawn: all of it is seen. */
const scaleOf = (placed: Placed, width: number) => Math.min(LARGEST, width / placed.width, TALLEST / placed.height);

let layering: typeof import("../../views/layered.ts").layered | undefined;

/** A graph as SVG: nodes are pointed at, gone through with the arrow keys and chosen with Enter; wheel, fingers and + − zoom. */
export function NetDrawing(props: NetDrawingProps) {
  const { nodes, inputs } = props;
  const [box, size] = useSize<HTMLDivElement>();
  const width = size.value[0];
  const shapes = nodes.map(shapeOf);
  const way = props.layout === "spread" && nodes.length > MOST_SPREAD ? "down" : props.layout;
  // What is wide stands upright where there is little room.
  const ways: readonly Direction[] =
    way === "spread" ? [] : way === "right" && nodes.length <= MOST_TWICE ? ["right", "down"] : [way];
  const key = JSON.stringify([shapes, inputs, way, ways.length > 1 && width]);
  const [found, setFound] = useState<{ readonly key: string; readonly placed: Placed } | null>(null);
  const isDrawn = nodes.length <= MOST_DRAWN;
  const spreadOut = useMemo(
    () =>
      way === "spread" && isDrawn
        ? spread(
            shapes,
            inputs.flatMap((own, n) => own.map((input): [number, number] => [input, n])),
          )
        : null,
    [key],
  );
  useEffect(() => {
    if (ways.length === 0 || !isDrawn || width === 0) return;
    const place = (layered: NonNullable<typeof layering>) => {
      const all = ways.map((one) => layered(shapes, inputs, one));
      setFound({ key, placed: all.reduce((best, one) => (scaleOf(one, width) > scaleOf(best, width) ? one : best)) });
    };
    if (layering) return place(layering);
    let stopped = false;
    void import("../../views/layered.ts").then(({ layered }) => {
      layering = layered;
      if (!stopped) place(layered);
    });
    return () => {
      stopped = true;
    };
  }, [key, width === 0]);
  const placed = spreadOut ?? (found?.placed.places.length === nodes.length ? found.placed : null);
  return (
    <div class="net" ref={box}>
      {!isDrawn && <p class="net-told">{t(viewWords.tooManyNodes, { count: nodes.length, most: MOST_DRAWN })}</p>}
      {placed && width > 0 && <Drawing {...props} placed={placed} shapes={shapes} width={width} />}
    </div>
  );
}

interface DrawingProps extends NetDrawingProps {
  readonly placed: Placed;
  readonly shapes: readonly Sized[];
  readonly width: number;
}

function Drawing(props: DrawingProps) {
  const { title, nodes, lines, placed, shapes, width, hint, selected, onSelect, token } = props;
  const svg = useRef<SVGSVGElement>(null);
  const pointed = useSignal<number | null>(null);
  const full = { x: [0, placed.width], y: [0, placed.height] } as const;
  const { seen, hint: zooms } = useZoom({
    canvas: svg,
    full,
    axes: `${placed.width} ${placed.height}`,
    isPressed: false,
  });
  const { x, y } = seen.value ?? full;
  const height = Math.max(60, placed.height * scaleOf(placed, width));
  const keys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && pointed.value !== null && onSelect) return onSelect(pointed.value);
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined || nodes.length === 0) return;
    event.preventDefault();
    pointed.value = pointed.value === null ? 0 : (pointed.value + by + nodes.length) % nodes.length;
  };
  const told = pointed.value === null ? undefined : nodes[pointed.value]?.told;
  return (
    <>
      <svg
        ref={svg}
        class="net-drawing"
        role="application"
        aria-label={`${title}. ${t(viewWords.graphKeys)} ${t(viewWords.zoomHint)}`}
        tabindex={0}
        style={{ height: `${height}px`, touchAction: seen.value ? "none" : "pan-y" }}
        viewBox={`${x[0]} ${placed.height - y[1]} ${x[1] - x[0]} ${y[1] - y[0]}`}
        onKeyDown={keys}
        onClick={() => pointed.value !== null && onSelect?.(pointed.value)}
        onPointerLeave={() => (pointed.value = null)}
      >
        <Arrowheads />
        {lines.map((line, i) => (
          <Line key={i} line={line} placed={placed} shapes={shapes} />
        ))}
        {nodes.map((node, n) => (
          <g
            key={n}
            class={`net-node net-${node.shape} ${node.tone ? `net-${node.tone}` : ""} ${pointed.value === n || selected === n ? "net-pointed" : ""}`}
            onPointerEnter={() => (pointed.value = n)}
            onPointerDown={() => (pointed.value = n)}
          >
            <Node node={node} at={placed.places[n]} size={shapes[n]} />
          </g>
        ))}
        {token && <Moving token={token} placed={placed} shapes={shapes} />}
      </svg>
      {seen.value && (
        <button type="button" class="plane-reset small" onClick={() => (seen.value = null)}>
          {t(viewWords.seeAll)}
        </button>
      )}
      <p class="net-told" aria-live="polite">
        {told ?? (zooms.value ? t(viewWords.zoomHint) : hint)}
      </p>
    </>
  );
}
