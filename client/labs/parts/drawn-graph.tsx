import { locale, t } from "../../i18n/locale.ts";
import { formatNumber } from "../../i18n/numbers.ts";
import { Digraph, type DigraphNode } from "../../views/digraph.tsx";
import { download } from "../../views/export.ts";
import { Figure } from "../../views/figure.tsx";
import { words } from "./graph-words.ts";

/** A value as it stands at a node. */
export const say = (value: number) => formatNumber(value, locale.value, 3);

interface DrawnGraphProps {
  readonly title: string;
  readonly note: string;
  /** `bare`: its value is its label, or is none. */
  readonly nodes: readonly (Omit<DigraphNode, "value"> & { readonly bare?: boolean })[];
  /** Of each node those that lead to it. */
  readonly inputs: readonly (readonly number[])[];
  /** Nodes of the longest path, one after another. */
  readonly path: readonly number[];
  readonly depths: ArrayLike<number>;
  readonly values: ArrayLike<number>;
  /** Inputs stand above what they lead to: causes above effects. */
  readonly down?: boolean;
}

/** A graph in its frame, with values at its nodes and its longest path; its nodes as a table, CSV and JSON. */
export function DrawnGraph({ title, note, nodes, inputs, path, depths, values, down = false }: DrawnGraphProps) {
  const valued = nodes.map(({ bare, ...node }, n) => (bare ? node : { ...node, value: say(values[n]) }));
  const numbers = nodes.map((_, n) => n);
  const isOn = (n: number) => path.includes(n);
  const saveJson = () => {
    const told = nodes.map(({ label }, n) => ({
      id: n,
      label,
      inputs: inputs[n],
      depth: depths[n],
      value: Number.isFinite(values[n]) ? values[n] : null,
      longestPath: isOn(n),
    }));
    download(`${title}.json`, `${JSON.stringify({ nodes: told }, null, 2)}\n`, "application/json");
  };
  return (
    <Figure
      title={title}
      note={note}
      controls={
        <button type="button" class="quiet small" onClick={saveJson}>
          {t(words.json)}
        </button>
      }
      columns={() => [
        { name: t(words.node), values: numbers },
        { name: t(words.label), values: nodes.map(({ label }) => label) },
        { name: t(words.inputs), values: inputs.map((own) => own.join(" ")) },
        { name: t(words.depth), values: Array.from(depths) },
        { name: t(words.value), values: Array.from(values) },
        { name: t(words.longest), values: numbers.map((n) => t(isOn(n) ? words.yes : words.no)) },
      ]}
    >
      <Digraph title={title} nodes={valued} inputs={inputs} path={path} down={down} hint={t(words.graphHint)} />
    </Figure>
  );
}
