import { useSignal } from "@preact/signals";
import type { Arrays } from "../../../../shared/arrays.ts";
import { chosenModel } from "../../../../shared/labs/inference/quantization/chosen.ts";
import type { QuantizationParams } from "../../../../shared/labs/inference/quantization/fields.ts";
import { knownParams } from "../../../../shared/labs/recording.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { formatBytes, formatSignificant } from "../../../i18n/numbers.ts";
import { Figure } from "../../../views/figure.tsx";
import { newestWeights } from "../../parts/net-state.ts";
import { type KnownProps, pictureView } from "../../parts/picture-net.tsx";
import { formatName, net, type QuantizationProps } from "./state.ts";
import { words } from "./words.ts";

interface Found {
  readonly output?: Float32Array;
  readonly p50?: number;
  readonly p95?: number;
  /** Why there is nothing else. */
  readonly why?: string;
}

const HERE = ["scalar", "wasm", "float32"] as const;
const PLACES = ["scalar", "wasm", "edge", "float32", "gpu"] as const;
type Place = (typeof PLACES)[number];

/** One picture through the same model here and at the edge: answers compared, times measured. */
function Places(props: QuantizationProps & KnownProps<QuantizationParams>) {
  const { fold, experiment, known, ask } = props;
  const { format } = experiment.params;
  const found = useSignal<Partial<Record<Place, Found>>>({});
  const busy = useSignal(false);
  const link = useSignal(/^\/x\/[\w-]+/.test(location.pathname) ? location.href : "");
  const file = chosenModel(fold);
  const measure = async () => {
    busy.value = true;
    found.value = {};
    const row = known.heldOut(0);
    const tell = (place: Place, one: Found) => {
      found.value = { ...found.value, [place]: one };
    };
    for (const place of HERE) {
      const given: Arrays = {
        ...newestWeights(props),
        rows: { shape: [1, row.length], values: row },
        ...(file && { file: { shape: [file.length], values: file } }),
      };
      const task = { kind: "askTimes", steps: 1, params: { ...experiment.params, place } };
      const { output, p50, p95 } = await ask(task, given);
      tell(place, {
        output: output.values as Float32Array,
        ...(p50 && p95 && { p50: p50.values[0], p95: p95.values[0] }),
      });
    }
    tell("gpu", { why: t(words.noGpu) });
    tell("edge", await edge(link.value, props, row));
    busy.value = false;
  };
  const names: Readonly<Record<Place, string>> = {
    scalar: t(words.scalarPlace, { format: formatName(format) }),
    wasm: t(words.wasmPlace, { format: formatName(format) }),
    edge: t(words.edgePlace, { format: formatName(format) }),
    float32: t(words.floatPlace),
    gpu: t(words.gpuPlace),
  };
  const all = PLACES.map((place) => ({ place, ...found.value[place] }));
  const say = (value: number | undefined) => (value === undefined ? "–" : formatSignificant(value, locale.value));
  const reference = found.value.scalar?.output;
  return (
    <section class="part-stack">
      <div class="part-controls quant-link">
        <button type="button" class="primary" data-act="measure" disabled={busy.value} onClick={() => void measure()}>
          {t(busy.value ? words.measuring : words.measure)}
        </button>
        <label class="part-control">
          {t(words.link)}
          <input
            type="text"
            value={link.value}
            placeholder="/x/…"
            spellcheck={false}
            onInput={(event) => (link.value = event.currentTarget.value)}
          />
        </label>
        <SaveModel file={file} id={experiment.lab} />
      </div>
      <p class="part-caption">{t(words.linkHelp)}</p>
      <Figure
        title={t(words.placesTitle)}
        note={t(words.placesNote)}
        columns={() => [
          { name: t(words.place), values: all.map(({ place }) => names[place]) },
          { name: t(words.p50), values: Float64Array.from(all, ({ p50 }) => p50 ?? Number.NaN) },
          { name: t(words.p95), values: Float64Array.from(all, ({ p95 }) => p95 ?? Number.NaN) },
          { name: t(words.outcome), values: all.map((one) => outcomeOf(one, reference)) },
        ]}
      >
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <section class="table-scroll" tabIndex={0} aria-label={t(words.placesTitle)} aria-busy={busy.value}>
          <table class="quant-table quant-places">
            <thead>
              <tr>
                <th scope="col">{t(words.place)}</th>
                <th scope="col" class="number">
                  {t(words.p50)}
                </th>
                <th scope="col" class="number">
                  {t(words.p95)}
                </th>
                <th scope="col">{t(words.outcome)}</th>
              </tr>
            </thead>
            <tbody>
              {all.map((one) => (
                <tr key={one.place}>
                  <th scope="row">{names[one.place]}</th>
                  <td class="number">{say(one.p50)}</td>
                  <td class="number">{say(one.p95)}</td>
                  <td>{outcomeOf(one, reference)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </Figure>
    </section>
  );
}

export const PlacesView = pictureView(net, Places);

/** The code that asks the edge, and that which makes what is published of a run, come with the first question. */
async function edge(link: string, { fold, experiment, data }: QuantizationProps, row: Float32Array): Promise<Found> {
  if (link.trim() === "") return { why: t(words.noLink) };
  const [{ askEdge }, { modelBytes }, { quantization }] = await Promise.all([
    import("../edge.ts"),
    import("../../../../shared/labs/model-of.ts"),
    import("../../../../shared/labs/inference/quantization/lab.ts"),
  ]);
  const file =
    chosenModel(fold) && (await modelBytes(quantization, { fold, params: knownParams(experiment.params), data }));
  if (!file) return { why: t(words.needsRun) };
  const answer = await askEdge(link, Uint8Array.from(file), row);
  switch (answer.kind) {
    case "answered":
      return answer;
    case "refused":
      return { why: t(words.refused, { status: answer.status }) };
    case "offline":
      return { why: t(words.offline) };
    case "other-model":
      return { why: t(words.otherModel) };
    default:
      return answer satisfies never;
  }
}

/** Whether the integers' answer has the same bytes as that of plain code; how far the floats' is from it. */
function outcomeOf(
  { place, output, why }: { readonly place: Place } & Found,
  reference: Float32Array | undefined,
): string {
  if (why) return t(words.absent, { why });
  if (!output || !reference) return "";
  if (place === "scalar") return t(words.reference);
  const differing = output.reduce((count, value, i) => count + Number(!Object.is(value, reference[i])), 0);
  if (place !== "float32" && place !== "gpu")
    return differing === 0 && output.length === reference.length
      ? t(words.bytesEqual)
      : t(words.bytesDiffer, { count: differing });
  const away = output.reduce((most, value, i) => Math.max(most, Math.abs(value - reference[i])), 0);
  return t(words.away, { distance: formatSignificant(away, locale.value) });
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
      title={t(words.saveNote, { bytes: formatBytes(file.length, locale.value) })}
      onClick={() => void save()}
    >
      {t(words.save)}
    </button>
  );
}
