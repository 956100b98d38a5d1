import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Table } from "../../../../shared/data/table.ts";
import type { Localized } from "../../../../shared/text.ts";
import { t } from "../../../i18n/locale.ts";
import { blank, type Picture } from "../../../views/brush.ts";
import { DrawPad } from "../../../views/draw-pad.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { useAnswer } from "../../answer.ts";
import { scaleFor } from "../../parts/picture-rows.tsx";
import { Select } from "../../parts/select.tsx";
import type { ViewProps } from "../../view.ts";
import { useFrames } from "./frames.tsx";
import { machineKey, parametersOf } from "./state.ts";
import { words } from "./words.ts";

const frames = 30;
/** CSS pixels on a side of the pad and of the answer. */
const side = 168;
/** Milliseconds without a stroke before the machine is asked. */
const stillness = 250;

type Held = "strokes" | "upper" | "lower" | "left" | "right";
const choices: readonly { readonly id: Held; readonly label: Localized }[] = [
  { id: "upper", label: words.upper },
  { id: "lower", label: words.lower },
  { id: "left", label: words.left },
  { id: "right", label: words.right },
  { id: "strokes", label: words.strokes },
];

/** Draw a part; the machine dreams the rest around it. */
export function CompleteView(props: ViewProps) {
  const image = props.data?.image;
  const machine = parametersOf(props);
  if (!machine) return <p class="part-caption">{t(words.noWeights)}</p>;
  if (!props.data || !image || image.channels !== 1 || image.height === 1)
    return <p class="part-caption">{t(words.needsPictures)}</p>;
  return (
    <Complete key={`${image.width} ${image.height}`} {...props} data={props.data} machine={machine} image={image} />
  );
}

interface CompleteProps extends Omit<ViewProps, "data"> {
  readonly data: Table;
  readonly machine: NonNullable<ReturnType<typeof parametersOf>>;
  readonly image: { readonly width: number; readonly height: number };
}

function Complete({ machine, image, data, ...props }: CompleteProps) {
  const picture = useSignal<Picture>(example(data, image, 0));
  const examples = useSignal(0);
  const held = useSignal<Held>("upper");
  const round = useSignal(0);
  const edits = useSignal(0);
  // Small pictures need a small brush.
  const radius = Math.max(0.6, Math.min(1.6, image.width / 16));
  const set = (next: Picture) => {
    picture.value = next;
    edits.value++;
  };
  const asked = useStill(edits.value);
  const key = `${machineKey(props)} ${asked} ${held.value} ${round.value}`;
  const { answer, waiting } = useAnswer(props.ask, key, () => ({
    task: { kind: "complete", steps: frames, params: { round: round.value } },
    given: { ...machine, ...question(picture.peek(), held.peek()) },
  }));
  const { states, controls } = useFrames(answer, waiting);
  return (
    <>
      <div class="part-controls">
        <Select
          label={t(words.hold)}
          names={choices.map(({ label }) => t(label))}
          value={choices.findIndex(({ id }) => id === held.value)}
          onChoose={(at) => (held.value = choices[at].id)}
        />
        {controls}
        <button type="button" onClick={() => round.value++}>
          {t(words.again)}
        </button>
        <button
          type="button"
          onClick={() => {
            examples.value++;
            set(example(data, image, examples.value));
          }}
        >
          {t(words.fromData)}
        </button>
      </div>
      <div class="rbm-complete">
        <section>
          <h2 class="part-heading">{t(words.drawTitle)}</h2>
          <DrawPad title={t(words.drawTitle)} picture={picture.value} onChange={set} radius={radius} size={side} />
        </section>
        <section>
          <h2 class="part-heading">{t(words.completed)}</h2>
          {answer && (
            <div class="part-framed">
              <ImageGrid
                title={t(words.completed)}
                values={states}
                count={1}
                shape={image}
                range={[0, 1]}
                maxScale={scaleFor(image, side)}
              />
            </div>
          )}
          <p class="part-caption">{t(words.completeNote)}</p>
        </section>
      </div>
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
function example({ rows, columns, values }: Table, { width, height }: CompleteProps["image"], index: number): Picture {
  const inked = (row: number) => values.subarray(row * columns, (row + 1) * columns).some((value) => value > 0);
  const scale = values instanceof Uint8Array ? 255 : 1;
  let row = (index * 7) % rows;
  for (let tries = 1; tries < rows && !inked(row); tries++) row = (row + 1) % rows;
  const picture = blank(width, height);
  picture.values.set(Float32Array.from({ length: columns }, (_, i) => values[row * columns + i] / scale));
  return picture;
}

function question({ width, height, values }: Picture, held: Held) {
  const clamped = Uint8Array.from(values, (value, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    switch (held) {
      case "strokes":
        return value >= 0.5 ? 1 : 0;
      case "upper":
        return y < height / 2 ? 1 : 0;
      case "lower":
        return y >= height / 2 ? 1 : 0;
      case "left":
        return x < width / 2 ? 1 : 0;
      case "right":
        return x >= width / 2 ? 1 : 0;
      default:
        return held satisfies never;
    }
  });
  return {
    picture: { shape: [values.length], values: values.slice() },
    clamped: { shape: [clamped.length], values: clamped },
  };
}
