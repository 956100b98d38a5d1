import { useRef } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import { CONDITIONAL_TARGETS } from "../../../../shared/kernels/mcmc/conditional-targets.ts";
import { mcmcFields } from "../../../../shared/labs/monte-carlo/mcmc/fields.ts";
import { t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { cross, dot, ring } from "../../../views/strokes.ts";
import { useAnswer } from "../../answer.ts";
import { drawAxes, type Range } from "../../parts/axes.ts";
import { stepsOf } from "../../parts/record-lines.tsx";
import { Select } from "../../parts/select.tsx";
import { Slider } from "../../parts/slider.tsx";
import { type Draws, drawsOf, keptNote, type McmcProps, series } from "./draws.ts";
import { MarkLegend } from "./marks.tsx";
import { type Pane, paneOf } from "./pane.ts";
import { type Replay, useReplay } from "./replay.ts";
import { drawSteps, isMarked } from "./steps.ts";
import { drawTree } from "./tree.ts";
import { words } from "./words.ts";

/** Log densities below the peak where the bands end: 0.5, 1, 2 and 3.5 standard deviations of a normal. */
const bands = [0.125, 0.5, 2, 6.125];
export const cells = 320;
/** More dots than this only hide each other, of one chain and of all. */
const maxDots = 4000;
const maxOfAll = 24_000;

/** A target of the gallery in the plane. */
export function PlaneView(props: McmcProps) {
  const draws = drawsOf(props);
  return <PaneView props={props} draws={draws} pane={paneOf(draws.params.target)} cells={cells} />;
}

interface PaneViewProps {
  readonly props: McmcProps;
  readonly draws: Draws;
  readonly pane: Pane;
  /** Points of the density's grid along each axis. */
  readonly cells: number;
}

/** A target in the plane, with the draws of all chains and one transition after the other in slow motion. */
export function PaneView({ props, draws, pane, cells }: PaneViewProps) {
  const { experiment, ask, locale: language } = props;
  const { target, model } = draws.params;
  const { answer: field, key } = useAnswer(ask, JSON.stringify({ target, model, x: pane.x, y: pane.y }), () => ({
    task: { kind: "density", steps: cells, params: { ...experiment.params, ...corners(pane), columns: cells } },
    given: {},
  }));
  // The pane that the density was asked for: that of the draws may have moved on.
  const box: Pick<Pane, "x" | "y"> = key === null ? pane : JSON.parse(key);
  const picture = useRef<{ readonly field: Arrays; readonly color: string; readonly canvas: HTMLCanvasElement } | null>(
    null,
  );
  const replay = useReplay(props, draws, pane.place);
  const divergences = replay.path === null ? divergencesOf(draws) : [];
  const paint = (pen: PlotContext) => {
    if (field !== null) {
      const color = pen.color("var(--accent)");
      if (picture.current?.field !== field || picture.current.color !== color)
        picture.current = { field, color, canvas: contours(field, color) };
      const [left, top] = [pen.px(box.x[0]), pen.py(box.y[1])];
      pen.context.drawImage(picture.current.canvas, left, top, pen.px(box.x[1]) - left, pen.py(box.y[0]) - top);
    }
    drawAxes(pen, pen.x, pen.y, pane.names, language);
    drawDots(pen, draws, replay);
    pen.context.strokeStyle = pen.color("var(--bad)");
    pen.context.lineWidth = 2;
    // Many hide what they lie on.
    pen.context.globalAlpha = divergences.length > 300 ? 0.3 : 1;
    for (const [x, y] of divergences) cross(pen.context, pen.px(x), pen.py(y), 4);
    pen.context.globalAlpha = 1;
    if (replay.path === null) return;
    const color = seriesColor(replay.chain);
    if (isMarked(replay.path)) drawSteps(pen, replay, color, draws.params.sampler === "tempering");
    else if (isTree(draws.params.sampler)) drawTree(pen, replay, color);
    else drawPath(pen, replay, color);
  };
  const marked = { divergences: formatInteger(divergences.length, language) };
  const crosses = divergences.length > 0 ? t(words.planeDivergences, marked) : undefined;
  const notes = [t(words.planeNote), crosses, keptNote(draws)];
  return (
    <Figure title={t(words.plane)} note={notes.filter(Boolean).join(" ")} columns={() => columnsOf(draws, pane.names)}>
      <div class="mcmc-square">
        <Plane
          title={t(words.plane)}
          x={pane.x}
          y={pane.y}
          height={400}
          zoom={JSON.stringify([target, pane.x, pane.y])}
          draw={paint}
        />
        <p class="mcmc-caption">{captionOf(replay, draws, language)}</p>
        <Player replay={replay} draws={draws} language={language} propose={props.propose} />
        {replay.path !== null && <MarkLegend sampler={draws.params.sampler} chain={replay.chain} />}
      </div>
    </Figure>
  );
}

function Player({
  replay,
  draws,
  language,
  propose,
}: {
  readonly replay: Replay;
  readonly draws: Draws;
  readonly language: McmcProps["locale"];
  readonly propose: McmcProps["propose"];
}) {
  const samplers = samplersOf(draws.params);
  return (
    <div class="part-controls">
      <button type="button" data-act="animate" onClick={replay.toggle} disabled={draws.rows === 0}>
        {t(replay.playing ? words.stop : words.play)}
      </button>
      <button type="button" onClick={replay.step} disabled={draws.rows === 0}>
        {t(words.oneStep)}
      </button>
      <button type="button" onClick={replay.next} disabled={draws.rows === 0}>
        {t(words.oneDraw)}
      </button>
      {draws.params.warmup > 0 && (
        <label class="part-control">
          <input
            type="checkbox"
            checked={replay.ofWarmup}
            onChange={(event) => replay.setOfWarmup(event.currentTarget.checked)}
          />
          {t(words.fromWarmup)}
        </label>
      )}
      <Slider
        label={t(words.speed)}
        max={6}
        step={0.5}
        value={Math.log2(replay.speed)}
        onMove={(value) => replay.setSpeed(2 ** value)}
      />
      <Select
        label={t(words.chainChoice)}
        names={draws.tasks.map((_, i) => formatInteger(i + 1, language))}
        value={replay.chain}
        onChoose={replay.setChain}
      />
      <Select
        act="other-sampler"
        label={t(words.otherSampler)}
        names={samplers.map(({ label }) => t(label))}
        value={samplers.findIndex(({ value }) => value === draws.params.sampler)}
        onChoose={(index) => propose({ sampler: samplers[index].value })}
      />
    </div>
  );
}

const isTree = (sampler: string) => sampler === "nuts" || sampler === "walnuts";

/** Samplers that can walk through this target, to compare on it. */
function samplersOf({ target }: Draws["params"]) {
  return mcmcFields.sampler.options.filter(
    ({ value }) => value !== "gibbs" || (CONDITIONAL_TARGETS as readonly string[]).includes(target),
  );
}

/** Whether a draw is a proposal that was accepted or rejected. */
function proposes(sampler: string): boolean {
  return !["nuts", "walnuts", "slice", "gibbs", "tempering", "ensemble"].includes(sampler);
}

function captionOf(replay: Replay, draws: Draws, language: McmcProps["locale"]): string {
  if (replay.path === null) return "";
  const place = t(words.drawOf, {
    chain: formatInteger(replay.chain + 1, language),
    draw: formatInteger(replay.draw + 1, language),
  });
  const outcome = replay.refused ? words.refused : words.accepted;
  const parts = [place, ...(replay.draw < draws.warmup ? [t(words.warmingUp)] : [])];
  return [...parts, ...(replay.complete && proposes(draws.params.sampler) ? [t(outcome)] : [])].join(" · ");
}

export function corners({ x, y }: { readonly x: Range; readonly y: Range }) {
  return { xMin: x[0], xMax: x[1], yMin: y[0], yMax: y[1] };
}

/** The field as bands of one colour, more opaque towards the peak. */
export function contours({ logDensity }: Arrays, color: string): HTMLCanvasElement {
  const [rows, columns] = logDensity.shape;
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  const image = context.createImageData(columns, rows);
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  const peak = Math.max(
    ...Array.from({ length: rows }, (_, row) =>
      Math.max(...logDensity.values.subarray(row * columns, (row + 1) * columns)),
    ),
  );
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const below = peak - logDensity.values[(rows - 1 - row) * columns + column];
      const inside = bands.filter((band) => below < band).length;
      image.data.set([red, green, blue, inside * 26], 4 * (row * columns + column));
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function drawDots(pen: PlotContext, draws: Draws, replay: Replay): void {
  const { context } = pen;
  const steps = stepsOf(draws.fold, draws.tasks[0], "draw");
  const shown = replay.path === null ? draws.rows : steps.filter((step) => step <= replay.draw + 1).length;
  draws.tasks.forEach((task, chain) => {
    if (replay.path !== null && chain !== replay.chain && draws.tasks.length > 1) context.globalAlpha = 0.25;
    else context.globalAlpha = 0.55;
    context.fillStyle = pen.color(seriesColor(chain));
    const record = draws.fold.records(task, "draw");
    const most = Math.min(maxDots, Math.floor(maxOfAll / draws.tasks.length));
    const first = Math.max(draws.from < shown ? draws.from : 0, shown - most);
    for (let i = first; record !== undefined && i < Math.min(shown, record.shape[0]); i++) {
      context.fillRect(pen.px(record.values[2 * i]) - 1.25, pen.py(record.values[2 * i + 1]) - 1.25, 2.5, 2.5);
    }
  });
  context.globalAlpha = 1;
}

/** The states that were walked so far, in the order of time, and where the draw came from and led to. */
function drawPath(pen: PlotContext, { path, start, end, refused, complete }: Replay, color: string): void {
  if (path === null) return;
  const { context } = pen;
  const ink = pen.color("var(--ink)");
  const states = [{ x: start[0], y: start[1], time: 0 }, ...path].sort((a, b) => a.time - b.time);
  context.strokeStyle = ink;
  context.lineWidth = 1.25;
  context.beginPath();
  for (const { x, y } of states) context.lineTo(pen.px(x), pen.py(y));
  context.stroke();
  context.fillStyle = ink;
  for (const { x, y } of states) dot(context, pen.px(x), pen.py(y), 1.75);
  context.fillStyle = pen.color(color);
  dot(context, pen.px(start[0]), pen.py(start[1]), 4.5);
  if (!complete) return;
  const last = path[path.length - 1];
  const [x, y] = refused && last ? [last.x, last.y] : end;
  context.lineWidth = 2.5;
  if (refused) {
    context.strokeStyle = pen.color("var(--bad)");
    cross(context, pen.px(x), pen.py(y), 5);
  } else {
    context.strokeStyle = pen.color(color);
    ring(context, pen.px(x), pen.py(y), 6);
  }
}

/** Where the transitions that diverged led to. */
function divergencesOf({ tasks, rows, from, fold }: Draws): readonly (readonly [number, number])[] {
  return tasks.flatMap((task) => {
    const flags = fold.records(task, "divergent")?.values;
    const values = fold.records(task, "draw")?.values;
    if (!flags || !values) return [];
    const found: (readonly [number, number])[] = [];
    for (let i = from; i < rows; i++) if (flags[i]) found.push([values[2 * i], values[2 * i + 1]]);
    return found;
  });
}

function columnsOf(draws: Draws, names: Pane["names"]) {
  return draws.tasks.flatMap((task, chain) =>
    names.map((name, column) => ({
      name: `${name} ${chain + 1}`,
      values: series(draws, task, column, draws.from),
    })),
  );
}
