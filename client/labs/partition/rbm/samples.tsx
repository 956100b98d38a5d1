import { useSignal } from "@preact/signals";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { ImageGrid } from "../../../views/image-grid.tsx";
import { useAnswer } from "../../answer.ts";
import type { ViewProps } from "../../view.ts";
import { FilmControls, useFilm } from "./frames.tsx";
import { machineKey, parametersOf, shapeOf } from "./state.ts";
import { words } from "./words.ts";
import "./rbm.css";

const count = 20;
const frames = 50;

/** Chains that start at noise and become pictures. */
export function SamplesView(props: ViewProps) {
  const round = useSignal(0);
  const machine = parametersOf(props);
  const { answer, waiting } = useAnswer(props.ask, machine ? `${machineKey(props)} ${round.value}` : null, () => ({
    task: { kind: "sample", steps: frames, params: { count, round: round.value } },
    given: machine ?? {},
  }));
  const film = useFilm(answer);
  if (!machine) return <p class="rbm-caption">{t(words.noWeights)}</p>;
  const [visible] = machine.weights.shape;
  const shape = shapeOf(props.data, visible);
  return (
    <Figure
      title={t(words.samplesTitle)}
      note={t(words.samplesNote)}
      columns={() =>
        Array.from({ length: count }, (_, n) => ({
          name: `${t(words.sample)} ${n + 1}`,
          values: Float32Array.from(film.values).subarray(n * visible, (n + 1) * visible),
        }))
      }
    >
      <div class="rbm-controls">
        <FilmControls film={film} waiting={waiting} />
        <button type="button" onClick={() => round.value++}>
          {t(words.again)}
        </button>
      </div>
      <div class="rbm-framed">
        <ImageGrid
          title={t(words.samplesTitle)}
          values={film.values}
          count={count}
          shape={shape}
          range={[0, 1]}
          {...(shape.height === 1 ? { columns: 1, gap: 2 } : { height: 190 })}
          maxScale={12}
        />
      </div>
    </Figure>
  );
}
