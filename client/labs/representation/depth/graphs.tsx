import { useSignal } from "@preact/signals";
import { useMemo, useRef } from "preact/hooks";
import { ExperimentError } from "../../../../shared/experiment/errors.ts";
import { graphOf, measuresOf, pathOf, valuesOf } from "../../../../shared/labs/representation/depth/computation.ts";
import type { DepthParams, GraphParams } from "../../../../shared/labs/representation/depth/fields.ts";
import { FORM_NAMES } from "../../../../shared/labs/representation/depth/forms.ts";
import { formsOf, type ReadForm, variablesIn } from "../../../../shared/labs/representation/depth/graphs.ts";
import { printExpression } from "../../../../shared/math/expression/index.ts";
import { explain } from "../../../i18n/explain.ts";
import { t } from "../../../i18n/locale.ts";
import { NumberBox } from "../../../views/number-box.tsx";
import type { ViewProps } from "../../view.ts";
import { DrawnGraph, say } from "./drawn-graph.tsx";
import { words } from "./words.ts";

/** Variables that have a box. */
const BOXES = 16;
/** Operations beside each other that need a whole row. */
const MANY = 14;
/** Letters of a form's text that are shown. */
const LETTERS = 300;
const STARTS = [1, 0.5, -1, 2, -0.5, 1.5];

/** Each form of the function as a graph; numbers flow through it from the boxes. */
export function GraphTopic({ experiment, propose, metrics }: ViewProps<DepthParams>) {
  const params = experiment.params as GraphParams;
  const isOwn = params.source === "own";
  const typed = useSignal<string | null>(null);
  const given = useSignal<Readonly<Record<string, number>>>({});
  const { expression = "" } = params;
  const draft = isOwn ? (typed.value ?? expression) : null;
  const good = useRef<readonly ReadForm[] | null>(null);
  const { forms, wrong } = useMemo(() => readForms(params, draft, good.current), [params, draft]);
  good.current = forms;
  const names = variablesIn(forms);
  const values = Object.fromEntries(
    names.map((name, i) => [
      name,
      given.value[name] ?? (params.source === "parity" ? (i + 1) % 2 : STARTS[i % STARTS.length]),
    ]),
  );
  return (
    <>
      {isOwn && (
        <div class="part-controls depth-edit">
          <label class="part-control depth-expression" data-act="edit">
            {t(words.edit)}
            <input
              type="text"
              value={draft ?? ""}
              spellcheck={false}
              autocapitalize="off"
              aria-invalid={wrong !== null}
              aria-describedby={wrong ? "depth-wrong" : undefined}
              onInput={(event) => {
                typed.value = event.currentTarget.value;
              }}
            />
          </label>
          {draft !== expression && !wrong && (
            <button type="button" class="small" onClick={() => propose({ expression: draft ?? "" })}>
              {t(words.use)}
            </button>
          )}
          {wrong && (
            <p class="part-warning" id="depth-wrong" role="status">
              {explain(wrong)}
            </p>
          )}
        </div>
      )}
      <Inputs
        names={names}
        values={values}
        onSet={(name, value) => (given.value = { ...given.value, [name]: value })}
      />
      {metrics.difference !== undefined && draft === (isOwn ? expression : null) && (
        <p class="part-caption">{t(words.difference, { value: say(metrics.difference) })}</p>
      )}
      <div class="part-pair depth-graphs">
        {forms.map((form) => (
          <FormGraph key={form.id} form={form} operations={params.operations} values={values} />
        ))}
      </div>
    </>
  );
}

/** What is typed is drawn at once; while it is wrong, what was last right. */
function readForms(params: GraphParams, draft: string | null, last: readonly ReadForm[] | null) {
  try {
    return { forms: formsOf(draft === null ? params : { ...params, expression: draft }), wrong: null };
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return { forms: last ?? formsOf(params), wrong: error };
  }
}

interface InputsProps {
  readonly names: readonly string[];
  readonly values: Readonly<Record<string, number>>;
  onSet(name: string, value: number): void;
}

function Inputs({ names, values, onSet }: InputsProps) {
  const boxes = names.slice(0, BOXES);
  return (
    <fieldset class="part-controls depth-inputs" data-act="input">
      <legend class="visually-hidden">{t(words.inputsHeading)}</legend>
      {boxes.map((name) => (
        <label key={name} class="part-control">
          {name}
          <NumberBox
            value={values[name]}
            min={-1000}
            max={1000}
            step={0.5}
            onSet={(value) => {
              if (typeof value === "number") onSet(name, Math.min(1000, Math.max(-1000, value)));
            }}
          />
        </label>
      ))}
      {names.length > boxes.length && (
        <span class="part-caption">{t(words.moreInputs, { count: names.length - boxes.length })}</span>
      )}
    </fieldset>
  );
}

interface FormGraphProps {
  readonly form: ReadForm;
  readonly operations: GraphParams["operations"];
  readonly values: Readonly<Record<string, number>>;
}

function FormGraph({ form: { id, expression, text }, operations, values }: FormGraphProps) {
  const { graph, measures, path, depths } = useMemo(() => {
    const made = graphOf(expression, operations);
    return { graph: made, measures: measuresOf(made), ...pathOf(made) };
  }, [expression, operations]);
  const found = valuesOf(graph, values);
  const nodes = graph.nodes.map(({ label, isLeaf, value }, n) => {
    const told = isLeaf
      ? t(words.leafTold, { name: label, value: say(found[n]) })
      : t(words.nodeTold, {
          depth: depths[n],
          name: label,
          inputs: graph.nodes[n].inputs.map((input) => say(found[input])).join(", "),
          value: say(found[n]),
        });
    const kind = isLeaf ? ("leaf" as const) : ("operation" as const);
    // What a number is, its label says already.
    return { label, kind, told, ...((!isLeaf || value.kind === "variable") && { value: say(found[n]) }) };
  });
  const { longestPath: depth, operations: count, width } = measures;
  const told = text.length > LETTERS ? `${text.slice(0, LETTERS)} …` : printExpression(expression);
  return (
    <div class={width > MANY ? "depth-form depth-wide" : "depth-form"}>
      <DrawnGraph
        title={t(words.graphOf, { form: t(FORM_NAMES[id]) })}
        note={t(words.graphNote, { depth, operations: count, width })}
        nodes={nodes}
        inputs={graph.nodes.map(({ inputs }) => inputs)}
        path={path}
        depths={depths}
        values={found}
      />
      <p class="part-caption depth-text">{t(words.formText, { text: told })}</p>
    </div>
  );
}
