import { squareOf } from "../../../../shared/kernels/kalman/factors.ts";
import { t } from "../../../i18n/locale.ts";
import { Figure } from "../../../views/figure.tsx";
import { MatrixTable } from "./matrix-table.tsx";
import { nameOf, type Props, stateNames, useShown } from "./state.ts";
import { words } from "./words.ts";

/** The graph of the model, and its matrices as they were given or learned. */
export function StructureView(props: Props) {
  const shown = useShown(props);
  const model = props.fold.output("fit");
  if (!shown || !model) return <p class="part-caption">{t(words.notYet)}</p>;
  const { series } = shown;
  const [m, n] = model.observation.shape;
  const states = stateNames(props.experiment.params, series, n);
  const outputs = series.names.map((_, i) => nameOf(series, i));
  const covariance = (name: string, size: number) => squareOf(Float64Array.from(model[name].values), size);
  return (
    <>
      <Figure title={t(words.graphTitle)} note={t(words.graphNote)}>
        <Chain />
      </Figure>
      <div class="part-pair">
        <MatrixTable title={t(words.transitionTitle)} rows={states} columns={states} values={model.transition.values} />
        <MatrixTable
          title={t(words.observationTitle)}
          rows={outputs}
          columns={states}
          values={model.observation.values}
        />
        <MatrixTable
          title={t(words.processTitle)}
          rows={states}
          columns={states}
          values={covariance("processFactor", n)}
        />
        <MatrixTable
          title={t(words.noiseTitle)}
          rows={outputs}
          columns={outputs}
          values={covariance("noiseFactor", m)}
        />
      </div>
      <p class="part-caption">{t(words.priorNote)}</p>
    </>
  );
}

/** Steps that are drawn; of the third nothing is measured. */
const DRAWN = 5;
const MISSING = 2;

/** x₁ → x₂ → …, and under each what is measured of it. */
function Chain() {
  return (
    <svg class="state-chain" viewBox="0 0 500 170" role="img" aria-label={t(words.graphText)}>
      {Array.from({ length: DRAWN }, (_, k) => {
        const x = 50 + 100 * k;
        return (
          <g key={k}>
            {k + 1 < DRAWN && <Arrow from={[x + 24, 45]} to={[x + 74, 45]} />}
            {k !== MISSING && <Arrow from={[x, 69]} to={[x, 99]} />}
            <Node x={x} y={45} letter="x" index={k + 1} kind="hidden" />
            {k !== MISSING && <Node x={x} y={125} letter="y" index={k + 1} kind="seen" />}
          </g>
        );
      })}
    </svg>
  );
}

interface NodeProps {
  readonly x: number;
  readonly y: number;
  readonly letter: string;
  readonly index: number;
  readonly kind: "hidden" | "seen";
}

function Node({ x, y, letter, index, kind }: NodeProps) {
  return (
    <>
      <circle cx={x} cy={y} r={22} class={kind} />
      <text x={x} y={y + 5} text-anchor="middle" class={kind}>
        {letter}
        <tspan dy={4} font-size={11}>
          {index}
        </tspan>
      </text>
    </>
  );
}

type Point = readonly [x: number, y: number];

function Arrow({ from, to }: { readonly from: Point; readonly to: Point }) {
  const [x, y] = to;
  const head =
    from[0] === x ? `M${x - 5},${y - 8}L${x},${y}L${x + 5},${y - 8}` : `M${x - 8},${y - 5}L${x},${y}L${x - 8},${y + 5}`;
  return <path d={`M${from[0]},${from[1]}L${x},${y}${head}`} />;
}
