import { type Operation, operationsOf, placeOf } from "../../../../shared/labs/nets/chain/arithmetic.ts";
import type { Stage } from "../../../../shared/labs/nets/chain/stages.ts";
import type { Trace } from "../../../../shared/labs/nets/chain/trace.ts";
import { t } from "../../../i18n/locale.ts";
import type { Chosen } from "./moment.ts";
import { activationName, placeName, say, valuesAt } from "./state.ts";
import { Sum } from "./sum.tsx";
import { Window } from "./window.tsx";
import { words } from "./words.ts";

export interface ArithmeticProps {
  readonly run: Trace;
  readonly stages: readonly Stage[];
  readonly chosen: Chosen;
  /** Of the tensor that the number is of. */
  readonly name: string;
  readonly inputs?: readonly string[];
  readonly outputs: readonly string[];
  onWeight?(name: string, at: number, value: number): void;
  /** Someone is in a box of a weight. */
  onEdit?(): void;
}

/** How the chosen number came about, each operation with all that goes in. */
export function Arithmetic(props: ArithmeticProps) {
  const { run, stages, chosen, name, inputs, outputs, onWeight, onEdit } = props;
  const { box, unit } = chosen;
  const shape = box === 0 ? run.input.shape : stages[box - 1].shape;
  const own = box === 0 ? inputs : box === stages.length ? outputs : undefined;
  const place = placeName(shape, unit, own, box === 0);
  const value = valuesAt(run, stages, box)[unit];
  const title = `${name} · ${t(words.valueOf, { place, value: say(value) })}`;
  if (box === 0)
    return (
      <section class="forward-sum" aria-label={title}>
        <h2 class="part-heading">{title}</h2>
        <p class="part-caption">{t(words.given)}</p>
      </section>
    );
  const stage = stages[box - 1];
  const before = box === 1 ? run.input.shape : stages[box - 2].shape;
  const sourceName = (from: number) => placeName(before, from, box === 1 ? inputs : undefined, box === 1);
  const operations = operationsOf(run, stage, unit);
  return (
    <section
      class="forward-sum"
      aria-label={title}
      onFocusIn={({ target }) => {
        if (target instanceof HTMLInputElement) onEdit?.();
      }}
    >
      <h2 class="part-heading">{title}</h2>
      {operations.map((operation, i) => (
        <Explained key={i} operation={operation} sourceName={sourceName} outputs={outputs}>
          {operation.kind === "sum" && (
            <>
              {stage.kind === "convolution" && (
                <Window run={run} stage={stage} place={placeOf(stage.shape, unit)} sum={operation} before={before} />
              )}
              <Sum
                sum={operation}
                sourceName={sourceName}
                {...(onWeight && {
                  onWeight: (at: number | null, weight: number) =>
                    onWeight(`${stage.layer.name}.${at === null ? "bias" : "weights"}`, at ?? operation.unit, weight),
                })}
              />
            </>
          )}
        </Explained>
      ))}
    </section>
  );
}

interface ExplainedProps {
  readonly operation: Operation;
  readonly outputs: readonly string[];
  sourceName(from: number): string;
  readonly children: preact.ComponentChildren;
}

function Explained({ operation, outputs, sourceName, children }: ExplainedProps) {
  switch (operation.kind) {
    case "sum":
      return (
        <>
          <h3 class="forward-step">{t(words.sumTitle)}</h3>
          {children}
        </>
      );
    case "bend":
      return (
        <>
          <h3 class="forward-step">{t(words.bend)}</h3>
          <p class="forward-line">
            {activationName(operation.layer.activation)}({say(operation.before)}) = <b>{say(operation.result)}</b>{" "}
            <span class="soft">{formulaOf(operation.layer.activation)}</span>
          </p>
        </>
      );
    case "largest":
    case "mean":
      return <Pooled operation={operation} sourceName={sourceName} />;
    case "softmax":
      return <Shares operation={operation} outputs={outputs} />;
    case "normalise": {
      const { before, mean, variance, epsilon, gain, bias, result } = operation;
      return (
        <>
          <h3 class="forward-step">{t(words.normTitle)}</h3>
          <p class="forward-line">
            ({say(before)} − {say(mean)}) ÷ √({say(variance)} + {say(epsilon, 2)}) × {say(gain)} + {say(bias)} ={" "}
            <b>{say(result)}</b>
          </p>
        </>
      );
    }
    case "copy":
      return (
        <>
          <h3 class="forward-step">{t(words.copyTitle)}</h3>
          <p class="forward-line">
            {operation.from < 0 ? t(words.zeroCopied) : sourceName(operation.from)} → <b>{say(operation.result)}</b>
          </p>
        </>
      );
    default:
      return operation satisfies never;
  }
}

/** Formulas that say what an activation does; others have a name alone. */
function formulaOf(activation: string): string {
  const formulas: Readonly<Record<string, string>> = {
    relu: "max(x, 0)",
    relu6: "min(max(x, 0), 6)",
    sigmoid: "1 ÷ (1 + e^−x)",
    tanh: "(e^x − e^−x) ÷ (e^x + e^−x)",
    softplus: "log(1 + e^x)",
    silu: "x ÷ (1 + e^−x)",
    gelu: "x · Φ(x)",
  };
  return formulas[activation] ?? "";
}

/** Numbers of a mean that are written. */
const MOST_PARTS = 16;

type PooledOperation = Extract<Operation, { kind: "largest" | "mean" }>;

function Pooled({
  operation: { kind, parts, winner, result },
  sourceName,
}: {
  readonly operation: PooledOperation;
  sourceName(from: number): string;
}) {
  const isMax = kind === "largest";
  const shown = parts.slice(0, MOST_PARTS);
  return (
    <>
      <h3 class="forward-step">{t(isMax ? words.poolMax : words.poolMean)}</h3>
      <p class="forward-line">
        {isMax ? "max(" : "("}
        {shown.map(({ from, value }, i) => (
          <span key={from}>
            {i > 0 && (isMax ? "; " : " + ")}
            {isMax && i === winner ? (
              <mark title={sourceName(from)}>{say(value)}</mark>
            ) : (
              <span title={sourceName(from)}>{say(value)}</span>
            )}
          </span>
        ))}
        {parts.length > shown.length && " + …"}){!isMax && ` ÷ ${parts.length}`} = <b>{say(result)}</b>
        {isMax && (
          <span class="soft">
            {" "}
            {t(words.winner)}: {sourceName(parts[winner].from)}
          </span>
        )}
      </p>
    </>
  );
}

type SoftmaxOperation = Extract<Operation, { kind: "softmax" }>;

function Shares({
  operation: { parts, largest, exponentials, total, own, result },
  outputs,
}: {
  readonly operation: SoftmaxOperation;
  readonly outputs: readonly string[];
}) {
  return (
    <>
      <h3 class="forward-step">{t(words.softmaxTitle)}</h3>
      <div class="forward-table">
        <table class="forward-terms">
          <thead>
            <tr>
              <th scope="col">{t(words.output)}</th>
              <th scope="col" class="number">
                z
              </th>
              <th scope="col" class="number">
                {t(words.exponential, { largest: say(largest, 3) })}
              </th>
              <th scope="col" class="number">
                {t(words.share)}
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ value }, k) => (
              <tr key={k} class={k === own ? "forward-own" : undefined}>
                <th scope="row">{outputs[k] ?? k + 1}</th>
                <td class="number">{say(value)}</td>
                <td class="number">{say(exponentials[k])}</td>
                <td class="number">{say(exponentials[k] / total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="forward-line">
        {t(words.softmaxTotal, { total: say(total), own: say(exponentials[own]), result: say(result) })}
      </p>
    </>
  );
}
