import { type Signal, useSignal } from "@preact/signals";
import { FARTHEST } from "../../../../shared/gallery/asked.ts";
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

/** One sample under the hand: each number of its code on a slider, two of them on a pad. */
export function LatentView(props: SamplerProps) {
  const now = nowOf(props);
  const sample = useSignal(0);
  const { order, card, params } = now;
  const drawn = useCodes({ ...order, kind: "codes" });
  const { value: codes, of } = drawn;
  const width = card.latent ?? 0;
  const own = Math.min(sample.value, params.count - 1);
  const isOf = of?.kind === "codes" && of.model === card.id;
  if (!codes || !isOf || codes.length < (own + 1) * width) return <Waiting {...drawn} />;
  // Other samples have numbers of their own: what was moved is let go once they are there.
  const name = `${JSON.stringify(of)} ${own}`;
  const code = Array.from(codes.subarray(own * width, (own + 1) * width));
  return <Code key={name} now={now} code={code} sample={sample} />;
}

function Code({
  now,
  code,
  sample,
}: {
  readonly now: Now;
  readonly code: readonly number[];
  readonly sample: Signal<number>;
}) {
  const moved = useSignal(code);
  const axes = useSignal<Axes>([0, 1]);
  const { card, params, seed } = now;
  const values = moved.value;
  const drawn = useDrawn({ kind: "pictures", model: card.id, seed, rows: [values] });
  const name = (index: number) => t(words.number, { index: index + 1 });
  const names = code.map((_, index) => name(index));
  const [x, y] = axesWithin(axes.value, code.length);
  const put = (changes: readonly (readonly [index: number, value: number])[]) => {
    const next = [...values];
    for (const [index, value] of changes) next[index] = Math.min(FRAME, Math.max(-FRAME, value));
    moved.value = next;
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
        <button type="button" data-act="reset" disabled={values === code} onClick={() => (moved.value = code)}>
          {t(words.reset)}
        </button>
        <button type="button" data-act="zero" onClick={() => (moved.value = code.map(() => 0))}>
          {t(words.zero)}
        </button>
      </div>
      <div class="sampler-latent">
        <div class="sampler-made">
          <p class="part-heading">{t(words.made)}</p>
          {drawn.value ? <SamplesPicture card={card} samples={drawn.value} maxScale={6} /> : <Waiting {...drawn} />}
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
