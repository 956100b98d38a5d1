import type { Localized } from "../text.ts";
import type { GraphKind } from "./document.ts";

/**
 * Fields describe the parameters of a lab or of a data generator once, for form, URL, terminal and edge alike: bounds, defaults,
 * units and words. `schema.ts` turns them into validators and into JSON Schema. Parameters are flat: a field that only
 * makes sense for some value of another has `when`, and is absent from the parameters otherwise.
 */

/** Another field, and which of its values count. */
interface Condition {
  readonly field: string;
  readonly is: readonly ParamValue[];
}

interface FieldBase {
  readonly label: Localized;
  /** One sentence: what it does and when to change it. */
  readonly help: Localized;
  /** Shown under "more" rather than among the main controls. */
  readonly advanced?: boolean;
  /** The field exists only while the named (earlier) field has one of these values. */
  readonly when?: Condition;
  /**
   * The form offers it only while each of the named fields has one of these values, or does not exist; the field exists all the same, and means nothing
   * while they have others.
   */
  readonly offered?: readonly Condition[];
  /**
   * The field was added after experiments without it had been handed out: at its default it is omitted from the canonical JSON, so that no digest
   * and no link of theirs changes. Its default reproduces what was done without it, and never changes.
   */
  readonly omitDefault?: true;
  /** The form offers it where the rows of the data are pictures, or where it is set. */
  readonly pictures?: true;
  /** The form offers it where the data are a graph of one of these kinds, or where it is set. */
  readonly graphs?: readonly GraphKind[];
}
interface NumericField extends FieldBase {
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly unit?: string;
  /** Step of the slider and the arrow keys; any value within the bounds is valid. */
  readonly step?: number;
  /** The slider moves in decades. */
  readonly scale?: "log";
}
export interface IntegerField extends NumericField {
  readonly kind: "integer";
}
export interface NumberField extends NumericField {
  readonly kind: "number";
}
export interface ChoiceField<V extends string = string> extends FieldBase {
  readonly kind: "choice";
  readonly options: readonly { readonly value: V; readonly label: Localized }[];
  readonly default: V;
}
export interface BooleanField extends FieldBase {
  readonly kind: "boolean";
  readonly default: boolean;
}
export interface TextField extends FieldBase {
  readonly kind: "text";
  readonly maxLength: number;
  readonly default: string;
  /** The text names a node of the experiment's document: own data, whose nodes are others, set it back to its default, which is "". */
  readonly names?: "nodes";
  /** A text of many lines, such as a model: the form has a box with lines for it, and the terminal takes it from a file (`@model.txt`). */
  readonly lines?: true;
}
/** A short list of integers, for example the widths of hidden layers. */
export interface IntegersField extends FieldBase {
  readonly kind: "integers";
  readonly min: number;
  readonly max: number;
  readonly minItems: number;
  readonly maxItems: number;
  readonly default: readonly number[];
}
/** Names of columns of the experiment's table; the form offers those that the table has. */
export interface ColumnsField extends FieldBase {
  readonly kind: "columns";
  readonly minItems: number;
  readonly maxItems: number;
  readonly default: readonly string[];
  /** What choosing none means. */
  readonly none?: Localized;
}
/**
 * A value for each of some names: a text ("smoke": "yes"), or weights, finite and ≥ 0 ("xray": [0.7, 0.3]). Names and texts are clean (`cleanText`), of 1 to
 * `limits.map.name` characters. `setParam` takes one entry under "<field>.<name>". A sweep cannot vary it.
 */
export interface MapField<V extends "text" | "numbers" = "text" | "numbers"> extends FieldBase {
  readonly kind: "map";
  readonly values: V;
  /** Numbers may be negative: they are no weights. */
  readonly signed?: true;
  /** At most `limits.map.entries`. */
  readonly maxItems: number;
  /** Empty. */
  readonly default: Readonly<Record<string, never>>;
  /** The names are nodes of the experiment's document, the texts states of theirs: own data, whose nodes are others, empty it. */
  readonly names?: "nodes";
}
export type Field =
  | IntegerField
  | NumberField
  | ChoiceField
  | BooleanField
  | TextField
  | IntegersField
  | ColumnsField
  | MapField;
export type Fields = Readonly<Record<string, Field>>;

/** Own entries alone, sorted by name: any name may stand there, "__proto__" too, so ask with `Object.hasOwn` or go through `Object.entries`. */
export type TextMap = Readonly<Record<string, string>>;
export type NumbersMap = Readonly<Record<string, readonly number[]>>;
export type MapValue = TextMap | NumbersMap;
export type ParamValue = number | string | boolean | readonly number[] | readonly string[] | MapValue;
export type Params = Readonly<Record<string, ParamValue>>;

type ValueOf<F extends Field> = F extends { kind: "integer" | "number" }
  ? number
  : F extends ChoiceField<infer V>
    ? V
    : F extends BooleanField
      ? boolean
      : F extends TextField
        ? string
        : F extends IntegersField
          ? readonly number[]
          : F extends ColumnsField
            ? readonly string[]
            : F extends MapField<"text">
              ? TextMap
              : F extends MapField<"numbers">
                ? NumbersMap
                : MapValue;

/** The parameters that `F` describes. A field with `when` may be absent. */
export type ParamsOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends { when: object } ? ValueOf<F[K]> | undefined : ValueOf<F[K]>;
};
