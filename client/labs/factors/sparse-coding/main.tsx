import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { formatNumber } from "../../../i18n/numbers.ts";
import { BeforeAfter } from "../../../views/before-after.tsx";
import { Figure } from "../../../views/figure.tsx";
import { evenedRows } from "../../parts/matrix.ts";
import { PictureRows } from "../../parts/picture-rows.tsx";
import { Select } from "../../parts/select.tsx";
import { ObjectiveCurve } from "./curves.tsx";
import { atomsOf, patchShape, type Restored, restoredOf, type SparseCodingProps } from "./state.ts";
import { words } from "./words.ts";

/** Atoms as they form, beside the curve of their learning or the picture that they restore. */
export function MainView(props: SparseCodingProps) {
  const restores = props.experiment.params.goal !== "learn";
  return (
    <div class="part-beside">
      {restores && <RestoredFigure {...props} />}
      <Atoms {...props} height={restores ? 420 : 340} />
      {!restores && <ObjectiveCurve {...props} />}
    </div>
  );
}

function Atoms({ fold, data, experiment, height }: SparseCodingProps & { readonly height: number }) {
  const atoms = atomsOf(fold);
  if (!atoms) return <p class="part-caption">{t(words.noAtoms)}</p>;
  const [count, inputs] = atoms.shape;
  const shape = patchShape(data, experiment.params, inputs);
  const isRows = shape.height === 1;
  return (
    <PictureRows
      title={t(words.atoms)}
      note={isRows ? t(words.atomsRows) : t(words.atomsNote, { count, inputs })}
      rows={isRows ? atoms : evenedRows(atoms)}
      rowName={(j) => `${t(words.atom)} ${j + 1}`}
      shape={shape}
      map={isRows ? "diverging" : "grey"}
      {...(!isRows && { range: [-1, 1] as const })}
      height={height}
      gap={2}
      maxScale={10}
      lines={{ gap: 0, height, maxScale: 14 }}
    />
  );
}

function RestoredFigure(props: SparseCodingProps) {
  const { fold, experiment, metrics, data, locale } = props;
  const restored = restoredOf(fold);
  const withTruth = useSignal(false);
  if (!restored)
    return (
      <div>
        <ObjectiveCurve {...props} />
        <p class="part-caption">{t(words.pending)}</p>
      </div>
    );
  const hasTruth = experiment.params.noise !== "own";
  const number = (name: string) => formatNumber(metrics[name], locale, 3);
  return (
    <Figure
      title={t(words.restored)}
      note={t(words.restoredNote)}
      name="restored"
      controls={
        hasTruth && (
          <Select
            label={t(words.compare)}
            names={[t(words.damaged), t(words.truth)]}
            value={withTruth.value ? 1 : 0}
            onChoose={(at) => (withTruth.value = at === 1)}
          />
        )
      }
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
        <p class="part-caption" aria-live="polite">
          {t(words.gain, { before: number("psnr.before"), after: number("psnr"), gain: number("psnr.gain") })}
        </p>
      )}
      {data?.image && data.image.width !== restored.shape.width && (
        <p class="part-caption">{t(words.reduced, { from: sizeOf(data.image), to: sizeOf(restored.shape) })}</p>
      )}
    </Figure>
  );
}

const sizeOf = ({ width, height }: { readonly width: number; readonly height: number }) => `${width} × ${height}`;

const columnsOf = ({ truth, before, after }: Restored) => [
  { name: t(words.original), values: truth },
  { name: t(words.before), values: before },
  { name: t(words.after), values: after },
];
