import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../shared/arrays.ts";
import { t } from "../i18n/locale.ts";
import { formatNumber } from "../i18n/numbers.ts";
import { Figure } from "../views/figure.tsx";
import { ImageGrid } from "../views/image-grid.tsx";
import { seriesColor } from "../views/palette.ts";
import { Plane, type PlanePen } from "../views/plane.tsx";
import { classesOf, shapeOf, useNet } from "./autoencoder-state.ts";
import { words } from "./autoencoder-words.ts";
import type { ViewProps } from "./view.ts";
import "./autoencoder.css";

/** Numbers of a wide code that get a slider. */
const mostSliders = 8;

/** Codes of the held-out rows in the plane, and a code that is moved by hand with the picture that it gives. */
export function CodesView(props: ViewProps) {
  const codes = props.fold.output("codes")?.codes ?? props.fold.snapshot("train")?.codes;
  const picture = props.fold.output("codes")?.picture;
  if (!codes) return <p class="autoencoder-caption">{t(words.later)}</p>;
  const width = codes.shape[1];
  const plane = width === 2 ? codes : picture;
  return <Codes key={width} {...props} codes={codes} plane={plane} width={width} />;
}

interface CodesProps extends ViewProps {
  readonly codes: NDArray;
  readonly plane: NDArray | undefined;
  readonly width: number;
}

function Codes({ codes, plane, width, ...props }: CodesProps) {
  const start = useSignal(0);
  const moved = useSignal<readonly number[] | null>(null);
  const first = start.value % codes.shape[0];
  const code = moved.value ?? Array.from(codes.values.subarray(first * width, (first + 1) * width), Number);
  const rows = { shape: [1, width], values: Float32Array.from(code) };
  const { answer } = useNet(props, "decode", rows, code.map((z) => z.toFixed(4)).join(" "));
  const shape = shapeOf(props.data, answer?.rows.shape[1] ?? 1);
  const labels = classesOf(props.data, Number(props.experiment.params.testFraction), codes.shape[0]);
  const isPlane = width === 2;
  const move = (i: number, value: number) => {
    moved.value = code.map((z, k) => (k === i ? value : z));
  };
  return (
    <div class="autoencoder-codes">
      {plane && (
        <Scatter
          plane={plane}
          labels={labels}
          note={t(isPlane ? words.codesPlane : words.codesProjected)}
          mark={isPlane ? [code[0], code[1]] : null}
          onPoint={
            isPlane
              ? (x, y) => {
                  moved.value = [x, y];
                }
              : undefined
          }
        />
      )}
      <section class="autoencoder-code">
        <p class="autoencoder-caption">{t(isPlane ? words.press : words.sliders)}</p>
        {answer && (
          <ImageGrid
            title={t(words.decoded)}
            values={answer.rows.values}
            count={1}
            shape={shape}
            range={[0, 1]}
            maxScale={5}
            height={150}
          />
        )}
        <Sliders codes={codes} code={code} move={move} language={props.locale} />
        <button
          type="button"
          onClick={() => {
            moved.value = null;
            start.value++;
          }}
        >
          {t(words.otherStart)}
        </button>
      </section>
    </div>
  );
}

interface SlidersProps {
  readonly codes: NDArray;
  readonly code: readonly number[];
  move(i: number, value: number): void;
  readonly language: ViewProps["locale"];
}

function Sliders({ codes, code, move, language }: SlidersProps) {
  const ranges = useMemo(() => code.slice(0, mostSliders).map((_, i) => rangeOf(codes, i)), [codes, code.length]);
  return (
    <div class="autoencoder-sliders">
      {ranges.map(([low, high], i) => (
        <label key={i}>
          <span>{t(words.codeNumber, { n: i + 1 })}</span>
          <input
            type="range"
            min={low}
            max={high}
            step={(high - low) / 200}
            value={code[i]}
            onInput={(event) => move(i, event.currentTarget.valueAsNumber)}
          />
          <span class="autoencoder-number">{formatNumber(code[i], language, 3)}</span>
        </label>
      ))}
    </div>
  );
}

function rangeOf({ shape: [rows, width], values }: NDArray, column: number): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let n = 0; n < rows; n++) {
    low = Math.min(low, values[n * width + column]);
    high = Math.max(high, values[n * width + column]);
  }
  // A number that does not vary still gets a slider with some way to go.
  return high > low ? [low, high] : [low - 1, high + 1];
}

interface ScatterProps {
  readonly plane: NDArray;
  readonly labels: Int32Array;
  readonly note: string;
  readonly mark: readonly [number, number] | null;
  readonly onPoint: ((x: number, y: number) => void) | undefined;
}

function Scatter({ plane, labels, note, mark, onPoint }: ScatterProps) {
  const [x, y] = [0, 1].map((axis) => padded(rangeOf(plane, axis)));
  const paint = (pen: PlanePen) => {
    const { context } = pen;
    for (let n = 0; n < plane.shape[0]; n++) {
      context.fillStyle = pen.color(seriesColor(labels[n] ?? 0));
      context.beginPath();
      context.arc(pen.px(plane.values[2 * n]), pen.py(plane.values[2 * n + 1]), 3, 0, 2 * Math.PI);
      context.fill();
    }
    if (mark) drawMark(pen, mark);
  };
  const columns = () => [
    { name: "x", values: Array.from({ length: plane.shape[0] }, (_, n) => plane.values[2 * n]) },
    { name: "y", values: Array.from({ length: plane.shape[0] }, (_, n) => plane.values[2 * n + 1]) },
    { name: "class", values: labels },
  ];
  return (
    <Figure title={t(words.codes)} note={note} columns={columns}>
      <Plane
        title={`${t(words.codes)}: ${note}`}
        x={x}
        y={y}
        height={300}
        draw={paint}
        {...(onPoint ? { onPoint } : {})}
      />
    </Figure>
  );
}

function drawMark(pen: PlanePen, [x, y]: readonly [number, number]): void {
  const { context } = pen;
  context.strokeStyle = pen.color("var(--ink)");
  context.lineWidth = 2;
  context.beginPath();
  context.arc(pen.px(x), pen.py(y), 7, 0, 2 * Math.PI);
  context.stroke();
}

function padded([low, high]: readonly [number, number]): readonly [number, number] {
  const margin = 0.06 * (high - low);
  return [low - margin, high + margin];
}
