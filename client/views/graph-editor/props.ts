import type { ComponentChildren } from "preact";
import type { GraphDocument } from "../../../shared/experiment/document.ts";

/** What a lab lets a node show: it knows what the graph means, the editor does not. */
export interface NodeLook {
  /** One bar per state, in their order; shares from 0 to 1. */
  readonly bars?: readonly Bar[];
  /** Under the name: a value. */
  readonly value?: string;
  /** Observed, observed with doubt, or set by hand. */
  readonly mark?: "evidence" | "soft" | "do";
  readonly tone?: Tone;
  /** A sentence on it, after those of the editor: "Evidence: yes." Made when it is read: of a large graph hardly any is. */
  told?(): string;
}
export interface Bar {
  readonly share: number;
  /** What stands beside the bar; default: the share in per cent. */
  readonly value?: string;
  /** A second share, as a thin stroke in the bar: of another method, or before the evidence. */
  readonly other?: number;
}
/** What stands out, in this or another colour, what steps back, and of lines those that are cut. */
export type Tone = "strong" | "path" | "blocked" | "good" | "dimmed" | "cut";

/** A line that the lab draws beside those of the graph: an edge that moralising adds, an arc that learning missed. */
export interface ExtraLine {
  readonly from: string;
  readonly to: string;
  readonly tone: Tone;
  readonly arrow?: boolean;
}

export interface GraphEditorProps {
  readonly document: GraphDocument;
  /** What the graph is, for those who do not see it. */
  readonly title: string;
  /** The graph after an edit. Edits in a row with one name are one step of undoing. Absent: the graph is only looked at. */
  onEdit?(document: GraphDocument, gesture?: string): void;
  /** Take the last edit back, and bring it again; the session knows how. Undefined: there is nothing to take back. */
  readonly undo?: (() => void) | undefined;
  readonly redo?: (() => void) | undefined;
  look?(node: string): NodeLook | undefined;
  /** Of a line of the graph: between nodes by their names; a factor has the text of its place ("0"). */
  lineLook?(from: string, to: string): Tone | undefined;
  readonly extraLines?: readonly ExtraLine[];
  /** A state was pressed, by its place; with Alt, or by a digit or Enter with Shift, as the second thing that a press may mean. */
  onState?(node: string, state: number, isSecond: boolean): void;
  /** Which nodes are selected now. */
  onSelect?(nodes: readonly string[]): void;
  /** Operations of deterministic nodes that the lab knows; none: any text. */
  readonly operations?: readonly string[];
  /** What the lab says of a selected node, before its table, and where none is selected. */
  panel?(node: string | undefined): ComponentChildren;
  /** What the lab must say over the foot of the drawing: nothing moves when it comes. */
  readonly notice?: ComponentChildren;
  /** Keys that mean something through the lab, in a sentence after those of the editor. */
  readonly moreKeys?: string;
  /** The lab's own buttons, among the others. */
  readonly tools?: ComponentChildren;
}
