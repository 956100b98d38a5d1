import { t } from "../../../i18n/locale.ts";
import { Select } from "../../parts/select.tsx";
import { say } from "./say.ts";
import type { Shown } from "./use-net.ts";
import { words } from "./words.ts";

type Evidence = Readonly<Record<string, string>>;

interface NodePanelProps extends Shown {
  readonly node: number;
  readonly believed: Float64Array;
  readonly right: Float64Array | undefined;
  readonly evidence: Evidence;
  readonly onKnow: ((evidence: Evidence) => void) | undefined;
  onChoose(node: number): void;
}

/** The chosen node: what is believed of each state, and a button that makes it known. */
export function NodePanel({ net, node, believed, right, evidence, onKnow, onChoose }: NodePanelProps) {
  const { names, states } = net.compiled;
  const name = names[node];
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
              disabled={!onKnow}
              aria-pressed={known === state}
              aria-label={t(known === state ? words.forget : words.know, { name, state })}
              onClick={() => onKnow?.(known === state ? others : { ...others, [name]: state })}
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
