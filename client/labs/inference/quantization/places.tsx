import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Arrays } from "../../../../shared/arrays.ts";
import { chosenModel } from "../../../../shared/labs/inference/quantization/chosen.ts";
import type { QuantizationParams } from "../../../../shared/labs/inference/quantization/fields.ts";
import { FORMATS, type Format } from "../../../../shared/labs/inference/quantization/formats.ts";
import { SHARES } from "../../../../shared/labs/inference/quantization/shares.ts";
import { rowNet, rowSamples } from "../../../../shared/labs/inference/table-net.ts";
import { rowsAsFloats } from "../../../../shared/labs/nets/rows.ts";
import { knownParams } from "../../../../shared/labs/recording.ts";
import { findGpu } from "../../../compute/devices.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatBytes, formatPercent } from "../../../i18n/numbers.ts";
import { newestWeights } from "../../parts/net-state.ts";
import { type KnownProps, pictureView } from "../../parts/picture-net.tsx";
import { Select } from "../../parts/select.tsx";
import type { EdgeLink } from "../elsewhere/edge.ts";
import { keptOf, linkField } from "../elsewhere/kept.ts";
import { MeasureButton } from "../elsewhere/measure-button.tsx";
import { linkSaid, Progress } from "../elsewhere/said.tsx";
import { words as elsewhere } from "../elsewhere/words.ts";
import { PlacesTable, spotName } from "./places-table.tsx";
import { words as placed } from "./places-words.ts";
import { askPruned, type Costs, prunedOf } from "./pruned.ts";
import { rowsOf, type SpotId, spotsOf } from "./spots.ts";
import { type AnyFormat, net, type QuantizationProps } from "./state.ts";
import "./places.css";

/** Rounds of a measurement, and milliseconds after which a place has no more turns. */
const ROUNDS = 60;
const LONGEST = 400;

/** One picture through every format, here in every place and at the edge: answers compared, times measured in turns. */
function Places(props: QuantizationProps & KnownProps<QuantizationParams>) {
  const { fold, experiment, known, metrics } = props;
  const { found, link, start, cancel } = keptOf<SpotId>(fold);
  const pruned = prunedOf(fold);
  const { format } = experiment.params;
  // That of the form where it is the format to be published: only then is there one.
  const share = experiment.params.share ?? pruned.share.value;
  const asked = linkField(experiment.lab);
  const hasGpu = useSignal(false);
  /** What is needed before the thread can begin is on its way. */
  const isBeginning = useSignal(false);
  useEffect(() => void findGpu().then((gpu) => (hasGpu.value = gpu !== "none")), []);
  const file = chosenModel(fold);
  const rows = rowsOf(format, hasGpu.value);
  const isBusy = isBeginning.value || (found.value !== null && !found.value.isOver);
  const measure = async () => {
    isBeginning.value = true;
    try {
      const weights = newestWeights(props);
      if (!weights || !props.data) return;
      const [files, looked, made] = await Promise.all([
        filesOf(props, weights),
        lookUp(asked.value, props),
        askPruned(props, weights, share),
      ]);
      pruned.made.value = made;
      link.value = looked;
      const samples = rowSamples(experiment.params, props.data);
      start({
        chain: rowNet(experiment.params, props.data).chain,
        weights,
        rows: rowsAsFloats(samples, samples.test.subarray(0, 1)),
        batch: 1,
        spots: spotsOf(rows, files, made, known.heldOut(0), looked?.kind === "same"),
        rounds: ROUNDS,
        longest: LONGEST,
        ...(looked?.kind === "same" && { edge: looked.url }),
      });
    } finally {
      isBeginning.value = false;
    }
  };
  const costsOf = (format: AnyFormat) =>
    format === "pruned" ? pruned.made.value?.costs : costsIn(metrics, format, fold);
  return (
    <section class="part-stack">
      <div class="part-controls quant-link">
        <MeasureButton
          label={t(placed.measure)}
          act="measure"
          primary
          isBusy={isBusy}
          disabled={isBeginning.value}
          start={() => void measure()}
          cancel={cancel}
        />
        {format !== "pruned" && (
          <Select
            label={t(placed.share)}
            act="share"
            names={SHARES.map((one) => formatPercent(one, locale.value))}
            value={SHARES.indexOf(share)}
            onChoose={(at) => {
              pruned.share.value = SHARES[at];
            }}
          />
        )}
        <label class="part-control">
          {t(elsewhere.link)}
          <input
            type="text"
            value={asked.value}
            placeholder="/x/…"
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => (asked.value = event.currentTarget.value)}
          />
        </label>
        <SaveModel file={file} id={experiment.lab} />
      </div>
      <p class="part-caption">{t(placed.linkHelp)}</p>
      {/* It has its line before anything is measured: what is below must not move. */}
      <div class="quant-progress" aria-live="polite">
        {found.value && <Progress found={found.value} nameOf={spotName} />}
      </div>
      <PlacesTable
        rows={rows}
        spots={found.value?.spots ?? []}
        edge={link.value ? linkSaid(link.value) : t(placed.noLink)}
        names={known.names}
        share={pruned.made.value?.share ?? share}
        costsOf={costsOf}
        isBusy={isBusy}
      />
    </section>
  );
}

export const PlacesView = pictureView(net, Places);

/** Of the run. Undefined where it has not come so far. */
function costsIn(
  metrics: QuantizationProps["metrics"],
  format: AnyFormat,
  fold: QuantizationProps["fold"],
): Costs | undefined {
  const [bytes, energy, accuracy] = ["bytes", "energy", "accuracy"].map((name) => metrics[`${name}.${format}`]);
  if (bytes === undefined || energy === undefined || accuracy === undefined) return undefined;
  return { bytes, energy, accuracy, agreement: fold.output(format)?.agreement?.values[0] };
}

/** Of the run; of a result that was kept without them they are made anew, with the same bytes. */
async function filesOf(
  { fold, experiment, ask }: QuantizationProps,
  weights: Arrays,
): Promise<Readonly<Record<Format, Uint8Array>>> {
  const made = FORMATS.every((format) => fold.output(format)?.file)
    ? null
    : await ask({ kind: "askModels", steps: 1, params: { ...experiment.params } }, weights);
  const of = (format: Format) => (made ? made[`file.${format}`] : fold.output(format)?.file)?.values as Uint8Array;
  return { "int8-tensor": of("int8-tensor"), "int8-channel": of("int8-channel"), int4: of("int4") };
}

/** The code that looks a link up, and that which makes what is published of a run, come with the first question. Null where no link is written. */
async function lookUp(text: string, { fold, experiment, data }: QuantizationProps): Promise<EdgeLink | null> {
  if (text.trim() === "") return null;
  const [{ linkOf }, { quantization }] = await Promise.all([
    import("../elsewhere/edge.ts"),
    import("../../../../shared/labs/inference/quantization/lab.ts"),
  ]);
  return linkOf(text, quantization, { fold, params: knownParams(experiment.params), data });
}

function SaveModel({ file, id }: { readonly file: Uint8Array<ArrayBuffer> | undefined; readonly id: string }) {
  if (!file) return null;
  const save = async () => {
    const { download } = await import("../../../views/export.ts");
    download(`${id}.safetensors`, new Blob([file]));
  };
  return (
    <button
      type="button"
      title={t(placed.saveNote, { bytes: formatBytes(file.length, locale.value) })}
      onClick={() => void save()}
    >
      {t(placed.save)}
    </button>
  );
}
