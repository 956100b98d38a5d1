import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import { ACROSS, gridOf } from "../../../../shared/labs/autoencoders/denoising/data.ts";
import { samplesOf } from "../../../../shared/labs/autoencoders/samples.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { dot } from "../../../views/strokes.ts";
import { columnOf } from "../../parts/matrix.ts";
import { Select } from "../../parts/select.tsx";
import { useNet } from "../state.ts";
import { type DenoisingProps, useCleaning } from "./state.ts";
import { words } from "./words.ts";

/** Points that are drawn, walkers at most, and how they walk. */
const MOST_POINTS = 800;
const MOST_WALKERS = 12;
const FOLLOW = { steps: 40, share: 0.2, again: false } as const;
const SAMPLE = { steps: 40, share: 1, again: true } as const;

/** Which arrows are drawn. */
const SHOWN = ["both", "learnt", "truth"] as const;

type FieldProps = DenoisingProps & { readonly data: Table };

/** Arrows r(x) − x over the plane, live, beside σ² times the true score, and walks from where one presses. */
export function FieldView(props: FieldProps) {
  const { data, experiment, fold } = props;
  const { params } = experiment;
  const shown = useSignal(0);
  const walkers = useSignal<readonly number[]>([]);
  const samples = useSignal(false);
  const grid = useMemo(() => ({ shape: [ACROSS * ACROSS, 2], values: gridOf(params, data) }), [data, params]);
  const points = useMemo(() => {
    const own = samplesOf(data, params);
    return rowsAsFloats(own, own.train.subarray(0, MOST_POINTS));
  }, [data, params]);
  const known = fold.output("field")?.field;
  const { rows: back } = useNet(props, "reconstruct", known ? null : grid, "grid");
  const learnt = known?.values ?? back?.values.map((r, i) => r - grid.values[i]);
  const { sigma = 0 } = params;
  const score = fold.output("score")?.score;
  const truth = useMemo(() => score && Float64Array.from(score.values, (s) => sigma * sigma * s), [score, sigma]);
  const from = { shape: [walkers.value.length / 2, 2], values: Float32Array.from(walkers.value) };
  const way = samples.value ? SAMPLE : FOLLOW;
  const { answer } = useCleaning(props, "walk", from, way, walkers.value.map((x) => x.toFixed(3)).join(" "));
  const path = walkers.value.length > 0 ? answer?.path : undefined;
  const [low, high] = [grid.values.subarray(0, 2), grid.values.subarray(-2)];
  const wants = SHOWN[shown.value];
  const draw = (pen: PlotContext) => {
    pen.context.fillStyle = pen.color("var(--ink-soft)");
    pen.context.globalAlpha = 0.35;
    for (let n = 0; n < points.length / 2; n++) dot(pen.context, pen.px(points[2 * n]), pen.py(points[2 * n + 1]), 1.6);
    pen.context.globalAlpha = 1;
    if (truth && wants !== "learnt") drawArrows(pen, grid.values, truth, "var(--role-truth)", 2.6);
    if (learnt && wants !== "truth") drawArrows(pen, grid.values, learnt, "var(--role-model)", 1.2);
    if (path) drawWalks(pen, path);
  };
  return (
    <Figure
      title={t(words.field)}
      note={t(truth ? words.fieldNote : words.fieldAlone)}
      controls={
        truth && (
          <Select
            act="arrows"
            label={t(words.arrows)}
            names={SHOWN.map((one) => t(words[one]))}
            value={shown.value}
            onChoose={(i) => (shown.value = i)}
          />
        )
      }
      columns={() => [
        { name: "x", values: columnOf(grid, 0) },
        { name: "y", values: columnOf(grid, 1) },
        ...(learnt ? vectors("learnt", learnt) : []),
        ...(truth ? vectors("truth", truth) : []),
      ]}
    >
      <div class="denoising-field">
        <div class="denoising-plane">
          <Plane
            title={`${t(words.field)}. ${t(words.press)}`}
            x={[low[0], high[0]]}
            y={[low[1], high[1]]}
            draw={draw}
            onPoint={(x, y) => (walkers.value = [...walkers.value, x, y].slice(-2 * MOST_WALKERS))}
          />
        </div>
        <section class="part-stack">
          <p class="part-caption">{t(words.press)}</p>
          <label class="part-control" data-act="again">
            <input
              type="checkbox"
              checked={samples.value}
              onChange={(event) => (samples.value = event.currentTarget.checked)}
            />
            {t(words.again)}
          </label>
          <button type="button" disabled={walkers.value.length === 0} onClick={() => (walkers.value = [])}>
            {t(words.forget)}
          </button>
        </section>
      </div>
    </Figure>
  );
}

type Numbers = ArrayLike<number>;
const vectors = (name: string, values: Numbers) =>
  ["x", "y"].map((axis, c) => ({
    name: `${name} ${axis}`,
    values: Float64Array.from({ length: values.length / 2 }, (_, n) => values[2 * n + c]),
  }));

/** Every second node gets an arrow; lengths are those of the field, shortened where they would reach over the next arrow but one. */
function drawArrows(
  { context, color, px, py }: PlotContext,
  grid: Numbers,
  field: Numbers,
  css: string,
  width: number,
): void {
  context.strokeStyle = color(css);
  context.lineWidth = width;
  const cell = 2 * Math.abs(px(grid[2]) - px(grid[0]));
  const unit = Math.abs(px(1) - px(0));
  for (let row = 0; row < ACROSS; row += 2)
    for (let column = 0; column < ACROSS; column += 2) {
      const at = 2 * (row * ACROSS + column);
      const length = unit * Math.hypot(field[at], field[at + 1]);
      if (!(length > 0)) continue;
      // A tenth of the plane fills half a cell, and longer ones come closer and closer to a whole one.
      const drawn = (cell * length) / (length + cell);
      const [ux, uy] = [(unit * field[at]) / length, (-unit * field[at + 1]) / length];
      arrow(context, px(grid[at]), py(grid[at + 1]), drawn * ux, drawn * uy);
    }
}

function arrow(context: CanvasRenderingContext2D, x: number, y: number, dx: number, dy: number): void {
  const length = Math.hypot(dx, dy);
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(5, 0.45 * length);
  const [tipX, tipY] = [x + dx, y + dy];
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(tipX, tipY);
  context.moveTo(tipX - head * (ux + 0.6 * uy), tipY - head * (uy - 0.6 * ux));
  context.lineTo(tipX, tipY);
  context.lineTo(tipX - head * (ux - 0.6 * uy), tipY - head * (uy + 0.6 * ux));
  context.stroke();
}

/** path: steps × walkers × 2. */
function drawWalks({ context, color, px, py }: PlotContext, { shape: [steps, count], values }: NDArray): void {
  context.strokeStyle = context.fillStyle = color("var(--ink)");
  context.lineWidth = 1.8;
  for (let n = 0; n < count; n++) {
    const place = (t: number) => [px(values[2 * (t * count + n)]), py(values[2 * (t * count + n) + 1])] as const;
    context.beginPath();
    context.moveTo(...place(0));
    for (let t = 1; t < steps; t++) context.lineTo(...place(t));
    context.stroke();
    dot(context, ...place(0), 2.5);
    dot(context, ...place(steps - 1), 4.5);
  }
}
