/** A compiled lesson: plain data, drawn as nodes (never as markup). */

/** A text, a word of the glossary, or an element with its attributes and children. Elements are those that `compile.ts` makes: prose and MathML. */
export type LessonNode = string | TermMention | LessonElement;
/** The first mention of a term. */
export interface TermMention {
  /** Its id in the glossary. */
  readonly term: string;
  /** As it is written here. */
  readonly text: string;
}
export interface LessonElement {
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children: readonly LessonNode[];
}

type Operator = "<" | "<=" | ">" | ">=" | "==" | "!=";

/** What a step asks of what is shown on the page; `compile.ts` says how each is written. */
export type Requirement =
  | { readonly kind: "preset"; readonly preset: string }
  | { readonly kind: "setting"; readonly path: string; readonly operator: Operator; readonly value: number | string }
  | { readonly kind: "run" }
  | { readonly kind: "metric"; readonly metric: string; readonly operator: Operator; readonly value: number }
  | { readonly kind: "view"; readonly view: string }
  | { readonly kind: "used"; readonly control: string }
  | { readonly kind: "own" };

export interface Step {
  readonly kind: "step";
  /** Under which it is remembered as done; unique within the lesson. */
  readonly id: string;
  /** The reader ticks it: what it asks cannot be seen by the page. */
  readonly isManual: boolean;
  /** All must hold at once. */
  readonly requires: readonly Requirement[];
  readonly body: readonly LessonNode[];
}
/** A button that opens a preset of the lab. */
export interface PresetLink {
  readonly kind: "preset";
  readonly preset: string;
  readonly body: readonly LessonNode[];
}
export interface Prose {
  readonly kind: "prose";
  readonly body: readonly LessonNode[];
}
export type Block = Prose | Step | PresetLink;

/** What a reader should bring: curiosity; some linear algebra and probability; those, and optimisation too. */
export const levels = ["beginner", "intermediate", "advanced"] as const;
export type Level = (typeof levels)[number];

/** What is said about a lesson before it is opened. */
export interface LessonAbout {
  readonly level: Level;
  /** That a reader needs who does every step. */
  readonly minutes: number;
}

export interface Lesson extends LessonAbout {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The preset that a step is about; null where it is about any. */
export function presetOf({ requires }: Step): string | null {
  return requires.find((one) => one.kind === "preset")?.preset ?? null;
}

/** What the step names besides the preset: what may differ from it. */
export function pathsOf({ requires }: Step): readonly string[] {
  return requires.flatMap((one) => (one.kind === "setting" ? [one.path] : []));
}
