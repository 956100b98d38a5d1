/** Controls that name nodes of the experiment's graph: values by name (`MapField`), and one node. */
import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import type { MapField, MapValue } from "../../../shared/experiment/fields.ts";
import { locale, t } from "../../i18n/locale.ts";
import { words } from "../../i18n/map.ts";
import { type Names, namesIn } from "../../i18n/node-names.ts";
import { Icon } from "../../views/icon.tsx";
import { NumberBox } from "../../views/number-box.tsx";
import { useTyped } from "../../views/typed.ts";
import { type Nameable, nameableIn, typedNumbers, withValue, writtenNumbers } from "./named-values.ts";
import { NodePicker } from "./node-picker.tsx";
import "./named-controls.css";

interface Shared {
  readonly id: string;
  readonly path: string;
  readonly label: string;
  readonly error: unknown;
  readonly document: GraphDocument | undefined;
  onSet(value: unknown): void;
}

export interface MapControlProps extends Shared {
  readonly field: MapField;
  readonly value: MapValue;
}

/** A row per entry, and one to add another. Whoever removes one, or adds one, goes on from the row that adds. */
export function MapControl({ id, path, label, field, value, error, document, onSet }: MapControlProps) {
  const nodes = field.names === "nodes" ? nameableIn(document) : [];
  const names = namesIn(document);
  const adding = useRef<HTMLDivElement>(null);
  const entries = Object.entries<string | readonly number[]>(value);
  const set = (name: string, one: unknown) => onSet(withValue(value, name, one));
  const wrongAt = error instanceof Error && "path" in error ? error.path : undefined;
  const goOn = () => adding.current?.querySelector<HTMLElement>("select, input")?.focus();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend beside the label that is there
    <div id={id} class="named" role="group" aria-labelledby={`${id}-label`}>
      {entries.length === 0 && <p class="soft small">{t(words.none)}</p>}
      {entries.length > 0 && (
        <ul class="named-rows">
          {entries.map(([name, one]) => (
            <li key={name} class={field.values === "text" ? "named-row" : "named-row named-numbers"}>
              <span class="named-name">{names.node(name)}</span>
              <EntryValue
                label={t(words.of, { label, name: names.node(name) })}
                value={one}
                states={statesOf(nodes, name)}
                names={names}
                wrong={wrongAt === `${path}.${name}` ? `${id}-error` : undefined}
                onSet={(next) => set(name, next)}
              />
              <button
                type="button"
                class="quiet icon named-remove"
                aria-label={t(words.remove, { name: names.node(name) })}
                title={t(words.remove, { name: names.node(name) })}
                onClick={() => {
                  set(name, null);
                  goOn();
                }}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div ref={adding}>
        {entries.length < field.maxItems ? (
          <Adding {...{ label, field, nodes, names }} taken={entries.map(([name]) => name)} add={set} after={goOn} />
        ) : (
          <p class="soft small">{t(words.full, { max: String(field.maxItems) })}</p>
        )}
      </div>
    </div>
  );
}

const statesOf = (nodes: readonly Nameable[], name: string) => nodes.find((node) => node.name === name)?.states ?? [];

interface EntryProps {
  readonly label: string;
  readonly value: string | readonly number[];
  /** None where the name is of no known node. */
  readonly states: readonly string[];
  readonly names: Names;
  /** Id of what says what is wrong with it. */
  readonly wrong: string | undefined;
  onSet(value: unknown): void;
}

function EntryValue({ value, ...props }: EntryProps) {
  if (typeof value === "string") {
    if (props.states.length === 0) return <TextBox {...props} text={value} onText={props.onSet} />;
    return <StateSelect {...props} value={value} />;
  }
  if (value.length === props.states.length) return <Weights {...props} value={value} />;
  const take = (text: string) => props.onSet(typedNumbers(text, locale.peek()));
  return <TextBox {...props} text={writtenNumbers(value, locale.value)} onText={take} />;
}

function StateSelect({
  label,
  value,
  states,
  names,
  onSet,
}: Pick<EntryProps, "label" | "states" | "names" | "onSet"> & { value: string }) {
  // A state that the node no longer has stays in sight: the lab says what is wrong with it.
  const options = states.includes(value) ? states : [value, ...states];
  return (
    <select aria-label={label} value={value} onChange={(event) => onSet(event.currentTarget.value)}>
      {options.map((state) => (
        <option key={state} value={state}>
          {names.state(state)}
        </option>
      ))}
    </select>
  );
}

function TextBox({
  label,
  text,
  wrong,
  onText,
}: Pick<EntryProps, "label" | "wrong"> & { readonly text: string; onText(text: string): void }) {
  const { box } = useTyped(text, wrong !== undefined, onText);
  return <input type="text" aria-label={label} aria-invalid={wrong !== undefined} aria-describedby={wrong} {...box} />;
}

/** A box for each state. Weights need not sum to one: only their ratios count. */
function Weights({ label, value, states, names, wrong, onSet }: EntryProps & { readonly value: readonly number[] }) {
  // What is wrong with an entry is wrong with the number that was set last.
  const last = useSignal(-1);
  return (
    <div class="named-weights">
      {states.map((state, i) => (
        <label key={state}>
          <span class="soft small">{names.state(state)}</span>
          <NumberBox
            label={`${label} = ${names.state(state)}`}
            value={value[i]}
            min={0}
            max={Number.MAX_SAFE_INTEGER}
            step={0.1}
            wrong={i === last.value ? wrong : undefined}
            onSet={(next) => {
              last.value = i;
              onSet(value.map((one, place) => (place === i ? next : one)));
            }}
          />
        </label>
      ))}
    </div>
  );
}

interface AddingProps {
  readonly label: string;
  readonly field: MapField;
  readonly nodes: readonly Nameable[];
  readonly names: Names;
  readonly taken: readonly string[];
  add(name: string, value: unknown): void;
  after(): void;
}

/** Picks a name and, of a text, its value; weights begin all alike, which says nothing yet. */
function Adding({ label, field, nodes, names, taken, add, after }: AddingProps) {
  const name = useSignal("");
  const value = useSignal("");
  const free = nodes.filter((node) => !taken.includes(node.name));
  if (nodes.length > 0 && free.length === 0) return <p class="soft small">{t(words.allNodes)}</p>;
  const states = statesOf(nodes, name.value.trim());
  const isText = field.values === "text";
  // Of nodes that are known, first which one: then what its value may be is known.
  const isOpen = nodes.length === 0 || name.value.trim() !== "";
  const given = states.length > 0 ? (states.includes(value.value) ? value.value : states[0]) : value.value;
  const asksValue = isText || states.length === 0;
  const isReady = name.value.trim() !== "" && (!asksValue || given.trim() !== "");
  const take = () => {
    if (!isReady) return;
    const numbers = asksValue ? typedNumbers(given, locale.peek()) : states.map(() => 1);
    add(name.value.trim(), isText ? given.trim() : numbers);
    name.value = "";
    value.value = "";
    after();
  };
  const onEnter = (event: KeyboardEvent) => event.key === "Enter" && take();
  const example = writtenNumbers([0.7, 0.3], locale.value);
  const valueLabel = isText ? t(words.value) : t(words.numbers, { example });
  const what = t(field.names === "nodes" ? words.node : words.name);
  const of = (part: string) => `${t(words.addTo, { label })}: ${part}`;
  return (
    <div class="named-adding">
      <NodePicker
        nodes={free}
        none={t(words.choose)}
        names={names}
        value={name.value}
        onName={(next) => (name.value = next)}
        named={{ "aria-label": of(what) }}
        box={{
          placeholder: nodes.length > 0 ? t(words.search) : what,
          value: name.value,
          onInput: (event) => (name.value = event.currentTarget.value),
          onKeyDown: onEnter,
        }}
      />
      {isText && states.length > 0 && (
        <StateSelect
          label={of(t(words.state))}
          value={given}
          states={states}
          names={names}
          onSet={(next) => (value.value = String(next))}
        />
      )}
      {isOpen && states.length === 0 && (
        <input
          type="text"
          aria-label={of(valueLabel)}
          placeholder={valueLabel}
          value={value.value}
          onInput={(event) => (value.value = event.currentTarget.value)}
          onKeyDown={onEnter}
        />
      )}
      <button type="button" class="small" aria-label={t(words.addTo, { label })} disabled={!isReady} onClick={take}>
        {t(words.add)}
      </button>
    </div>
  );
}

export interface NodeControlProps extends Shared {
  readonly value: string;
}

/** One node of the graph, or none. */
export function NodeControl({ id, error, document, value, onSet }: NodeControlProps) {
  const failed = error !== undefined;
  const { box } = useTyped(value, failed, onSet);
  const named = { id, "aria-invalid": failed, "aria-describedby": failed ? `${id}-error` : undefined };
  return (
    <NodePicker
      nodes={nameableIn(document)}
      names={namesIn(document)}
      none="–"
      value={value}
      onName={onSet}
      named={named}
      box={box}
    />
  );
}
