export { GraphEditor } from "./editor.tsx";
export type { Bar, ExtraLine, GraphEditorProps, NodeLook, Tone } from "./props.ts";
