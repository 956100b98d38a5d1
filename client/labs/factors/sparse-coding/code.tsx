import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../../shared/arrays.ts";
import { builtFrom } from "../../../../shared/labs/factors/sparse-coding/built.ts";
import { t } from "../../../i18n/locale.ts";
import { Chart } from "../../../views/chart.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { roleColor } from "../../../views/palette.ts";
import type { PictureShape } from "../../../views/pixels.ts";
import { useExplanation, waitFor } from "./explain.ts";
import { patchShape, type SparseCodingProps } from "./state.ts";
import { words } from "./words.ts";

/** One patch: its few coefficients, and how it is built from them atom by atom. */
export function CodeView(props: SparseCodingProps) {
  const chosen = useSignal(0);
  const { answer, waiting } = useExplanation(props, chosen.value);
  if (!answer) return <p class="part-caption">{t(waitFor(props, waiting))}</p>;
  const [offered, inputs] = answer.rows.shape;
  const shape = patchShape(props.data, props.experiment.params, inputs);
  const rows = shape.height === 1;
  return (
    <>
      <div class="part-beside part-beside-wide">
        <section>
          <h2 class="part-heading">{t(rows ? words.chooseRow : words.choose)}</h2>
          <ImageGrid
            title={t(rows ? words.chooseRow : words.choose)}
            values={answer.rows.values}
            count={offered}
            shape={shape}
            map={rows ? "diverging" : "grey"}
            {...(rows ? { columns: 1, maxScale: 6, gap: 6 } : { columns: 6, maxScale: 4 })}
            selected={chosen.value}
            onPick={(i) => {
              chosen.value = i;
            }}
          />
        </section>
        <Built key={chosen.value} answer={answer} shape={shape} />
      </div>
      <Coefficients answer={answer} />
    </>
  );
}

interface PartProps {
  readonly answer: Arrays;
  readonly shape: PictureShape;
}

function Built({ answer, shape }: PartProps) {
  const total = answer.order.shape[0];
  // All of them until the slider is moved; atoms that are still learnt may take fewer than it says.
  const moved = useSignal<number | null>(null);
  const used = Math.min(moved.value ?? total, total);
  const built = builtFrom(answer, used);
  const most = Math.max(1e-9, ...Array.from(answer.row.values, Math.abs));
  return (
    <section>
      <h2 class="part-heading">{t(words.build)}</h2>
      <ImageGrid
        title={`${t(words.patch)}, ${t(words.sum)}, ${t(words.rest)}`}
        values={built.values}
        count={3}
        shape={shape}
        map={shape.height === 1 ? "diverging" : "grey"}
        range={[-most, most]}
        {...(shape.height === 1 ? { columns: 1, maxScale: 12 } : { columns: 3, maxScale: 10 })}
        gap={8}
      />
      <p class="part-caption">
        {t(words.patch)} · {t(words.sum)} · {t(words.rest)}
      </p>
      <label class="part-control" data-act="atoms">
        <input
          type="range"
          min="0"
          max={total}
          value={used}
          aria-label={t(words.build)}
          onInput={(event) => {
            moved.value = Number(event.currentTarget.value);
          }}
        />
        <span>{t(words.used, { used, total })}</span>
      </label>
    </section>
  );
}

function Coefficients({ answer }: { readonly answer: Arrays }) {
  const code = answer.code.values;
  const used = answer.order.shape[0];
  const points = Array.from(code.keys());
  return (
    <Chart
      title={t(words.coefficients)}
      note={t(words.coefficientsNote, { used, total: code.length })}
      x={{ label: t(words.atom), domain: [0, code.length + 1] }}
      y={{ label: t(words.coefficient), zero: true }}
      height={150}
      marks={[
        { kind: "rule", y: 0 },
        {
          kind: "interval",
          x: points.map((j) => j + 1),
          low: points.map((j) => Math.min(0, Number(code[j]))),
          high: points.map((j) => Math.max(0, Number(code[j]))),
          color: roleColor("model"),
        },
      ]}
    />
  );
}
