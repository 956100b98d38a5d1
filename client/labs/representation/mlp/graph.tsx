import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Arrays, NDArray } from "../../../../shared/arrays.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { mapColor, resolveColor, seriesColor, valueRange } from "../../../views/palette.ts";
import { paint } from "../../../views/pixels.ts";
import { fitCanvas, useSize } from "../../../views/size.ts";
import { weightColor } from "./colors.ts";
import { distanceTo, type Edge, edgesInto, ends, type NetLayout, type Node, netLayout } from "./layout.ts";
import { words } from "./words.ts";

/** What a unit shows: a map or picture, or one number as a shade. */
export type UnitPicture =
  | {
      readonly kind: "map";
      readonly values: ArrayLike<number>;
      readonly width: number;
      readonly height: number;
      /** The value at the ends of the scale, minus and plus; default: the largest there is. */
      readonly most?: number;
    }
  | { readonly kind: "grey"; readonly values: ArrayLike<number>; readonly width: number; readonly height: number }
  | { readonly kind: "shade"; readonly value: number; readonly most: number };

export interface NetGraphProps {
  readonly title: string;
  /** Units of each layer, inputs first, outputs last. */
  readonly widths: readonly number[];
  /** Of the net, by name; lines are left out where they are not known. */
  readonly weights: Arrays | undefined;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** One node stands for all inputs: pixels of a picture. */
  readonly lumped: boolean;
  picture(node: Node): UnitPicture | null;
  readonly pinned: { readonly layer: number; readonly unit: number } | null;
  onPin(node: Node | null): void;
}

/** The net: layers from left to right, each unit with what it sees, lines by sign and size of the weights. */
export function NetGraph(props: NetGraphProps) {
  const { title, widths, weights, lumped, pinned, onPin } = props;
  const [box, size] = useSize<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const hovered = useSignal<Edge | Node | null>(null);
  const width = size.value[0];
  const key = widths.join(" ");
  const layout = useMemo(() => netLayout(lumped ? [1, ...widths.slice(1)] : widths, width), [key, width, lumped]);
  const edges = edgesOf(layout, weights, lumped);
  useEffect(() => {
    const context = canvas.current && width > 0 ? fitCanvas(canvas.current, width, layout.height) : null;
    if (context && canvas.current) drawNet(context, canvas.current, props, layout, edges, hovered.value);
  });
  const point = (event: PointerEvent) => {
    const area = canvas.current?.getBoundingClientRect();
    if (area) hovered.value = nearestEdge(edges, layout.size, event.clientX - area.left, event.clientY - area.top);
  };
  const inside = layout.layers.flat().filter(({ layer }) => layer > 0);
  return (
    <div class="mlp-graph" ref={box}>
      {width > 0 && (
        <>
          <canvas
            ref={canvas}
            role="img"
            aria-label={t(words.graphOf, { title, layers: widths.join(" – ") })}
            // As large from the first moment as it is drawn: what is below must not move.
            style={{ width: `${width}px`, height: `${layout.height}px` }}
            onPointerMove={point}
            onPointerLeave={() => {
              hovered.value = null;
            }}
          />
          <div data-act="unit">
            {inside.map((node) => (
              <button
                key={`${node.layer} ${node.unit}`}
                type="button"
                data-tells
                class="mlp-unit"
                aria-pressed={pinned?.layer === node.layer && pinned.unit === node.unit}
                aria-label={nameOf(node, props)}
                style={{
                  left: `${node.x}px`,
                  top: `${node.y}px`,
                  width: `${layout.size}px`,
                  height: `${layout.size}px`,
                }}
                onClick={() => onPin(pinned?.layer === node.layer && pinned.unit === node.unit ? null : node)}
                onPointerEnter={() => {
                  hovered.value = node;
                }}
                onPointerLeave={() => {
                  hovered.value = null;
                }}
                onFocus={() => {
                  hovered.value = node;
                }}
              />
            ))}
          </div>
        </>
      )}
      <p class="part-caption mlp-said">{hovered.value ? told(hovered.value, props) : t(words.graphHint)}</p>
    </div>
  );
}

function edgesOf(layout: NetLayout, weights: Arrays | undefined, lumped: boolean): readonly Edge[] {
  if (!weights) return [];
  return layout.layers.flatMap((_, layer) => {
    const own = weights[`layer${layer - 1}.weights`];
    return layer === 0 || !own || (lumped && layer === 1) ? [] : edgesInto(layout, layer, own);
  });
}

/** The line under the pointer, within four pixels. */
function nearestEdge(edges: readonly Edge[], size: number, x: number, y: number): Edge | null {
  let best: Edge | null = null;
  let least = 4;
  for (const edge of edges) {
    if (x < edge.from.x || x > edge.to.x + size) continue;
    const distance = distanceTo(edge, size, x, y);
    if (distance < least) [best, least] = [edge, distance];
  }
  return best;
}

/** What a unit is called. */
export function nameOf(
  { layer, unit }: Pick<Node, "layer" | "unit">,
  { widths, inputs, outputs, lumped }: Pick<NetGraphProps, "widths" | "inputs" | "outputs" | "lumped">,
): string {
  if (layer === 0) return lumped ? t(words.pixels, { count: widths[0] }) : (inputs[unit] ?? String(unit + 1));
  if (layer === widths.length - 1) return t(words.outputNamed, { name: outputs[unit] ?? String(unit + 1) });
  return t(words.unitNamed, { unit: unit + 1, layer });
}

function told(what: Edge | Node, props: NetGraphProps): string {
  const say = (value: number) => formatNumber(value, locale.value, 3);
  if ("weight" in what) {
    const [from, to] = [nameOf(what.from, props), nameOf(what.to, props)];
    return t(words.weightOf, { from, to, weight: say(what.weight) });
  }
  const bias = props.weights?.[`layer${what.layer - 1}.bias`]?.values[what.unit];
  const name = nameOf(what, props);
  const picture = props.picture(what);
  const value = picture?.kind === "shade" ? ` · ${t(words.value)} ${say(picture.value)}` : "";
  return bias === undefined ? `${name}${value}` : `${name} · ${t(words.bias)} ${say(bias)}${value}`;
}

function drawNet(
  context: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  props: NetGraphProps,
  layout: NetLayout,
  edges: readonly Edge[],
  hovered: Edge | Node | null,
): void {
  const { size, layers, hidden } = layout;
  drawEdges(context, edges, size, hovered);
  const ink = resolveColor("var(--ink-soft)", canvas);
  const paper = resolveColor("var(--sunken)", canvas);
  context.font = `12px ${getComputedStyle(canvas).fontFamily}`;
  for (const [l, nodes] of layers.entries()) {
    for (const node of nodes) {
      drawUnit(context, props.picture(node), node, size, paper);
      const isOutput = l === layers.length - 1;
      context.strokeStyle = isOutput && props.outputs.length > 1 ? resolveColor(seriesColor(node.unit), canvas) : ink;
      context.lineWidth = isOutput ? 2 : 1;
      context.strokeRect(node.x + 0.5, node.y + 0.5, size - 1, size - 1);
    }
    const [first] = nodes;
    if (first) labelLayer(context, l, layout, first, ink, canvas.clientWidth, hidden[l]);
  }
  labelEnds(context, props, layout, ink);
}

function drawEdges(
  context: CanvasRenderingContext2D,
  edges: readonly Edge[],
  size: number,
  hovered: Edge | Node | null,
): void {
  const most = edges.reduce((largest, { weight }) => Math.max(largest, Math.abs(weight)), 1e-6);
  for (const edge of edges) {
    const strength = Math.abs(edge.weight) / most;
    const isOf = (node: Node) =>
      hovered !== null && "unit" in hovered && node.layer === hovered.layer && node.unit === hovered.unit;
    const isMarked = edge === hovered || isOf(edge.to) || isOf(edge.from);
    const isDimmed = hovered !== null && !isMarked;
    const [x0, y0, x1, y1] = ends(edge.from, edge.to, size);
    context.globalAlpha = isDimmed ? 0.12 : 0.25 + 0.75 * strength;
    context.strokeStyle = weightColor(edge.weight);
    context.lineWidth = 0.5 + 4 * strength + (edge === hovered ? 1.5 : 0);
    context.beginPath();
    context.moveTo(x0, y0);
    context.bezierCurveTo((x0 + x1) / 2, y0, (x0 + x1) / 2, y1, x1, y1);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function drawUnit(
  context: CanvasRenderingContext2D,
  picture: UnitPicture | null,
  { x, y }: Node,
  size: number,
  paper: string,
): void {
  context.fillStyle = paper;
  context.fillRect(x, y, size, size);
  if (!picture) return;
  if (picture.kind === "shade") {
    context.fillStyle = mapColor("diverging", 0.5 + 0.5 * Math.max(-1, Math.min(1, picture.value / picture.most)));
    context.fillRect(x, y, size, size);
    return;
  }
  const { values, width, height, kind } = picture;
  const map = kind === "grey" ? "grey" : "diverging";
  const small = document.createElement("canvas");
  small.width = width;
  small.height = height;
  const most = picture.kind === "map" ? picture.most : undefined;
  const range = kind === "grey" ? ([0, 1] as const) : most ? ([-most, most] as const) : valueRange(values, map);
  small.getContext("2d")?.putImageData(new ImageData(paint(values, 0, picture, map, range), width, height), 0, 0);
  context.drawImage(small, x, y, size, size);
}

function labelLayer(
  context: CanvasRenderingContext2D,
  layer: number,
  { layers, size, height }: NetLayout,
  first: Node,
  ink: string,
  width: number,
  more: number,
): void {
  const isEnd = layer === 0 || layer === layers.length - 1;
  const name = layer === 0 ? t(words.inputs) : isEnd ? t(words.output) : t(words.layer, { layer });
  context.fillStyle = ink;
  context.textBaseline = "top";
  context.textAlign = layer === 0 ? "left" : isEnd ? "right" : "center";
  const x = layer === 0 ? 0 : isEnd ? width : first.x + size / 2;
  // Names of many narrow layers would run into each other.
  if (isEnd || layers.length <= 6) context.fillText(name, x, 0);
  if (more > 0) context.fillText(`+ ${more}`, x, height - 14);
}

/** Names of what goes in and comes out, with an edge of paper: lines pass below them. */
function labelEnds(
  context: CanvasRenderingContext2D,
  props: NetGraphProps,
  { layers, size }: NetLayout,
  ink: string,
): void {
  context.fillStyle = ink;
  context.strokeStyle = resolveColor("var(--surface)", context.canvas);
  context.lineWidth = 3;
  context.lineJoin = "round";
  context.textBaseline = "middle";
  const write = (name: string | undefined, x: number, y: number) => {
    const text = shortened(name ?? "");
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  };
  context.textAlign = "left";
  if (!props.lumped) for (const { x, y, unit } of layers[0]) write(props.inputs[unit], x + size + 4, y + 7);
  context.textAlign = "right";
  for (const { x, y, unit } of layers[layers.length - 1]) write(props.outputs[unit], x - 4, y + 7);
}

const shortened = (name: string) => (name.length > 10 ? `${name.slice(0, 9)}…` : name);

/** One column of maps, cells × units. */
export function unitMap({ shape: [cells, units], values }: NDArray, unit: number): Float32Array {
  return Float32Array.from({ length: cells }, (_, cell) => values[cell * units + unit]);
}
