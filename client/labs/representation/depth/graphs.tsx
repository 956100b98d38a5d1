import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { graphOf, measuresOf, pathOf, valuesOf } from "../../../../shared/labs/representation/depth/computation.ts";
import type { DepthParams, GraphParams } from "../../../../shared/labs/representation/depth/fields.ts";
import { FORM_NAMES } from "../../../../shared/labs/representation/depth/forms.ts";
import { formsOf, type ReadForm, variablesIn } from "../../../../shared/labs/representation/depth/graphs.ts";
import { printExpression } from "../../../../shared/math/expression/index.ts";
import { t } from "../../../i18n/locale.ts";
import { LiveLine } from "../../../views/live-line.tsx";
import { seriesColor } from "../../../views/palette.ts";
import { DrawnGraph, say } from "../../parts/drawn-graph.tsx";
import { ExpressionBox, useDraft } from "../../parts/expression-box.tsx";
import { NamedNumbers } from "../../parts/named-numbers.tsx";
import type { ViewProps } from "../../view.ts";
import { words } from "./words.ts";

/** Operations beside each other that need a whole row. */
const MANY = 14;
/** Letters of a form's text that are shown. */
const LETTERS = 300;
const STARTS = [1, 0.5, -1, 2, -0.5, 1.5];

/** Each form of the function as a graph; numbers flow through it from the boxes. */
export function GraphTopic({ experiment, propose, metrics }: ViewProps<DepthParams>) {
  const params = experiment.params as GraphParams;
  const { source, operations, expression = "" } = params;
  const given = useSignal<Readonly<Record<string, number>>>({});
  const draft = useDraft(expression, (text) => formsOf({ ...params, expression: text }), [params]);
  const forms = draft.read;
  const names = variablesIn(forms);
  const startOf = (i: number) => (source === "parity" ? (i + 1) % 2 : STARTS[i % STARTS.length]);
  const values = Object.fromEntries(names.map((name, i) => [name, given.value[name] ?? startOf(i)]));
  return (
    <>
      {source === "own" && (
        <ExpressionBox act="edit" label={t(words.edit)} draft={draft} onUse={(text) => propose({ expression: text })} />
      )}
      <NamedNumbers
        act="input"
        legend={t(words.inputsHeading)}
        names={names}
        values={values}
        onSet={(name, value) => (given.value = { ...given.value, [name]: value })}
      />
      {metrics.difference !== undefined && !(source === "own" && draft.isChanged) && (
        <p class="part-caption">{t(words.difference, { value: say(metrics.difference) })}</p>
      )}
      {metrics.oneSided !== undefined && !(source === "own" && draft.isChanged) && (
        <p class="part-caption">{t(words.oneSided, { count: metrics.oneSided })}</p>
      )}
      <div class="part-pair depth-graphs">
        {forms.map((form) => (
          <FormGraph key={form.id} form={form} operations={operations} values={values} />
        ))}
      </div>
    </>
  );
}

interface FormGraphProps {
  readonly form: ReadForm;
  readonly operations: GraphParams["operations"];
  readonly values: Readonly<Record<string, number>>;
}

function FormGraph({ form: { id, expression, text }, operations, values }: FormGraphProps) {
  const { graph, measures, path } = useMemo(() => {
    const made = graphOf(expression, operations);
    return { graph: made, measures: measuresOf(made), path: pathOf(made) };
  }, [expression, operations]);
  const found = valuesOf(graph, values);
  const nodes = graph.nodes.map(({ label, inputs, isLeaf, value }, n) => {
    const own = { name: label, value: say(found[n]) };
    // What a number is, its label says already.
    if (isLeaf) return { label, kind: "leaf" as const, told: t(words.leafTold, own), bare: value.kind !== "variable" };
    const from = inputs.map((input) => say(found[input])).join(", ");
    return {
      label,
      kind: "operation" as const,
      told: t(words.nodeTold, { ...own, depth: path.depths[n], inputs: from }),
    };
  });
  const told = text.length > LETTERS ? `${text.slice(0, LETTERS)} …` : printExpression(expression);
  return (
    <div class={measures.width > MANY ? "depth-form depth-wide" : "depth-form"}>
      <DrawnGraph
        title={t(words.graphOf, { form: t(FORM_NAMES[id]) })}
        note={t(words.graphNote, { ...measures })}
        nodes={nodes}
        inputs={graph.nodes.map(({ inputs }) => inputs)}
        {...path}
        values={found}
      />
      <p class="part-caption depth-text">{t(words.formText, { text: told })}</p>
    </div>
  );
}

/** Operations and longest path of each form, over n. */
export function GraphGrowth({ experiment, fold }: ViewProps<DepthParams>) {
  const params = experiment.params as GraphParams;
  const { operations, depths } = fold.output("graph") ?? {};
  if (params.source === "own") return <p class="part-caption">{t(words.noSize)}</p>;
  if (!operations || !depths) return <p class="part-caption">{t(words.empty)}</p>;
  const forms = formsOf(params);
  const sizes = Array.from({ length: operations.shape[0] }, (_, i) => i + 2);
  const lines = ({ values }: typeof operations) =>
    forms.map(({ id }, f) => ({
      label: t(FORM_NAMES[id]),
      color: seriesColor(f),
      x: sizes,
      y: sizes.map((_, i) => Number(values[i * forms.length + f])),
    }));
  const x = { label: t(words.size) };
  return (
    <div class="part-pair">
      <LiveLine
        title={t(words.operationsBySize)}
        x={x}
        y={{ label: t(words.operations), log: true }}
        series={lines(operations)}
      />
      <LiveLine title={t(words.depthBySize)} x={x} y={{ label: t(words.steps), zero: true }} series={lines(depths)} />
    </div>
  );
}
