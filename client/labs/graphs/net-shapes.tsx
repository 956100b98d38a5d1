/** The parts of a drawn graph: nodes, lines, and a message under way. */
import type { Layered, Place, Sized } from "../../views/layered.ts";

/** A variable is round, a factor or a separator a small square, a clique a box. */
export interface DrawnNode {
  readonly label: string;
  readonly shape: "variable" | "factor" | "clique";
  /** Under the label. */
  readonly value?: string;
  /** The widest text that `value` may have: the drawing does not move when it changes. */
  readonly widest?: string;
  /** Shares of its states, as one bar. */
  readonly shares?: readonly number[];
  readonly tone?: "known" | "strong" | "dim";
  /** Said under the drawing while it is pointed at. */
  readonly told: string;
}

export interface DrawnLine {
  readonly from: number;
  readonly to: number;
  readonly arrow?: boolean;
  /** "added": drawn beside those that were there. */
  readonly tone?: "strong" | "added" | "sent" | "dim";
}

/** What moves along a line, with its words. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Another one moves anew. */
  readonly key: number;
}

export type Placed = Omit<Layered, "arcs">;

const HEIGHTS = { variable: 34, factor: 16, clique: 30 } as const;

export function shapeOf({ label, shape, value, widest, shares }: DrawnNode): Sized {
  if (shape === "factor") return { width: label === "" ? 16 : 7 * label.length + 10, height: label === "" ? 16 : 20 };
  const letters = Math.max(label.length, 0.8 * (widest ?? value ?? "").length);
  const lines = value === undefined && widest === undefined ? 0 : 14;
  return {
    width: Math.max(36, 7.6 * letters + 18),
    height: HEIGHTS[shape] + lines + (shares ? 4 : 0),
  };
}

/** Colours as attributes: what is saved as SVG has them too. */
const STROKES = {
  plain: "var(--line-strong)",
  strong: "var(--series-1)",
  added: "var(--series-3)",
  sent: "var(--accent)",
  dim: "var(--line)",
} as const;

export function Arrowheads() {
  return (
    <defs>
      {Object.entries(STROKES).map(([tone, stroke]) => (
        <marker
          key={tone}
          id={`net-head-${tone}`}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path fill={stroke} d="M0 0.5L8 4L0 7.5z" />
        </marker>
      ))}
    </defs>
  );
}

interface LineProps {
  readonly line: DrawnLine;
  readonly placed: Placed;
  readonly shapes: readonly Sized[];
}

/** From border to border; what was added bends beside what may lie behind it. */
export function Line({ line: { from, to, arrow, tone: own }, placed: { places }, shapes }: LineProps) {
  const tone = own ?? "plain";
  const [a, b] = [places[from], places[to]];
  const bend = tone === "added" ? 0.16 : 0;
  const middle: Place = [(a[0] + b[0]) / 2 - bend * (b[1] - a[1]), (a[1] + b[1]) / 2 + bend * (b[0] - a[0])];
  const [start, end] = [border(a, middle, shapes[from]), border(b, middle, shapes[to])];
  return (
    <path
      class={`net-line net-line-${tone}`}
      stroke={STROKES[tone]}
      d={`M${start.join(" ")}Q${middle.join(" ")} ${end.join(" ")}`}
      marker-end={arrow ? `url(#net-head-${tone})` : undefined}
    />
  );
}

/** Where the way from the middle of a node to another place leaves the node. */
function border([x, y]: Place, [toX, toY]: Place, { width, height }: Sized): Place {
  const [dx, dy] = [toX - x, toY - y];
  const share = Math.min(width / 2 / Math.max(Math.abs(dx), 1e-9), height / 2 / Math.max(Math.abs(dy), 1e-9), 1);
  return [x + dx * share, y + dy * share];
}

interface NodeProps {
  readonly node: DrawnNode;
  readonly at: Place;
  readonly size: Sized;
}

export function Node({
  node: { label, shape, value, widest, shares },
  at: [x, y],
  size: { width, height },
}: NodeProps) {
  const rounds = { variable: height / 2, factor: 2, clique: 6 }[shape];
  const lifted = (value !== undefined || widest !== undefined ? 8 : 0) + (shares ? 3 : 0);
  return (
    <>
      <rect class="net-shape" x={x - width / 2} y={y - height / 2} width={width} height={height} rx={rounds} />
      <text x={x} y={y + 5 - lifted} text-anchor="middle">
        {label}
      </text>
      {value !== undefined && (
        <text class="net-value" x={x} y={y + 20 - lifted} text-anchor="middle">
          {value}
        </text>
      )}
      {shares && (
        <Shares
          shares={shares}
          x={x - width / 2 + height / 3}
          y={y + height / 2 - 8}
          width={width - (2 * height) / 3}
        />
      )}
    </>
  );
}

interface SharesProps {
  readonly shares: readonly number[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** One bar, cut as the states share it. */
function Shares({ shares, x, y, width }: SharesProps) {
  let at = x;
  return (
    <>
      {shares.map((share, s) => {
        const own = Math.max(0, share) * width;
        at += own;
        return <rect key={s} fill={`var(--series-${s % 8})`} x={at - own} y={y} width={own} height={5} />;
      })}
    </>
  );
}

interface MovingProps {
  readonly token: Token;
  readonly placed: Placed;
  readonly shapes: readonly Sized[];
}

/** A message under way, with what it says beside it. */
export function Moving({ token: { from, to, text, key }, placed, shapes }: MovingProps) {
  const { places } = placed;
  const [a, b] = [places[from], places[to]];
  const [start, end] = [border(a, b, shapes[from]), border(b, a, shapes[to])];
  const [x, y] = labelPlace(placed, shapes, from, to, 3.4 * text.length + 6);
  const half = 3.4 * text.length + 6;
  return (
    <g key={key} class="net-token">
      <path
        class="net-line net-line-strong"
        stroke={STROKES.strong}
        d={`M${start.join(" ")}L${end.join(" ")}`}
        marker-end="url(#net-head-strong)"
      />
      <circle
        class="net-dot"
        r="5"
        cx={end[0]}
        cy={end[1]}
        style={{ "--dx": `${start[0] - end[0]}px`, "--dy": `${start[1] - end[1]}px` }}
      />
      <rect class="net-label" x={x - half} y={y - 10} width={2 * half} height={20} rx="4" />
      <text x={x} y={y + 4} text-anchor="middle">
        {text}
      </text>
    </g>
  );
}

/** Where the words of a message hide neither of its ends: above both or below, or beside a way that runs upright. `half`: of their width. */
function labelPlace(
  { places, width }: Placed,
  shapes: readonly Sized[],
  from: number,
  to: number,
  half: number,
): Place {
  const ends = [from, to].map((node) => ({ at: places[node], size: shapes[node] }));
  const [a, b] = [places[from], places[to]];
  const within = (x: number) => Math.min(Math.max(x, half + 1), width - half - 1);
  const middle: Place = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  if (Math.abs(a[1] - b[1]) > Math.abs(a[0] - b[0])) {
    const right = middle[0] + half + 8;
    return [right + half < width ? right : middle[0] - half - 8, middle[1]];
  }
  const top = Math.min(...ends.map(({ at, size }) => at[1] - size.height / 2)) - 13;
  const bottom = Math.max(...ends.map(({ at, size }) => at[1] + size.height / 2)) + 13;
  return [within(middle[0]), top > 12 ? top : bottom];
}
