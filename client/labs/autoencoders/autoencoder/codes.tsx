import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { NDArray } from "../../../../shared/arrays.ts";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { ImageGrid } from "../../../views/image-grid.tsx";
import type { ViewProps } from "../../view.ts";
import { CodeScatter, nearest, pointOf, rangeOf } from "./scatter.tsx";
import { classesOf, shapeOf, useNet } from "./state.ts";
import { words } from "./words.ts";
import "./autoencoder.css";

/** Numbers of a wide code that get a slider. */
const mostSliders = 6;

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
        <CodeScatter
          plane={plane}
          labels={labels}
          note={t(isPlane ? words.codesPlane : words.codesProjected)}
          mark={isPlane ? [code[0], code[1]] : moved.value ? null : pointOf(plane, first)}
          onPoint={(x, y) => {
            if (isPlane) moved.value = [x, y];
            else {
              moved.value = null;
              start.value = nearest(plane, x, y);
            }
          }}
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
