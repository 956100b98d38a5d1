import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { GalleryCard } from "../../../../shared/gallery/card.ts";
import { cards } from "../../../../shared/gallery/cards.ts";
import type { Samples } from "../../../../shared/gallery/samples.ts";
import { whenIdle } from "../../../app/idle.ts";
import { t } from "../../../i18n/locale.ts";
import { resolveColor, roleColor } from "../../../views/palette.ts";
import { paint } from "../../../views/pixels.ts";
import { fitCanvas, useSize } from "../../../views/size.ts";
import { dot } from "../../../views/strokes.ts";
import { loadSmall } from "./small.ts";
import { words } from "./words.ts";

const kinds = ["pictures", "points", "letters", "melody", "molecules"] as const;
type Kind = (typeof kinds)[number];

const kindOf = ({ gives }: GalleryCard): Kind => (gives.kind === "text" ? gives.of : gives.kind);

interface PickerProps {
  readonly chosen: string;
  onChoose(card: GalleryCard): void;
}

/** All models, by what they give, each with a few of its own samples. */
export function Picker({ chosen, onChoose }: PickerProps) {
  return (
    <fieldset class="sampler-picker" data-act="model">
      <legend class="visually-hidden">{t(words.models)}</legend>
      {kinds.map((kind) => {
        const own = cards.filter((card) => kindOf(card) === kind);
        return (
          own.length > 0 && (
            <div key={kind} class="sampler-group">
              <span class="sampler-kind">{t(words[kind])}</span>
              <div class="sampler-cards">
                {own.map((card) => (
                  <Choice key={card.id} card={card} isChosen={card.id === chosen} onChoose={() => onChoose(card)} />
                ))}
              </div>
            </div>
          )
        );
      })}
    </fieldset>
  );
}

interface ChoiceProps {
  readonly card: GalleryCard;
  readonly isChosen: boolean;
  onChoose(): void;
}

function Choice({ card, isChosen, onChoose }: ChoiceProps) {
  const label = useRef<HTMLLabelElement>(null);
  // On a phone the cards are a strip: the chosen one is in it where it can be seen.
  useEffect(() => {
    if (isChosen)
      label.current?.parentElement?.closest(".sampler-picker")?.scrollTo({ left: label.current.offsetLeft - 100 });
  }, [isChosen]);
  return (
    <label ref={label} class="sampler-card" title={t(card.about)}>
      <input type="radio" name="sampler-model" class="visually-hidden" checked={isChosen} onChange={onChoose} />
      <Small card={card} />
      <span>{t(card.title)}</span>
    </label>
  );
}

/** CSS pixels of a side. */
const SIDE = 64;

/** The first samples of the model's recorded run. */
function Small({ card }: { readonly card: GalleryCard }) {
  const samples = useSignal<Samples | null>(null);
  const [box] = useSize<HTMLSpanElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let here = true;
    // What the visitor came for is drawn first.
    const stop = whenIdle(async () => {
      const found = await loadSmall(card.id);
      if (here) samples.value = found;
    });
    return () => {
      here = false;
      stop();
    };
  }, [card.id, samples]);
  useEffect(() => {
    if (canvas.current && samples.value && samples.value.kind !== "texts")
      drawSmall(canvas.current, card, samples.value);
  });
  return (
    <span ref={box} class="sampler-small" aria-hidden="true">
      {samples.value?.kind === "texts" ? (
        <span class="sampler-small-text">{samples.value.texts[0].slice(0, 60)}</span>
      ) : (
        <canvas ref={canvas} width={SIDE} height={SIDE} style={{ width: `${SIDE}px`, height: `${SIDE}px` }} />
      )}
    </span>
  );
}

function drawSmall(canvas: HTMLCanvasElement, card: GalleryCard, samples: Exclude<Samples, { kind: "texts" }>): void {
  const context = fitCanvas(canvas, SIDE, SIDE);
  if (!context) return;
  if (samples.kind === "points") {
    const reach = card.gives.kind === "points" ? card.gives.reach : 1;
    context.fillStyle = resolveColor(roleColor("model"), canvas);
    const place = (value: number) => ((value / reach + 1) / 2) * SIDE;
    for (let n = 0; n < samples.count; n++)
      dot(context, place(samples.values[2 * n]), SIDE - place(samples.values[2 * n + 1]), 1.2);
    return;
  }
  const { width, height, channels, levels } = samples;
  // Small ones four to a card, at the size that they have.
  const across = 2 * width <= SIDE ? 2 : 1;
  const side = SIDE / across;
  const small = document.createElement("canvas");
  small.width = width;
  small.height = height;
  for (let n = 0; n < Math.min(across ** 2, samples.count); n++) {
    const pixels = paint(levels, n * width * height * channels, { width, height, channels }, "grey", [0, 255]);
    small.getContext("2d")?.putImageData(new ImageData(pixels, width, height), 0, 0);
    context.imageSmoothingEnabled = false;
    context.drawImage(small, (n % across) * side, Math.floor(n / across) * side, side, side);
  }
}
