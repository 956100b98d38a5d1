import { useSignal } from "@preact/signals";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import { words } from "../../i18n/graph-editor.ts";
import { t } from "../../i18n/locale.ts";
import { namesIn } from "../../i18n/node-names.ts";
import { counted } from "../../i18n/numbers.ts";
import { goTo } from "./keys.ts";
import { idOf } from "./scene.ts";
import type { PartProps } from "./toolbar.tsx";

/** The graph in sentences, one per node and factor; made when it is opened. */
export function Sentences({ session, given }: PartProps) {
  const isOpen = useSignal(false);
  const { document, look } = given;
  const names = namesIn(document);
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
                  {names.node(name)}
                </button>
                {nodeSentence(document, name)} {look?.(name)?.told?.()}
              </li>
            ))}
            {"factors" in document &&
              document.factors.map((factor, f) => (
                <li key={`${f} ${factor.scope.join()}`}>
                  {t(words.factorOver, {
                    factor: factorName(document, factor, f),
                    names: listed(factor.scope.map(names.node)),
                  })}
                </li>
              ))}
            {document.plates?.map(({ name, nodes, size }) => (
              <li key={name}>{t(words.plateOf, { name, size, names: listed(nodes.map(names.node)) })}</li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

const listed = (names: readonly string[]) => (names.length > 0 ? names.join(", ") : t(words.nobody));

const factorName = (document: GraphDocument, { name }: { readonly name?: string }, place: number) =>
  name === undefined ? t(words.factorNumber, { number: place + 1 }) : namesIn(document).node(name);

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
  const names = namesIn(document);
  if ("operation" in node) {
    const to = document.nodes.filter((own) => "inputs" in own && own.inputs.includes(name)).map((own) => own.name);
    const ends = { inputs: listed(node.inputs.map(names.node)), to: listed(to.map(names.node)) };
    return t(words.operationSentence, { operation: node.operation, ...ends });
  }
  const states = listed(node.states.map(names.state));
  if (!("parents" in node)) {
    const factors = ("factors" in document ? document.factors : []).flatMap((factor, f) =>
      factor.scope.includes(name) ? [factorName(document, factor, f)] : [],
    );
    return t(words.variableSentence, { states, factors: listed(factors) });
  }
  const to = document.nodes.filter((own) => "parents" in own && own.parents.includes(name)).map((own) => own.name);
  const ends = { parents: listed(node.parents.map(names.node)), to: listed(to.map(names.node)) };
  return t(words.nodeSentence, { ...ends, states });
}
