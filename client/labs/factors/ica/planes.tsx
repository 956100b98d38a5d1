import { useSignal } from "@preact/signals";
import { type Cloud, cloudOf } from "../../../../shared/labs/factors/ica/cloud.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { roleColor, seriesColor } from "../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { line as stroke } from "../../../views/strokes.ts";
import { type Axes, AxisSelects, axesWithin } from "../../parts/select.tsx";
import { dataKey, type IcaProps, type Model, maxPoints, modelOf, namesOf, useSignals } from "./state.ts";
import { words } from "./words.ts";

/** Two mixtures as a cloud: as they are, whitened, and turned so that the axes are sources. */
export function PlanesView(props: IcaProps) {
  return <Planes key={dataKey(props)} {...props} />;
}

function Planes(props: IcaProps) {
  const model = modelOf(props);
  const rows = (props.experiment.params.cut ? props.experiment.params.patches : props.data?.rows) ?? 0;
  const stride = Math.max(1, Math.ceil(rows / maxPoints));
  const signals = useSignals(props, model, { from: 0, count: maxPoints, stride }, true);
  const axes = useSignal<Axes>([0, 1]);
  const names = namesOf(props);
  if (!model) return <p class="part-caption">{t(words.notYet)}</p>;
  if (!signals?.components || !signals.whitened) return <p class="part-caption">{t(words.reading)}</p>;
  const [n, p] = model.arrays.unmixing.shape;
  const [a, b] = axesWithin(axes.value, p);
  const [k, l] = axesWithin(axes.value, n);
  const kinds = [
    {
      title: t(words.plane1),
      note: t(words.plane1Note),
      cloud: cloudOf(signals.mixtures, a, b),
      lines: directions(model, a, b),
    },
    {
      title: t(words.plane2),
      note: t(words.plane2Note),
      cloud: cloudOf(signals.whitened, k, l),
      lines: rotated(model, k, l),
    },
    {
      title: t(words.plane3),
      note: t(words.plane3Note),
      cloud: cloudOf(signals.components, k, l),
      lines: [
        { index: k, x: 1, y: 0 },
        { index: l, x: 0, y: 1 },
      ],
    },
  ];
  const columns = Array.from({ length: p }, (_, c) => names.mixtures[c] ?? String(c + 1));
  return (
    <>
      <div class="part-controls">
        <AxisSelects names={columns} axes={axes} />
      </div>
      <div class="ica-planes">
        {kinds.map(({ title, note, cloud, lines }) => (
          <div key={title}>
            <Figure title={title} columns={() => cloudColumns(cloud)}>
              <Plane
                title={`${title}: ${note}`}
                x={[-cloud.extent, cloud.extent]}
                y={[-cloud.extent, cloud.extent]}
                height={220}
                draw={(pen) => drawCloud(pen, cloud, lines)}
              />
            </Figure>
            <p class="part-caption">{note}</p>
          </div>
        ))}
      </div>
    </>
  );
}

interface Line {
  readonly index: number;
  readonly x: number;
  readonly y: number;
}
const maxLines = 12;

/** Where each component points to in two of the mixtures. */
function directions(model: Model, a: number, b: number): readonly Line[] {
  const { mixing } = model.arrays;
  if (!mixing) return [];
  const n = mixing.shape[1];
  return Array.from({ length: Math.min(n, maxLines) }, (_, index) => ({
    index,
    x: mixing.values[a * n + index],
    y: mixing.values[b * n + index],
  }));
}

/** Where each component points to in two of the whitened directions: rows of a rotation. */
function rotated({ arrays: { rotation } }: Model, a: number, b: number): readonly Line[] {
  const [n] = rotation.shape;
  return Array.from({ length: Math.min(n, maxLines) }, (_, index) => ({
    index,
    x: rotation.values[index * n + a],
    y: rotation.values[index * n + b],
  }));
}

function drawCloud(pen: PlotContext, { x, y, extent }: Cloud, lines: readonly Line[]): void {
  const { context } = pen;
  context.fillStyle = pen.color(roleColor("data"));
  context.globalAlpha = 0.35;
  for (let i = 0; i < x.length; i++) context.fillRect(pen.px(x[i]) - 0.9, pen.py(y[i]) - 0.9, 1.8, 1.8);
  context.globalAlpha = 1;
  context.lineWidth = 2.5;
  const longest = Math.max(...lines.map((line) => Math.hypot(line.x, line.y)));
  for (const line of lines) {
    const share = longest > 0 ? (0.9 * extent) / longest : 0;
    context.strokeStyle = pen.color(seriesColor(line.index));
    const [x1, y1] = [line.x * share, line.y * share];
    stroke(context, pen.px(-x1), pen.py(-y1), pen.px(x1), pen.py(y1));
  }
}

function cloudColumns({ x, y }: Cloud) {
  return [
    { name: "x", values: x },
    { name: "y", values: y },
  ];
}
