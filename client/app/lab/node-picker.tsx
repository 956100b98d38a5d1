import type { InputHTMLAttributes } from "preact";
import { useId } from "preact/hooks";
import { matching, mostListed, type Nameable } from "./named-values.ts";

type Listened = "onInput" | "onBlur" | "onChange" | "onKeyDown";

interface NodePickerProps {
  readonly nodes: readonly Nameable[];
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
export function NodePicker({ nodes, none, value, onName, named, box }: NodePickerProps) {
  const list = useId();
  if (nodes.length > 0 && nodes.length <= mostListed)
    return (
      <select {...named} value={value} onChange={(event) => onName(event.currentTarget.value)}>
        <option value="">{none}</option>
        {/* One that the graph no longer has stays in sight. */}
        {value !== "" && !nodes.some(({ name }) => name === value) && <option value={value}>{value}</option>}
        <Names nodes={nodes} />
      </select>
    );
  return (
    <>
      <input type="text" {...named} list={nodes.length > 0 ? list : undefined} autocomplete="off" {...box} />
      {nodes.length > 0 && (
        <datalist id={list}>
          <Names nodes={matching(nodes, box.value)} />
        </datalist>
      )}
    </>
  );
}

function Names({ nodes }: { readonly nodes: readonly Nameable[] }) {
  return (
    <>
      {nodes.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </>
  );
}
