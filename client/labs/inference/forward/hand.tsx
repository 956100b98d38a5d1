import { useMemo } from "preact/hooks";
import type { ForwardParams } from "../../../../shared/labs/inference/forward/fields.ts";
import { type HandNet, inputText, withNumber } from "../../../../shared/labs/inference/forward/hand.ts";
import { outputOf } from "../../../../shared/labs/nets/chain/summary.ts";
import { trace } from "../../../../shared/labs/nets/chain/trace.ts";
import { t } from "../../../i18n/locale.ts";
import { DrawPad } from "../../../views/draw-pad.tsx";
import { Figure } from "../../../views/figure.tsx";
import { NamedNumbers } from "../../parts/named-numbers.tsx";
import { Answer, Health } from "./answer.tsx";
import { Flow } from "./flow.tsx";
import { type ForwardProps, paramsOf, say, stagesOfRun, useHandNet, useTrace } from "./state.ts";
import { words } from "./words.ts";

/** Inputs of which all pairs, triples, … of bits are tried. */
const MOST_BITS = 3;

/** A net whose weights and inputs are written by hand: results follow at once. */
export function HandPass(props: ForwardProps) {
  const params = paramsOf(props);
  const net = useHandNet(params);
  const run = useTrace(net?.chain ?? null, net?.weights, net?.input ?? null, JSON.stringify(params));
  const stages = useMemo(() => stagesOfRun(run), [run?.chain]);
  if (!net || !run)
    return (
      <p class="part-warning" role="alert">
        {t(words.invalid)}
      </p>
    );
  const change = (more: Partial<ForwardParams>, gesture?: string) =>
    props.propose({ ...(params as object), ...more } as never, gesture);
  const outputs = Array.from({ length: params.outputs ?? 1 }, (_, i) => t(words.outputNamed, { index: i + 1 }));
  const inputs = Array.from(net.input, (_, i) => t(words.inputNamed, { index: i + 1 }));
  const isPicture = net.chain.input.length === 3;
  return (
    <div class="inference-main">
      <section class="part-stack" data-act="input">
        {isPicture ? (
          <HandPicture net={net} onChange={(input, gesture) => change({ input }, gesture)} />
        ) : (
          <Bits net={net} inputs={inputs} outputs={outputs} onChange={(input) => change({ input })} />
        )}
        <Answer run={run} names={outputs} />
      </section>
      <section class="part-stack">
        <Flow
          run={run}
          stages={stages}
          outputs={outputs}
          {...(!isPicture && { inputs })}
          onWeight={(name, at, value) =>
            change({ weights: withNumber(net.chain, net.weights, name, at, value) }, `${name} ${at}`)
          }
        />
        <Health run={run} stages={stages} />
      </section>
    </div>
  );
}

interface HandPictureProps {
  readonly net: HandNet;
  onChange(input: string, gesture: string): void;
}

function HandPicture({ net: { chain, input }, onChange }: HandPictureProps) {
  const [height, width] = chain.input;
  return (
    <DrawPad
      title={t(words.input)}
      picture={{ width, height, values: input }}
      radius={0.6}
      size={168}
      onChange={({ values }) =>
        onChange(inputText(Array.from(values, (value) => Math.round(100 * value) / 100)), "draw")
      }
    />
  );
}

interface BitsProps {
  readonly net: HandNet;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  onChange(input: string): void;
}

/** A box for each input; of few inputs what the net says of all zeros and ones. */
function Bits({ net: { chain, weights, input }, inputs, outputs, onChange }: BitsProps) {
  const values = Object.fromEntries(inputs.map((name, i) => [name, Number(input[i].toPrecision(6))]));
  const set = (name: string, value: number) =>
    onChange(inputText(inputs.map((own) => (own === name ? value : values[own]))));
  const rows =
    input.length > MOST_BITS ? [] : Array.from({ length: 2 ** input.length }, (_, n) => bitsOf(n, input.length));
  const answers = useMemo(
    () => rows.map((row) => outputOf(trace(chain, weights, Float32Array.from(row))).values),
    [chain, weights],
  );
  return (
    <>
      <div class="forward-inputs">
        <NamedNumbers legend={t(words.inputs)} names={inputs} values={values} onSet={set} />
      </div>
      {rows.length > 0 && (
        <Figure title={t(words.allInputs)} note={t(words.allInputsNote)}>
          <table class="forward-terms forward-truth">
            <thead>
              <tr>
                {[...inputs, ...outputs].map((name) => (
                  <th key={name} scope="col" class="number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, n) => (
                <tr
                  key={n}
                  class={row.every((bit, i) => bit === input[i]) ? "forward-own" : undefined}
                  onClick={() => onChange(inputText(row))}
                >
                  {row.map((bit, i) => (
                    <td key={i} class="number">
                      {i === 0 ? (
                        <button type="button" class="quiet small" aria-label={row.join(" ")}>
                          {bit}
                        </button>
                      ) : (
                        bit
                      )}
                    </td>
                  ))}
                  {Array.from(answers[n], (value, i) => (
                    <td key={`y${i}`} class="number">
                      {say(value, 3)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Figure>
      )}
    </>
  );
}

const bitsOf = (n: number, count: number) => Array.from({ length: count }, (_, i) => (n >> (count - 1 - i)) & 1);
