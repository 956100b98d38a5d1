import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { BeforeAfter } from "../../../views/before-after.tsx";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import type { ViewProps } from "../../view.ts";
import { ObjectiveCurve } from "./curves.tsx";
import { atomsOf, type Restored, restoredOf, shapeOf } from "./state.ts";
import { words } from "./words.ts";
import "./sparse-coding.css";

/** Atoms as they form, beside the curve of their learning or the picture that they restore. */
export function MainView(props: ViewProps) {
  const restores = props.experiment.params.goal !== "learn";
  return (
    <div class={restores ? "sparse-main sparse-restoring" : "sparse-main"}>
      {restores && <RestoredFigure {...props} />}
      <Atoms {...props} height={restores ? 420 : 340} />
      {!restores && <ObjectiveCurve {...props} />}
    </div>
  );
}

function Atoms({ fold, data, experiment, height }: ViewProps & { readonly height: number }) {
  const atoms = atomsOf(fold);
  if (!atoms) return <p class="sparse-caption">{t(words.noAtoms)}</p>;
  const [count, inputs] = atoms.shape;
  const shape = shapeOf(data, experiment.params, inputs);
  const rows = shape.height === 1;
  return (
    <Figure
      title={t(words.atoms)}
      note={rows ? t(words.atomsRows) : t(words.atomsNote, { count, inputs })}
      columns={() =>
        Array.from({ length: count }, (_, j) => ({
          name: `${t(words.atom)} ${j + 1}`,
          values: atoms.values.subarray(j * inputs, (j + 1) * inputs),
        }))
      }
    >
      <ImageGrid
        title={t(words.atoms)}
        values={rows ? atoms.values : evened(atoms.values, count, inputs)}
        count={rows ? 1 : count}
        shape={rows ? { width: inputs, height: count } : shape}
        map={rows ? "diverging" : "grey"}
        {...(rows ? {} : { range: [-1, 1] as const })}
        height={height}
        gap={2}
        maxScale={rows ? 14 : 10}
      />
    </Figure>
  );
}

/** Each atom over its own largest value: form, not strength, is what is looked at. */
function evened(values: ArrayLike<number>, count: number, inputs: number): Float32Array {
  const out = new Float32Array(count * inputs);
  for (let j = 0; j < count; j++) {
    let most = 1e-12;
    for (let i = 0; i < inputs; i++) most = Math.max(most, Math.abs(values[j * inputs + i]));
    for (let i = 0; i < inputs; i++) out[j * inputs + i] = values[j * inputs + i] / most;
  }
  return out;
}

function RestoredFigure(props: ViewProps) {
  const { fold, experiment, metrics, data, locale } = props;
  const restored = restoredOf(fold);
  const withTruth = useSignal(false);
  if (!restored)
    return (
      <div>
        <ObjectiveCurve {...props} />
        <p class="sparse-caption">{t(words.pending)}</p>
      </div>
    );
  const hasTruth = experiment.params.noise !== "own";
  const number = (name: string) => formatNumber(metrics[name], locale, 3);
  return (
    <Figure
      title={t(words.restored)}
      note={t(words.restoredNote)}
      name="restored"
      controls={hasTruth && <Compared chosen={withTruth.value} onChoose={(is) => (withTruth.value = is)} />}
      columns={() => columnsOf(restored)}
    >
      <BeforeAfter
        title={t(words.restored)}
        before={withTruth.value ? restored.truth : restored.before}
        after={restored.after}
        shape={restored.shape}
        labels={{ before: t(withTruth.value ? words.original : words.before), after: t(words.after) }}
        size={400}
      />
      {metrics["psnr.gain"] !== undefined && (
        <p class="sparse-caption" aria-live="polite">
          {t(words.gain, { before: number("psnr.before"), after: number("psnr"), gain: number("psnr.gain") })}
        </p>
      )}
      {data?.image && data.image.width !== restored.shape.width && (
        <p class="sparse-caption">{t(words.reduced, { from: sizeOf(data.image), to: sizeOf(restored.shape) })}</p>
      )}
    </Figure>
  );
}

const sizeOf = ({ width, height }: { readonly width: number; readonly height: number }) => `${width} × ${height}`;

function Compared({ chosen, onChoose }: { readonly chosen: boolean; onChoose(truth: boolean): void }) {
  return (
    <label class="sparse-control">
      {t(words.compare)}
      <select
        value={chosen ? "truth" : "damaged"}
        onChange={(event) => onChoose(event.currentTarget.value === "truth")}
      >
        <option value="damaged">{t(words.damaged)}</option>
        <option value="truth">{t(words.truth)}</option>
      </select>
    </label>
  );
}

const columnsOf = ({ truth, before, after }: Restored) => [
  { name: t(words.original), values: truth },
  { name: t(words.before), values: before },
  { name: t(words.after), values: after },
];
