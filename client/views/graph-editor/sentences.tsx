import { useSignal } from "@preact/signals";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import { words } from "../../i18n/graph-editor.ts";
import { t } from "../../i18n/locale.ts";
import { counted } from "../../i18n/numbers.ts";
import { goTo } from "./keys.ts";
import { idOf } from "./scene.ts";
import type { PartProps } from "./toolbar.tsx";

/** The graph in sentences, one per node and factor; made when it is opened. */
export function Sentences({ session, given }: PartProps) {
  const isOpen = useSignal(false);
  const { document, look } = given;
  return (
    <details class="graph-sentences" onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>{t(words.inSentences)}</summary>
      {isOpen.value && (
        <>
          <p>{summaryOf(document)}</p>
          <ul>
            {document.nodes.map(({ name }) => (
              <li key={name}>
                <button type="button" class="quiet small" onClick={() => goTo(session, idOf(name), true)}>
                  {name}
                </button>
                {nodeSentence(document, name)} {look?.(name)?.told}
              </li>
            ))}
            {"factors" in document &&
              document.factors.map((factor, f) => (
                <li key={`${f} ${factor.scope.join()}`}>
                  {t(words.factorOver, {
                    factor: factor.name ?? t(words.factorNumber, { number: f + 1 }),
                    names: listed(factor.scope),
                  })}
                </li>
              ))}
            {document.plates?.map(({ name, nodes, size }) => (
              <li key={name}>{t(words.plateOf, { name, size, names: listed(nodes) })}</li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

const listed = (names: readonly string[]) => (names.length > 0 ? names.join(", ") : t(words.nobody));

export function summaryOf(document: GraphDocument): string {
  const lines = document.nodes.reduce(
    (sum, node) => sum + ("parents" in node ? node.parents.length : "inputs" in node ? node.inputs.length : 0),
    0,
  );
  const nodes = counted(words.nodes, document.nodes.length);
  if ("factors" in document) return `${nodes}, ${counted(words.factors, document.factors.length)}.`;
  return `${nodes}, ${counted(words.arrows, lines)}.`;
}

/** What a node is, what leads to it, and what it leads to. */
export function nodeSentence(document: GraphDocument, name: string): string {
  const node = document.nodes.find((own) => own.name === name);
  if (!node) return "";
  if ("operation" in node) {
    const to = document.nodes.filter((own) => "inputs" in own && own.inputs.includes(name)).map((own) => own.name);
    return t(words.operationSentence, { operation: node.operation, inputs: listed(node.inputs), to: listed(to) });
  }
  const states = listed(node.states);
  if (!("parents" in node)) {
    const factors = ("factors" in document ? document.factors : []).flatMap((factor, f) =>
      factor.scope.includes(name) ? [factor.name ?? t(words.factorNumber, { number: f + 1 })] : [],
    );
    return t(words.variableSentence, { states, factors: listed(factors) });
  }
  const to = document.nodes.filter((own) => "parents" in own && own.parents.includes(name)).map((own) => own.name);
  return t(words.nodeSentence, { parents: listed(node.parents), to: listed(to), states });
}
