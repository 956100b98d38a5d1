import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import type { GraphDocument } from "../../../shared/experiment/document.ts";
import type { Field, IntegerField, MapValue, NumberField, ParamValue } from "../../../shared/experiment/fields.ts";
import type { Localized } from "../../../shared/text.ts";
import { explain } from "../../i18n/explain.ts";
import { words } from "../../i18n/lab.ts";
import { t } from "../../i18n/locale.ts";
import { words as sweep } from "../../i18n/vary.ts";
import { NumberBox } from "../../views/number-box.tsx";
import { useTyped } from "../../views/typed.ts";
import { lazy, nothing } from "../lazy.tsx";
import type { LinesControlProps } from "./lines-control.tsx";
import type { MapControlProps, NodeControlProps } from "./named-controls.tsx";
import { say } from "./say.ts";
import { fromSlider, linearStep, sliderScale, toSlider } from "./slider.ts";
import "./field.css";

const MapControl = lazy<MapControlProps>(async () => (await import("./named-controls.tsx")).MapControl, nothing);
const LinesControl = lazy<LinesControlProps>(async () => (await import("./lines-control.tsx")).LinesControl, nothing);
const NodeControl = lazy<NodeControlProps>(async () => (await import("./named-controls.tsx")).NodeControl, nothing);

export interface FieldProps {
  /** Path of the value in the experiment: "params.hidden". */
  readonly path: string;
  readonly field: Field;
  readonly value: ParamValue;
  /** Where the form started; a value that differs is marked, and double-click restores it. */
  readonly base: ParamValue | undefined;
  readonly error: unknown;
  /** Names of the columns that the table has. */
  readonly columns?: readonly string[] | undefined;
  /** The graph of the data, whose nodes some fields name. */
  readonly document?: GraphDocument | undefined;
  onSet(value: unknown, gesture?: string): void;
  onSettle(): void;
  /** Begins to run over several of its values; absent where it cannot. */
  vary?(): void;
  /** The values that it runs over: its own counts for the form alone then. */
  readonly varied?: readonly ParamValue[] | undefined;
}

/** One control, made from its field: label, value with unit, help on demand, error where it arises. */
export function FieldControl(props: FieldProps) {
  const { field, value, base, error, path } = props;
  const id = useId();
  const helping = useSignal(false);
  const back = base ?? field.default;
  const changed = JSON.stringify(value) !== JSON.stringify(back);
  const goBack = () => props.onSet(back);
  const label = t(field.label);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: double-click is a shortcut for the button that the mark is
    <div class={`field kind-${field.kind}`} onDblClick={(event) => !isTyping(event.target) && goBack()}>
      <div class="field-head">
        <label id={`${id}-label`} for={id}>
          {label}
        </label>
        {changed && (
          <button
            type="button"
            class="quiet field-mark"
            title={t(words.changed, { value: say(field, back) })}
            aria-label={`${label}: ${t(words.backTo, { value: say(field, back) })}`}
            onClick={goBack}
          >
            <span class="field-dot" aria-hidden="true" />
          </button>
        )}
        {props.vary && <Vary label={label} varied={props.varied} vary={props.vary} />}
        <button
          type="button"
          class="quiet field-help"
          aria-expanded={helping.value}
          aria-controls={`${id}-help`}
          aria-label={t(words.help, { label })}
          onClick={() => {
            helping.value = !helping.value;
          }}
        >
          <span aria-hidden="true">?</span>
        </button>
      </div>
      <Control {...props} id={id} />
      <p id={`${id}-help`} class="field-note soft" hidden={!helping.value}>
        {t(field.help)}
      </p>
      {error !== undefined && (
        <p id={`${id}-error`} class="field-note field-error" role="alert">
          {explain(error)}
        </p>
      )}
      <span class="visually-hidden" data-path={path} />
    </div>
  );
}

interface VaryProps {
  readonly label: string;
  readonly varied: readonly ParamValue[] | undefined;
  vary(): void;
}

/** Begins a sweep over the control; where there is one, says over how many values. */
function Vary({ label, varied, vary }: VaryProps) {
  if (varied) return <span class="field-vary field-varied">× {varied.length}</span>;
  return (
    <button type="button" class="quiet field-vary" aria-label={t(sweep.varyField, { label })} onClick={vary}>
      {t(sweep.vary)}
    </button>
  );
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && target.type !== "range") ||
  // Buttons that are pressed twice.
  (target instanceof Element && target.closest(".named") !== null);

type ControlProps = FieldProps & { readonly id: string };

function Control(props: ControlProps) {
  const { field, value, id, onSet } = props;
  const { path, error, document } = props;
  const named = { id, path, label: t(field.label), error, document, onSet };
  switch (field.kind) {
    case "integer":
    case "number":
      return <NumberControl {...props} field={field} />;
    case "choice":
      return (
        <select id={id} value={String(value)} onChange={(event) => onSet(event.currentTarget.value)}>
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {t(option.label)}
            </option>
          ))}
        </select>
      );
    case "boolean":
      return (
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          onChange={(event) => onSet(event.currentTarget.checked)}
        />
      );
    case "text":
      if (field.names === "nodes") return <NodeControl {...named} value={String(value)} />;
      if (field.lines) return <LinesControl {...named} text={String(value)} onSettle={props.onSettle} />;
      return <TextControl {...props} text={String(value)} />;
    case "integers":
      return (
        <TextControl
          {...props}
          text={(value as readonly number[]).join(", ")}
          hint={t(words.listOf, { min: field.minItems, max: field.maxItems })}
        />
      );
    case "columns":
      return <ColumnsControl {...props} most={field.maxItems} none={field.none} />;
    case "map":
      return <MapControl {...named} field={field} value={value as MapValue} />;
    default:
      return field satisfies never;
  }
}

function NumberControl({
  field,
  value,
  id,
  path,
  error,
  onSet,
  onSettle,
}: ControlProps & { readonly field: IntegerField | NumberField }) {
  const scale = sliderScale(field);
  const number = Number(value);
  return (
    <div class="field-number">
      <input
        type="range"
        aria-label={t(field.label)}
        {...scale}
        value={toSlider(field, number)}
        aria-valuetext={say(field, number)}
        onInput={(event) => {
          onSet(fromSlider(field, event.currentTarget.valueAsNumber), path);
        }}
        onChange={onSettle}
      />
      <span class="field-typed">
        <NumberBox
          id={id}
          value={number}
          min={field.min}
          max={field.max}
          step={field.step ?? (field.kind === "integer" ? 1 : linearStep(field))}
          wrong={error === undefined ? undefined : `${id}-error`}
          ungrouped={/(^|\.)seed$/.test(path)}
          onSet={onSet}
        />
        {field.unit && <span class="field-unit soft">{field.unit}</span>}
      </span>
    </div>
  );
}

function TextControl({
  id,
  text,
  hint,
  error,
  onSet,
}: ControlProps & { readonly text: string; readonly hint?: string }) {
  const failed = error !== undefined;
  const { box } = useTyped(text, failed, onSet);
  return (
    <input
      id={id}
      type="text"
      placeholder={hint}
      {...box}
      aria-invalid={failed}
      aria-describedby={failed ? `${id}-error` : undefined}
    />
  );
}

type ColumnsProps = ControlProps & { readonly most: number; readonly none: Localized | undefined };

function ColumnsControl({ id, value, columns, most, none, onSet }: ColumnsProps) {
  const chosen = value as readonly string[];
  const names = [...new Set([...(columns ?? []), ...chosen])];
  if (names.length === 0) {
    return (
      <p id={id} class="soft small">
        {t(words.noColumns)}
      </p>
    );
  }
  if (most === 1) {
    return (
      <select
        id={id}
        value={chosen[0] ?? ""}
        onChange={(event) => onSet(event.currentTarget.value === "" ? [] : [event.currentTarget.value])}
      >
        <option value="">{none ? t(none) : "–"}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    );
  }
  return (
    <fieldset id={id} class="field-columns">
      {names.map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            disabled={!chosen.includes(name) && chosen.length >= most}
            onChange={(event) =>
              onSet(event.currentTarget.checked ? [...chosen, name] : chosen.filter((one) => one !== name))
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
