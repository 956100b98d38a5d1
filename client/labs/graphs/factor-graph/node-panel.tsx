import { byNode } from "../../../../shared/labs/graphs/factor-graph/frames.ts";
import { t } from "../../../i18n/locale.ts";
import { Select } from "../../parts/select.tsx";
import { say } from "./say.ts";
import type { Props, Shown } from "./use-net.ts";
import { words } from "./words.ts";

interface NodePanelProps extends Props, Shown {
  readonly node: number;
  readonly believed: Float64Array;
  onChoose(node: number): void;
}

/** The chosen node: what is believed of each state, and a button that makes it known. */
export function NodePanel({ net, fold, experiment, propose, node, believed, onChoose }: NodePanelProps) {
  const { names, states } = net.compiled;
  const { evidence } = experiment.params;
  const name = names[node];
  const { exact } = fold.output("messages") ?? {};
  const right =
    exact && experiment.params.algorithm === "sum-product"
      ? byNode(net.wiring, Array.from(exact.values))[node]
      : undefined;
  const known = Object.hasOwn(evidence, name) ? evidence[name] : undefined;
  const others = Object.fromEntries(Object.entries(evidence).filter(([other]) => other !== name));
  return (
    <section class="factor-panel" aria-label={t(words.chosen)}>
      <Select act="node" label={t(words.node)} names={names} value={node} onChoose={onChoose} />
      <ul data-act="evidence">
        {states[node].map((state, s) => (
          <li key={state}>
            <button
              type="button"
              class="small"
              aria-pressed={known === state}
              aria-label={t(known === state ? words.forget : words.know, { name, state })}
              onClick={() => propose({ evidence: known === state ? others : { ...others, [name]: state } })}
            >
              {state}
            </button>
            <span
              class="factor-bar"
              style={{ "--share": `${100 * believed[s]}%`, ...(right && { "--exact": `${100 * right[s]}%` }) }}
            />
            <span class="part-number">{say(believed[s])}</span>
          </li>
        ))}
      </ul>
      <p class="part-caption">{t(words.setNote)}</p>
    </section>
  );
}
