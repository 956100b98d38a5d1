import { locale, t } from "../../../i18n/locale.ts";
import { formatPercent } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import type { Subject } from "./use-subject.ts";
import { words } from "./words.ts";

const RADIUS = 36;
/** Of a name in a circle: characters of a line, pixels from line to line, lines. */
const [CHARACTERS, LINE, MOST_LINES] = [10, 13, 3];
/** Less is not drawn. */
const THIN = 0.005;

/** States on a circle, with an arrow for each way between them: the thicker, the more probable. */
export function ModelGraph({ subject }: { readonly subject: Subject }) {
  const { model, shown, colors } = subject;
  const K = shown.length;
  const ring = K === 1 ? 0 : K === 2 ? 115 : 80 + 16 * K;
  const half = ring + RADIUS + 60;
  const angle = (s: number) => (2 * Math.PI * s) / K + (K === 2 ? Math.PI : -Math.PI / 2);
  const place = (s: number) => [ring * Math.cos(angle(s)), ring * Math.sin(angle(s))] as const;
  const tall = K === 2 ? 80 : half;
  const p = (i: number) => model.transitions[i];
  const columns = () => [
    { name: t(words.from), values: shown.flatMap((name) => shown.map(() => name)) },
    { name: t(words.to), values: shown.flatMap(() => shown) },
    { name: "p", values: model.transitions },
  ];
  return (
    <Figure title={t(words.graph)} note={t(model.durations ? words.graphAgedNote : words.graphNote)} columns={columns}>
      <svg
        class="hmm-graph"
        viewBox={`${-half} ${-tall} ${2 * half} ${2 * tall}`}
        width="100%"
        style={{ display: "block", margin: "0 auto", maxWidth: `${2 * half}px` }}
        role="img"
        aria-label={t(words.graph)}
      >
        <defs>
          <marker
            id="hmm-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0L8 4L0 8z" fill="var(--ink-soft)" />
          </marker>
        </defs>
        {Array.from({ length: K * K }, (_, i) => i)
          .filter((i) => p(i) > THIN)
          .map((i) => {
            const [from, to] = [Math.floor(i / K), i % K];
            const arrow =
              from === to ? loop(place(from), K === 1 ? -Math.PI / 2 : angle(from)) : bow(place(from), place(to));
            return (
              <g key={i}>
                <path
                  d={arrow.path}
                  fill="none"
                  stroke="var(--ink-soft)"
                  stroke-width={0.75 + 4 * p(i)}
                  stroke-opacity={0.35 + 0.65 * p(i)}
                  marker-end="url(#hmm-arrow)"
                />
                {K <= 6 && (
                  <text
                    x={arrow.at[0]}
                    y={arrow.at[1]}
                    font-size="12"
                    text-anchor="middle"
                    dominant-baseline="middle"
                    fill="var(--ink)"
                  >
                    {formatPercent(p(i), locale.value)}
                  </text>
                )}
              </g>
            );
          })}
        {shown.map((name, s) => {
          const [x, y] = place(s);
          return (
            <g key={name}>
              <circle cx={x} cy={y} r={RADIUS} fill="var(--surface)" stroke={colors[s]} stroke-width="3.5" />
              <title>{name}</title>
              {linesOf(name).map((line, i, { length }) => (
                <text
                  key={i}
                  x={x}
                  y={y + LINE * (i - (length - 1) / 2)}
                  font-size="11"
                  text-anchor="middle"
                  dominant-baseline="middle"
                  fill="var(--ink)"
                >
                  {line}
                </text>
              ))}
            </g>
          );
        })}
      </svg>
    </Figure>
  );
}

/** The words of a name in lines that fit in a circle; what does not is cut. */
function linesOf(name: string): readonly string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const joined = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (lines.length > 0 && joined.length > CHARACTERS) lines.push(word);
    else lines[Math.max(0, lines.length - 1)] = joined;
  }
  const shown = lines.slice(0, MOST_LINES);
  const isCut = (line: string, i: number) =>
    line.length > CHARACTERS || (i === MOST_LINES - 1 && lines.length > MOST_LINES);
  return shown.map((line, i) => (isCut(line, i) ? `${line.slice(0, CHARACTERS - 1)}…` : line));
}

type Point = readonly [x: number, y: number];

/** From circle to circle, bent to the left, so that the way back has a place of its own. */
function bow([x0, y0]: Point, [x1, y1]: Point) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const bend = 0.18 * length;
  const [cx, cy] = [(x0 + x1) / 2 + bend * uy, (y0 + y1) / 2 - bend * ux];
  const edge = (x: number, y: number) => {
    const far = Math.hypot(cx - x, cy - y);
    return [x + ((RADIUS + 3) * (cx - x)) / far, y + ((RADIUS + 3) * (cy - y)) / far] as const;
  };
  const [a, b] = [edge(x0, y0), edge(x1, y1)];
  const at: Point = [(a[0] + 2 * cx + b[0]) / 4 + 13 * uy, (a[1] + 2 * cy + b[1]) / 4 - 13 * ux];
  return { path: `M${a[0]} ${a[1]}Q${cx} ${cy} ${b[0]} ${b[1]}`, at };
}

/** Back to itself, on the outside. */
function loop([x, y]: Point, angle: number) {
  const out = (turn: number, far: number): Point => [
    x + far * Math.cos(angle + turn),
    y + far * Math.sin(angle + turn),
  ];
  const [a, b] = [out(-0.5, RADIUS + 2), out(0.5, RADIUS + 3)];
  const [c, d] = [out(-0.75, RADIUS + 46), out(0.75, RADIUS + 46)];
  return { path: `M${a[0]} ${a[1]}C${c[0]} ${c[1]} ${d[0]} ${d[1]} ${b[0]} ${b[1]}`, at: out(0, RADIUS + 46) };
}
