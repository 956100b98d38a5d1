import { type Signal, useSignal } from "@preact/signals";
import { FARTHEST, type Latent } from "../../../../shared/gallery/asked.ts";
import { writeLatent } from "../../../../shared/gallery/latent.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { roleColor } from "../../../views/palette.ts";
import { Plane, type PlotContext } from "../../../views/plane.tsx";
import { ring } from "../../../views/strokes.ts";
import { type Axes, AxisSelects, axesWithin, Select } from "../../parts/select.tsx";
import { Sliders } from "../../parts/sliders.tsx";
import { useCodes, useDrawn } from "./drawing.ts";
import { SamplesPicture } from "./samples.tsx";
import { type Now, nowOf, type SamplerProps } from "./state.ts";
import { Waiting } from "./waiting.tsx";
import { words } from "./words.ts";

/** Ends of the sliders and of the pad: few normal numbers are beyond. */
const REACH = 3;
const FRAME = Math.min(REACH, FARTHEST);

/** One sample under the hand: each number of its code on a slider, two of them on a pad. What is set holds for all samples, and is part of the experiment. */
export function LatentView(props: SamplerProps) {
  const now = nowOf(props);
  const sample = useSignal(0);
  // Where a view is only looked at, what is moved stays here.
  const own = useSignal<Latent | null>(null);
  const { order, card, params } = now;
  const { latent: asked = [], ...drawn } = order.asked;
  // As they are drawn: what is set stands over them, and asks for nothing while it moves.
  const base = useCodes({ kind: "codes", model: card.id, asked: drawn });
  const { value: codes, of } = base;
  const width = card.latent ?? 0;
  const index = Math.min(sample.value, params.count - 1);
  const isOf = of?.kind === "codes" && of.model === card.id;
  if (!codes || !isOf || codes.length < (index + 1) * width) return <Waiting {...base} />;
  const set = (latent: Latent) => {
    if (props.draft) props.propose({ latent: writeLatent(latent) }, "params.latent");
    else own.value = latent;
  };
  return (
    <Code
      now={now}
      code={Array.from(codes.subarray(index * width, (index + 1) * width))}
      held={props.draft ? asked : (own.value ?? asked)}
      onSet={set}
      onSettle={() => props.draft?.settle()}
      sample={sample}
    />
  );
}

interface CodeProps {
  readonly now: Now;
  /** As it is drawn. */
  readonly code: readonly number[];
  /** What was set of it. */
  readonly held: Latent;
  onSet(latent: Latent): void;
  onSettle(): void;
  readonly sample: Signal<number>;
}

function Code({ now, code, held, onSet, onSettle, sample }: CodeProps) {
  const axes = useSignal<Axes>([0, 1]);
  const { card, params, seed } = now;
  const values = code.map((drawn, index) => held[index] ?? drawn);
  const picture = useDrawn({ kind: "pictures", model: card.id, seed, rows: [values] });
  const name = (index: number) => t(words.number, { index: index + 1 });
  const names = code.map((_, index) => name(index));
  const [x, y] = axesWithin(axes.value, code.length);
  const put = (changes: readonly (readonly [index: number, value: number])[]) => {
    const next = code.map((_, index) => held[index] ?? null);
    for (const [index, value] of changes) next[index] = Math.min(FRAME, Math.max(-FRAME, value));
    onSet(next);
  };
  const draw = ({ context, px, py, color }: PlotContext) => {
    context.strokeStyle = color("var(--line-strong)");
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(px(-FRAME), py(0));
    context.lineTo(px(FRAME), py(0));
    context.moveTo(px(0), py(-FRAME));
    context.lineTo(px(0), py(FRAME));
    context.stroke();
    context.strokeStyle = color(roleColor("model"));
    context.lineWidth = 3;
    ring(context, px(values[x]), py(values[y]), 7);
  };
  return (
    <Figure title={t(words.latent)} note={t(words.latentNote)}>
      <div class="part-controls">
        <Select
          act="sample"
          label={t(words.ofSample)}
          names={Array.from({ length: params.count }, (_, i) => String(i + 1))}
          value={Math.min(sample.value, params.count - 1)}
          onChoose={(index) => (sample.value = index)}
        />
        <button
          type="button"
          data-act="reset"
          disabled={held.length === 0}
          onClick={() => {
            onSet([]);
            onSettle();
          }}
        >
          {t(words.reset)}
        </button>
        <button
          type="button"
          data-act="zero"
          onClick={() => {
            onSet(code.map(() => 0));
            onSettle();
          }}
        >
          {t(words.zero)}
        </button>
      </div>
      <div class="sampler-latent" onChange={onSettle} onPointerDownCapture={onSettle} onPointerUp={onSettle}>
        <div class="sampler-made" data-picture>
          <p class="part-heading">{t(words.made)}</p>
          {picture.value && picture.value.kind !== "texts" ? (
            <SamplesPicture card={card} samples={picture.value} maxScale={6} />
          ) : (
            <Waiting {...picture} />
          )}
        </div>
        <div class="sampler-sliders">
          <Sliders
            name={name}
            values={values}
            ranges={code.map(() => [-FRAME, FRAME] as const)}
            centre={0}
            onMove={(index, value) => put([[index, value]])}
          />
        </div>
        <div class="sampler-pad">
          <p class="part-heading">{t(words.pad)}</p>
          <div class="part-controls">
            <AxisSelects names={names} axes={axes} />
          </div>
          <Plane
            title={`${t(words.pad)}. ${t(words.padNote, { across: names[x], upright: names[y] })}`}
            x={[-FRAME, FRAME]}
            y={[-FRAME, FRAME]}
            draw={draw}
            onPoint={(across, upright) =>
              put([
                [x, across],
                [y, upright],
              ])
            }
          />
        </div>
      </div>
    </Figure>
  );
}
