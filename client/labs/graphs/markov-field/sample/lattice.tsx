import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { NDArray } from "../../../../../shared/arrays.ts";
import type { SampleParams } from "../../../../../shared/labs/graphs/markov-field/sample/fields.ts";
import { siteAtBorder, unpackSpins } from "../../../../../shared/labs/graphs/markov-field/sample/lattice.ts";
import { criticalTemperature, statesOf } from "../../../../../shared/labs/graphs/markov-field/sample/model.ts";
import { latticesOf } from "../../../../../shared/labs/graphs/markov-field/sample/plan.ts";
import { locale, t } from "../../../../i18n/locale.ts";
import { formatInteger, formatNumber } from "../../../../i18n/numbers.ts";
import { Figure } from "../../../../views/figure.tsx";
import { Select } from "../../../parts/select.tsx";
import { Slider } from "../../../parts/slider.tsx";
import { ChainSelect, type SampleProps, sampleOf } from "./chains.tsx";
import { cssOf, drawSpins, stateColors } from "./colors.ts";
import { LatticeCanvas } from "./lattice-canvas.tsx";
import { type Live, useLive } from "./live.ts";
import { LiveNumbers } from "./live-numbers.tsx";
import { SpinSite } from "./spin-site.tsx";
import { words } from "./words.ts";
import "./lattice.css";

const METHODS = ["gibbs", "metropolis", "swendsen-wang", "wolff"] as const;
const METHOD_NAMES = ["Gibbs", "Metropolis", "Swendsen–Wang", "Wolff"];
/** Of a scan the curves are to be seen with the lattice. */
const [LARGE, SMALL] = [560, 320];
const PER_PICTURE = [1, 2, 5, 10, 50];

/** The lattice of a chain as the run left it, or as it goes on under the reader's hand; of another experiment it is another one. */
export function LatticeView(props: SampleProps) {
  const { params, seed } = props.experiment;
  return <ChosenLattice key={`${JSON.stringify(params)} ${seed}`} {...props} />;
}

function ChosenLattice(props: SampleProps) {
  const params = sampleOf(props);
  const chosen = useSignal(nearestCritical(params));
  return (
    <ChainLattice
      key={chosen.value}
      {...props}
      params={params}
      chain={chosen.value}
      choice={<ChainSelect params={params} chosen={chosen} />}
    />
  );
}

/** The chain of the largest lattice at the temperature nearest to the transition: there is most to see. */
function nearestCritical(params: SampleParams): number {
  const critical = criticalTemperature(params.model, statesOf(params));
  const off = ({ side, temperature }: { side: number; temperature: number }) =>
    Math.abs(temperature - critical) - side / 1e3;
  return latticesOf(params).reduce((best, one, i, all) => (off(one) < off(all[best]) ? i : best), 0);
}

interface ChainProps extends SampleProps {
  readonly params: SampleParams;
  readonly chain: number;
  readonly choice: ComponentChildren;
}

function ChainLattice({ params, chain, choice, ask, fold }: ChainProps) {
  const { side, temperature: ofRun } = latticesOf(params)[chain];
  const states = statesOf(params);
  const canvas = useRef<HTMLCanvasElement>(null);
  const temperature = useSignal(ofRun);
  const field = useSignal(params.field ?? 0);
  const method = useSignal(METHODS.indexOf(params.method));
  const perPicture = useSignal(0);
  const site = useSignal<number | null>(null);
  const base = () => fold.output(`chain.${chain}`)?.spins ?? fold.snapshot(`chain.${chain}`)?.spins;
  const physics = () => ({ ...physicsOf(params), temperature: temperature.value, field: field.value });
  const live = useLive({
    ask,
    base,
    draw: (spins: NDArray) => canvas.current && drawSpins(canvas.current, spins, states),
    params: () => ({ ...physics(), side, method: METHODS[method.peek()], sweeps: PER_PICTURE[perPicture.peek()] }),
  });
  const spins = live.spins() ?? base();
  // Chosen once: it does not wander while the lattice changes.
  const telling = useMemo(() => spins && siteAtBorder(unpackSpins(spins, states), side), [spins !== undefined]);
  const looked = site.value ?? telling ?? null;
  const isOdd = side % 2 === 1 && method.value < 2;
  const colors = stateColors(states);
  const said = formatNumber(temperature.value, locale.value);
  return (
    <Figure
      title={t(words.latticeOf, { side, temperature: said })}
      note={t(live.sweeps > 0 ? words.liveNote : words.runNote, { sweeps: formatInteger(live.sweeps, locale.value) })}
      columns={() => columnsOf(spins, states)}
    >
      <div class="lattice-stage">
        <Controls live={live} isOff={isOdd}>
          {choice}
          <Select
            label={t(words.perPicture)}
            names={PER_PICTURE.map(String)}
            value={perPicture.value}
            onChoose={(at) => (perPicture.value = at)}
          />
        </Controls>
        {isOdd && <p class="part-warning">{t(words.oddSide, { side })}</p>}
        <div class="part-controls lattice-sliders">
          <Slider
            label={t(words.temperature)}
            act="temperature"
            min={0.1}
            max={Math.ceil(20 * criticalTemperature(params.model, states)) / 10}
            step={0.01}
            value={temperature.value}
            said={said}
            onMove={(value) => (temperature.value = value)}
          />
          {params.model === "ising" && (
            <Slider
              label={t(words.field)}
              act="field"
              min={-1}
              max={1}
              step={0.01}
              value={field.value}
              said={formatNumber(field.value, locale.value)}
              onMove={(value) => (field.value = value)}
            />
          )}
          <Select
            label={t(words.method)}
            act="method"
            names={METHOD_NAMES}
            value={method.value}
            onChoose={(at) => (method.value = at)}
          />
        </div>
        <div class="lattice-parts">
          <LatticeCanvas
            canvas={canvas}
            side={side}
            largest={params.temperatures > 1 ? SMALL : LARGE}
            spins={spins}
            draw={(packed) => canvas.current && drawSpins(canvas.current, packed, states)}
            site={looked}
            onChoose={(at) => (site.value = at)}
            label={t(words.latticeOf, { side, temperature: said })}
          />
          <div class="part-stack">
            <LiveNumbers live={live} physics={physics()} colors={colors.map(cssOf)} />
            {looked !== null && spins && (
              <SpinSite physics={physics()} spins={unpackSpins(spins, states)} side={side} site={looked} />
            )}
          </div>
        </div>
      </div>
    </Figure>
  );
}

const physicsOf = ({ model, states, temperature, field }: SampleParams) => ({ model, states, temperature, field });

function Controls({ live, isOff, children }: { live: Live; isOff: boolean; children: ComponentChildren }) {
  return (
    <div class="part-controls">
      <button
        type="button"
        data-act="play"
        disabled={isOff}
        onClick={() => (live.playing ? live.pause() : live.play())}
      >
        {t(live.playing ? words.pause : words.play)}
      </button>
      <button type="button" data-act="step" disabled={live.playing || isOff} onClick={() => live.step()}>
        {t(words.step)}
      </button>
      <button type="button" data-act="hot" onClick={() => live.restart("hot")}>
        {t(words.hot)}
      </button>
      <button type="button" data-act="cold" onClick={() => live.restart("cold")}>
        {t(words.cold)}
      </button>
      <button type="button" disabled={live.sweeps === 0} onClick={() => live.restart()}>
        {t(words.ofRun)}
      </button>
      {children}
    </div>
  );
}

function columnsOf(packed: NDArray | undefined, states: number) {
  const spins = packed ? unpackSpins(packed, states) : new Uint8Array(0);
  const side = packed?.shape[0] ?? 1;
  return [
    { name: t(words.row), values: Float64Array.from(spins, (_, site) => 1 + Math.floor(site / side)) },
    { name: t(words.column), values: Float64Array.from(spins, (_, site) => 1 + (site % side)) },
    { name: t(words.stateColumn), values: spins },
  ];
}
