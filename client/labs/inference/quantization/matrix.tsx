import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { QuantizationParams } from "../../../../shared/labs/inference/quantization/fields.ts";
import { optionsOf } from "../../../../shared/labs/inference/quantization/formats.ts";
import { storedWeights } from "../../../../shared/labs/inference/quantization/stored.ts";
import { type FloatProduct, floatMatrix } from "../../../../shared/quant/float/weights.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatInteger } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { namedRows } from "../../parts/matrix.ts";
import { NotKept } from "../../parts/not-kept.tsx";
import { type KnownProps, pictureView } from "../../parts/picture-net.tsx";
import { Select } from "../../parts/select.tsx";
import { formatName, net, productName, productsOf, type QuantizationProps, useFloatGraph } from "./state.ts";
import { words as tabs } from "./tab-words.ts";
import { words } from "./words.ts";

/** Outputs that are shown, and weights of each of them. */
const OUTPUTS = 8;
const TAPS = 64;

/** A layer's weights in floats, in eight and in four bits, and the errors of both. */
function Matrix(props: QuantizationProps & KnownProps<QuantizationParams>) {
  const { known, experiment } = props;
  const float = useFloatGraph(props);
  const at = useSignal(0);
  const products = float ? productsOf(float) : [];
  const node = products[Math.min(at.value, products.length - 1)] as FloatProduct | undefined;
  if (!node) return <NotKept />;
  return (
    <section class="part-stack">
      <div class="part-controls">
        <Select
          label={t(words.layer)}
          names={products.map(productName)}
          value={Math.min(at.value, products.length - 1)}
          act="layer"
          onChoose={(index) => (at.value = index)}
        />
      </div>
      <Versions node={node} pixels={known.shape} params={experiment.params} />
    </section>
  );
}

export const MatrixView = pictureView(net, Matrix);

interface VersionsProps {
  readonly node: FloatProduct;
  readonly pixels: { readonly width: number; readonly height: number };
  readonly params: QuantizationParams;
}

function Versions({ node, pixels, params }: VersionsProps) {
  const { rows, shape, count, shown, taps, most } = useMemo(
    () => versionsOf(node, pixels, params),
    [node, pixels, params],
  );
  const outputs = node.bias.length;
  const all = node.weights.length / outputs;
  return (
    <Figure
      title={t(words.matrix)}
      note={t(tabs.matrixNote)}
      columns={() =>
        rows.flatMap(({ label, values }) => namedRows({ shape: [shown, taps], values }, (n) => `${label} ${n + 1}`))
      }
    >
      <div class="quant-matrices">
        {rows.map(({ label, values, range }) => (
          <MatrixRow key={label} label={label} values={values} count={count} shape={shape} most={range ?? most} />
        ))}
      </div>
      <p class="part-caption">
        {t(tabs.unitsShown, {
          shown: formatInteger(shown, locale.value),
          all: formatInteger(outputs, locale.value),
          taps: formatInteger(taps, locale.value),
          allTaps: formatInteger(all, locale.value),
        })}
      </p>
    </Figure>
  );
}

interface RowProps {
  readonly label: string;
  readonly values: Float32Array;
  readonly count: number;
  readonly shape: { readonly width: number; readonly height: number };
  readonly most: number;
}

function MatrixRow({ label, values, count, shape, most }: RowProps) {
  return (
    <>
      <span>{label}</span>
      <div class="part-framed">
        <ImageGrid
          title={label}
          values={values}
          count={count}
          shape={shape}
          columns={count}
          map="diverging"
          range={[-most, most]}
          gap={4}
          maxScale={shape.width > 40 ? 6 : shape.width > 8 ? 2 : 10}
        />
      </div>
    </>
  );
}

/** A filter of one channel and the weights of pixels are pictures; all else is a matrix, outputs × weights. */
function versionsOf(node: FloatProduct, pixels: VersionsProps["pixels"], params: QuantizationParams) {
  const outputs = node.bias.length;
  const matrix = floatMatrix(node);
  const allTaps = matrix.length / outputs;
  const isPicture = node.op === "dense" && pixels.height > 1 && allTaps === pixels.width * pixels.height;
  const kernel = node.op !== "dense" && allTaps === node.kernel[0] * node.kernel[1] ? node.kernel : undefined;
  const shown = Math.min(OUTPUTS, outputs);
  const taps = isPicture || kernel ? allTaps : Math.min(TAPS, allTaps);
  const part = (from: Float32Array) =>
    Float32Array.from({ length: shown * taps }, (_, i) => from[Math.floor(i / taps) * allTaps + (i % taps)]);
  const floats = part(matrix);
  const most = floats.reduce((so, w) => Math.max(so, Math.abs(w)), 1e-9);
  const formats = (["int8-tensor", "int8-channel", "int4"] as const).map((format) => {
    // The bias alone makes weights depend on what goes in, and hardly ever.
    const values = part(storedWeights(node, 1, optionsOf(params, format)));
    return { label: formatName(format), values };
  });
  const errors = formats.map(({ label, values }) => {
    const error = values.map((w, i) => w - floats[i]);
    const factor = 2 ** Math.round(Math.log2(most / error.reduce((so, e) => Math.max(so, Math.abs(e)), 1e-9)));
    return {
      label: t(tabs.errorOf, { format: label, factor: formatInteger(factor, locale.value) }),
      values: error,
      range: most / factor,
    };
  });
  return {
    rows: [
      { label: formatName("float32"), values: floats, range: undefined },
      ...formats.map((one, i) => ({ ...one, range: undefined, error: errors[i] })),
      ...errors,
    ],
    shape: isPicture
      ? { width: pixels.width, height: pixels.height }
      : kernel
        ? { width: kernel[1], height: kernel[0] }
        : { width: taps, height: shown },
    count: isPicture || kernel ? shown : 1,
    shown,
    taps,
    most,
  };
}
