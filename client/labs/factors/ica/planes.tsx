import { useSignal } from "@preact/signals";
import type { NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { Plane, type PlanePen } from "../../../views/plane.tsx";
import type { ViewProps } from "../../view.ts";
import { dataKey, type Model, modelOf, mostPoints, namesOf, useSignals } from "./state.ts";
import { words } from "./words.ts";
import "./ica.css";

/** Two mixtures as a cloud: as they are, whitened, and turned so that the axes are sources. */
export function PlanesView(props: ViewProps) {
  return <Planes key={dataKey(props)} {...props} />;
}

function Planes(props: ViewProps) {
  const model = modelOf(props);
  const rows = (props.experiment.params.cut ? Number(props.experiment.params.patches) : props.data?.rows) ?? 0;
  const stride = Math.max(1, Math.ceil(rows / mostPoints));
  const signals = useSignals(props, model, { from: 0, count: mostPoints, stride }, true);
  const axes = useSignal<readonly [number, number]>([0, 1]);
  const names = namesOf(props);
  if (!model) return <p class="ica-caption">{t(words.notYet)}</p>;
  if (!signals?.components || !signals.whitened) return <p class="ica-caption">{t(words.reading)}</p>;
  const [n, p] = model.arrays.unmixing.shape;
  const [a, b] = axes.value;
  const kinds = [
    {
      title: t(words.plane1),
      note: t(words.plane1Note),
      cloud: cloudOf(signals.mixtures, Math.min(a, p - 1), Math.min(b, p - 1)),
      lines: directions(model, Math.min(a, p - 1), Math.min(b, p - 1)),
    },
    {
      title: t(words.plane2),
      note: t(words.plane2Note),
      cloud: cloudOf(signals.whitened, Math.min(a, n - 1), Math.min(b, n - 1)),
      lines: rotated(model, Math.min(a, n - 1), Math.min(b, n - 1)),
    },
    {
      title: t(words.plane3),
      note: t(words.plane3Note),
      cloud: cloudOf(signals.components, Math.min(a, n - 1), Math.min(b, n - 1)),
      lines: [
        { index: Math.min(a, n - 1), x: 1, y: 0 },
        { index: Math.min(b, n - 1), x: 0, y: 1 },
      ],
    },
  ];
  const pick = (axis: 0 | 1, text: string) => (
    <label>
      {text}{" "}
      <select
        value={axes.value[axis]}
        onChange={(event) => {
          const chosen = Number(event.currentTarget.value);
          axes.value = axis === 0 ? [chosen, b] : [a, chosen];
        }}
      >
        {Array.from({ length: p }, (_, c) => (
          <option key={c} value={c}>
            {names.mixtures[c] ?? c + 1}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <>
      <div class="ica-controls">
        {pick(0, t(words.horizontal))}
        {pick(1, t(words.vertical))}
      </div>
      <div class="ica-planes">
        {kinds.map(({ title, note, cloud, lines }) => (
          <div key={title}>
            <Figure title={title} columns={() => cloudColumns(cloud)}>
              <Plane
                title={`${title}: ${note}`}
                x={[-cloud.reach, cloud.reach]}
                y={[-cloud.reach, cloud.reach]}
                height={220}
                draw={(pen) => drawCloud(pen, cloud, lines)}
              />
            </Figure>
            <p class="ica-caption">{note}</p>
          </div>
        ))}
      </div>
    </>
  );
}

interface Cloud {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Nearly all points lie within it. */
  readonly reach: number;
}

/** Two columns without their means. */
function cloudOf({ shape: [rows, columns], values }: NDArray, a: number, b: number): Cloud {
  const centred = (c: number) => {
    let mean = 0;
    for (let r = 0; r < rows; r++) mean += values[r * columns + c] / rows;
    return Float64Array.from({ length: rows }, (_, r) => values[r * columns + c] - mean);
  };
  const [x, y] = [centred(a), centred(b)];
  const sizes = Float64Array.from([...x, ...y], Math.abs).sort();
  return { x, y, reach: 1.15 * (sizes[Math.floor(0.995 * (sizes.length - 1))] || 1) };
}

interface Line {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}
const mostLines = 12;

/** Where each component points to in two of the mixtures. */
function directions(model: Model, a: number, b: number): readonly Line[] {
  const { mixing } = model.arrays;
  if (!mixing) return [];
  const n = mixing.shape[1];
  return Array.from({ length: Math.min(n, mostLines) }, (_, index) => ({
    index,
    x: mixing.values[a * n + index],
    y: mixing.values[b * n + index],
  }));
}

/** Where each component points to in two of the whitened directions: rows of a rotation. */
function rotated({ arrays: { rotation } }: Model, a: number, b: number): readonly Line[] {
  const [n] = rotation.shape;
  return Array.from({ length: Math.min(n, mostLines) }, (_, index) => ({
    index,
    x: rotation.values[index * n + a],
    y: rotation.values[index * n + b],
  }));
}

function drawCloud(pen: PlanePen, { x, y, reach }: Cloud, lines: readonly Line[]): void {
  const { context } = pen;
  context.fillStyle = pen.color(roleColor("data"));
  context.globalAlpha = 0.35;
  for (let i = 0; i < x.length; i++) context.fillRect(pen.px(x[i]) - 0.9, pen.py(y[i]) - 0.9, 1.8, 1.8);
  context.globalAlpha = 1;
  context.lineWidth = 2.5;
  const longest = Math.max(...lines.map((line) => Math.hypot(line.x, line.y)));
  for (const line of lines) {
    const share = longest > 0 ? (0.9 * reach) / longest : 0;
    context.strokeStyle = pen.color(seriesColor(line.index));
    context.beginPath();
    context.moveTo(pen.px(-line.x * share), pen.py(-line.y * share));
    context.lineTo(pen.px(line.x * share), pen.py(line.y * share));
    context.stroke();
  }
}

function cloudColumns({ x, y }: Cloud) {
  return [
    { name: "x", values: x },
    { name: "y", values: y },
  ];
}
