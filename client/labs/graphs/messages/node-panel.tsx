import { t } from "../../../i18n/locale.ts";
import { Select } from "../../parts/select.tsx";
import type { Shown } from "./course.ts";
import { say } from "./say.ts";
import { words } from "./words.ts";

type Evidence = Readonly<Record<string, string>>;

interface NodePanelProps extends Shown {
  readonly node: number;
  readonly believed: Float64Array | undefined;
  readonly right: Float64Array | undefined;
  readonly evidence: Evidence;
  readonly onPress: ((node: string, state: string) => void) | undefined;
  onChoose(node: number): void;
}

/** The chosen node: what is believed of each state, and a button that makes it known. */
export function NodePanel({ net, node, believed, right, evidence, onPress, onChoose }: NodePanelProps) {
  const { names, states, document } = net.compiled;
  // Evidence knows a node and its states by the names that the document has.
  const own = document.nodes[node];
  const known = Object.hasOwn(evidence, own.name) ? own.states.indexOf(evidence[own.name]) : -1;
  return (
    <section class="messages-panel" aria-label={t(words.chosen)}>
      <Select act="node" label={t(words.node)} names={names} value={node} onChoose={onChoose} />
      <ul data-act="evidence">
        {states[node].map((state, s) => (
          <li key={state}>
            <button
              type="button"
              class="small"
              data-tells
              disabled={!onPress}
              aria-pressed={known === s}
              aria-label={t(known === s ? words.forget : words.know, { name: names[node], state })}
              onClick={() => onPress?.(own.name, own.states[s])}
            >
              {state}
            </button>
            <span
              class="messages-bar"
              style={{ "--share": `${100 * (believed?.[s] ?? 0)}%`, ...(right && { "--exact": `${100 * right[s]}%` }) }}
            />
            <span class="part-number">{believed ? say(believed[s]) : ""}</span>
          </li>
        ))}
      </ul>
      <p class="part-caption">{t(words.setNote)}</p>
    </section>
  );
}
