import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import type { Table } from "../../../../shared/data/table.ts";
import type { Localized } from "../../../../shared/text.ts";
import { t } from "../../../i18n/locale.ts";
import { type BrushPicture, blank } from "../../../views/brush.ts";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { useAnswer } from "../../answer.ts";
import { DrawingPad, drawingSize, useDrawing } from "../../parts/drawing.tsx";
import { scaleFor } from "../../parts/picture-rows.tsx";
import { Select } from "../../parts/select.tsx";
import type { ViewProps } from "../../view.ts";
import { useFrames } from "./frames.tsx";
import { drawn, machineKey, parametersOf } from "./state.ts";
import { words } from "./words.ts";

const frames = 30;
/** Milliseconds without a stroke before the machine is queried. */
const stillness = 250;

/** What is held fixed: by how far a pixel lies across and down (0 to 1), and by its value. */
const choices: readonly (readonly [Localized, (across: number, down: number, value: number) => boolean])[] = [
  [words.upper, (_, down) => down < 0.5],
  [words.lower, (_, down) => down >= 0.5],
  [words.left, (across) => across < 0.5],
  [words.right, (across) => across >= 0.5],
  [words.strokes, (_across, _down, value) => value >= 0.5],
];

/** Draw a part; the machine dreams the rest around it. */
export function CompleteView(props: ViewProps) {
  const { data } = props;
  const image = data?.image;
  const machine = parametersOf(props);
  if (!machine) return <p class="part-caption">{t(words.noWeights)}</p>;
  if (!data || image?.channels !== 1 || image.height === 1) return <p class="part-caption">{t(words.needsPictures)}</p>;
  return <Complete key={`${image.width} ${image.height}`} {...props} data={data} machine={machine} image={image} />;
}

interface CompleteProps extends Omit<ViewProps, "data"> {
  readonly data: Table;
  readonly machine: Arrays;
  readonly image: { readonly width: number; readonly height: number };
}

function Complete({ machine, image, data, ...props }: CompleteProps) {
  const drawing = useDrawing(() => example(data, image, 0));
  const held = useSignal(0);
  const round = useSignal(0);
  const key = `${machineKey(props)} ${useStill(drawing.edits)} ${held.value} ${round.value}`;
  const { answer, waiting } = useAnswer(props.ask, key, () => ({
    task: { kind: "complete", steps: frames, params: { round: round.value } },
    given: { ...machine, ...question(drawing.picture.peek(), held.peek()) },
  }));
  const { states, controls } = useFrames(answer, waiting);
  const { rows, range } = drawn(states, machine, data);
  return (
    <>
      <div class="part-controls">
        <Select
          label={t(words.hold)}
          names={choices.map(([label]) => t(label))}
          value={held.value}
          onChoose={(at) => (held.value = at)}
        />
        {controls}
        <button type="button" onClick={() => round.value++}>
          {t(words.again)}
        </button>
      </div>
      <div class="part-drawing">
        <DrawingPad title={t(words.drawTitle)} drawing={drawing} example={(index) => example(data, image, index)} />
        <section>
          <h2 class="part-heading">{t(words.completed)}</h2>
          {answer && (
            <div class="part-framed">
              <ImageGrid
                title={t(words.completed)}
                values={rows.values}
                count={1}
                shape={image}
                range={range}
                maxScale={scaleFor(image, drawingSize)}
              />
            </div>
          )}
        </section>
      </div>
      <p class="part-caption">{t(machine.means ? words.completeGrey : words.completeNote)}</p>
    </>
  );
}

/** The value once it has not changed for a moment. */
function useStill(value: number): number {
  const still = useSignal(value);
  useEffect(() => {
    const timer = setTimeout(() => (still.value = value), stillness);
    return () => clearTimeout(timer);
  }, [value, still]);
  return still.value;
}

/** A picture of the data with some ink in it; another one for each index. */
function example(
  { rows, columns, values }: Table,
  { width, height }: CompleteProps["image"],
  index: number,
): BrushPicture {
  const inked = (row: number) => values.subarray(row * columns, (row + 1) * columns).some((value) => value > 0);
  const scale = values instanceof Uint8Array ? 255 : 1;
  let row = (index * 7) % rows;
  for (let tries = 1; tries < rows && !inked(row); tries++) row = (row + 1) % rows;
  const picture = blank(width, height);
  picture.values.set(Float32Array.from({ length: columns }, (_, i) => values[row * columns + i] / scale));
  return picture;
}

function question({ width, height, values }: BrushPicture, held: number): Arrays {
  const [, isHeld] = choices[held];
  const clamped = Uint8Array.from(values, (value, i) =>
    isHeld((i % width) / width, Math.floor(i / width) / height, value) ? 1 : 0,
  );
  return {
    picture: { shape: [values.length], values: values.slice() },
    clamped: { shape: [clamped.length], values: clamped },
  };
}
