import { useCallback } from "preact/hooks";
import type { GraphDocument } from "../../../../shared/experiment/document.ts";
import type { TextMap } from "../../../../shared/experiment/fields.ts";
import { NODE_OPERATIONS } from "../../../../shared/labs/graphs/deterministic.ts";
import { followedName, followedNames } from "../../../../shared/labs/graphs/followed.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { namesIn } from "../../../i18n/node-names.ts";
import { GraphEditor } from "../../../views/graph-editor/index.ts";
import type { Props } from "./use-net.ts";
import { words } from "./words.ts";

/** The graph of the form, to be edited; that of the result where there is no form. */
export function GraphView({ data, draft, experiment }: Props) {
  const document = draft?.data?.document ?? data?.document;
  const params = draft?.experiment.params ?? experiment.params;
  const evidence = params.evidence as TextMap;
  const look = useCallback(
    (node: string) => {
      if (!Object.hasOwn(evidence, node)) return undefined;
      const names = namesIn(document);
      const value = names.state(evidence[node]);
      const told = () => t(words.knownTold, { name: names.node(node), state: value });
      return { mark: "evidence" as const, value, told };
    },
    [evidence, document, locale.value],
  );
  if (!document) return <p class="part-caption">{t(words.noGraph)}</p>;
  const edit = (next: GraphDocument, gesture?: string) =>
    draft?.edit(next, gesture, {
      evidence: followedNames(evidence, document, next),
      values: followedNames(params.values as TextMap, document, next),
      ...(params.root && { root: followedName(params.root as string, document, next) }),
    });
  return (
    <GraphEditor
      document={document}
      title={t(words.graphTitle)}
      look={look}
      {...(draft && { onEdit: edit, undo: draft.undo, redo: draft.redo })}
      {...(document.kind === "deterministic" && { operations: NODE_OPERATIONS })}
    />
  );
}
