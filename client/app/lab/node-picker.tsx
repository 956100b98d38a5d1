import type { InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";
import type { Names } from "../../i18n/node-names.ts";
import { matching, mostListed, type Nameable } from "./named-values.ts";

type Listened = "onInput" | "onBlur" | "onChange" | "onKeyDown";

interface NodePickerProps {
  readonly nodes: readonly Nameable[];
  /** What readers see of their names. */
  readonly names: Names;
  /** In the list: no node. */
  readonly none: string;
  readonly value: string;
  onName(name: string): void;
  /** What the control is called, and what is wrong with it. */
  readonly named: Readonly<{
    id?: string;
    "aria-label"?: string;
    "aria-invalid"?: boolean;
    "aria-describedby"?: string | undefined;
  }>;
  /** The text of the box, and who follows it. */
  readonly box: Pick<InputHTMLAttributes<HTMLInputElement>, Listened> &
    Readonly<{ value: string; placeholder?: string }>;
}

/** A list of few nodes; of many, or of none that are known, a box where names are typed, with those that have the text to choose from. */
export function NodePicker({ nodes, names, none, value, onName, named, box }: NodePickerProps) {
  const list = useId();
  if (nodes.length > 0 && nodes.length <= mostListed)
    return (
      <select {...named} value={value} onChange={(event) => onName(event.currentTarget.value)}>
        <option value="">{none}</option>
        {/* One that the graph no longer has stays in sight. */}
        {value !== "" && !nodes.some(({ name }) => name === value) && <option value={value}>{value}</option>}
        <Options nodes={nodes} names={names} />
      </select>
    );
  return (
    <>
      <input type="text" {...named} list={nodes.length > 0 ? list : undefined} autocomplete="off" {...box} />
      {nodes.length > 0 && (
        <datalist id={list}>
          <Options nodes={matching(nodes, box.value)} names={names} />
        </datalist>
      )}
    </>
  );
}

function Options({ nodes, names }: Pick<NodePickerProps, "nodes" | "names">) {
  return (
    <>
      {nodes.map(({ name }) => (
        <option key={name} value={name}>
          {names.node(name)}
        </option>
      ))}
    </>
  );
}
