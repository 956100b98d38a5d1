import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Arrays } from "../../../shared/arrays.ts";
import { decodeSafetensors } from "../../../shared/data/readers/safetensors/safetensors.ts";
import type { Experiment } from "../../../shared/experiment/experiment.ts";
import type { Params } from "../../../shared/experiment/fields.ts";
import { words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import modelUrl from "../../labs/autoencoders/autoencoder/recorded/classic.safetensors?url";
import { ImageGrid } from "../../views/image-grid.tsx";
import { pool } from "../pool.ts";
import { labAddress } from "../router.ts";

const shape = { width: 28, height: 28 };
const shown = 8;

interface Model {
  /** Weights of the trained net, as the lab's question "decode" takes them. */
  readonly layers: Arrays;
  /** Parameters that say which net it is. */
  readonly params: Params;
  /** Codes of digits that the net never saw: n × width. */
  readonly codes: Float32Array;
  readonly width: number;
}

/** Digits on the way from one to another: codes are mixed by the slider and decoded on this machine by the recorded net. */
export function Sampler() {
  const model = useSignal<Model | null>(null);
  const share = useSignal(0.5);
  const first = useSignal(0);
  const digits = useSignal<Float32Array | null>(null);
  useEffect(() => {
    loadModel().then(
      (found) => {
        model.value = found;
      },
      () => {},
    );
  }, [model]);
  const { value: net } = model;
  const [at, from] = [share.value, first.value];
  useEffect(() => {
    if (!net) return;
    const abort = new AbortController();
    decode(net, mixed(net, from, at), abort.signal).then(
      (found) => {
        digits.value = found;
      },
      () => {},
    );
    return () => abort.abort();
  }, [net, at, from, digits]);
  return (
    <section class="sampler">
      <div class="sampler-words">
        <h2>{t(words.sampler)}</h2>
        <label class="sampler-slider">
          <span>{t(words.mix)}</span>
          <input
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={at}
            onInput={(event) => {
              share.value = event.currentTarget.valueAsNumber;
            }}
          />
        </label>
        <div class="row">
          <button
            type="button"
            disabled={!net}
            onClick={() => {
              first.value += shown;
            }}
          >
            {t(words.shuffle)}
          </button>
          <a class="button" href={labAddress("autoencoder", "classic")}>
            {t(words.samplerMore)}
          </a>
        </div>
        <p class="soft small">{t(words.samplerNote)}</p>
      </div>
      <div class="sampler-digits">
        {digits.value && (
          <ImageGrid
            title={t(words.sampler)}
            values={digits.value}
            count={shown}
            shape={shape}
            range={[0, 1]}
            columns={4}
            maxScale={4}
          />
        )}
      </div>
    </section>
  );
}

async function loadModel(): Promise<Model> {
  const answer = await fetch(modelUrl);
  if (!answer.ok) throw new Error(`recorded model did not come: HTTP ${answer.status}`);
  const { arrays, metadata } = decodeSafetensors(new Uint8Array(await answer.arrayBuffer()));
  const prefix = "output/train/";
  const layers = Object.entries(arrays).filter(([name]) => name.startsWith(prefix));
  const { shape: size, values } = arrays["output/codes/codes"];
  return {
    layers: Object.fromEntries(layers.map(([name, array]) => [name.slice(prefix.length), array])),
    params: (JSON.parse(metadata.experiment) as Experiment).params,
    codes: values as Float32Array,
    width: size[1],
  };
}

/** `shown` codes, each on the way from one digit to another. */
function mixed({ codes, width }: Model, first: number, share: number): Float32Array {
  const count = codes.length / width;
  const rows = new Float32Array(shown * width);
  for (let i = 0; i < shown; i++) {
    const a = ((first + i) % count) * width;
    const b = ((first + i + Math.floor(count / 2)) % count) * width;
    for (let k = 0; k < width; k++) rows[i * width + k] = (1 - share) * codes[a + k] + share * codes[b + k];
  }
  return rows;
}

async function decode(
  { layers, params, width }: Model,
  rows: Float32Array,
  signal: AbortSignal,
): Promise<Float32Array> {
  const output = await pool().ask({
    lab: "autoencoder",
    device: "wasm",
    data: null,
    task: {
      id: "sampler",
      kind: "decode",
      key: [0, 0],
      steps: 1,
      params: { ...params, columns: shape.width * shape.height },
    },
    given: { ...layers, rows: { shape: [shown, width], values: rows } },
    signal,
  });
  return output.rows.values as Float32Array;
}
