/** A compiled lesson: plain data, drawn as nodes (never as markup). */

/** A text, or an element with its attributes and children. Elements are those that `compile.ts` makes: prose and MathML. */
export type LessonNode = string | LessonElement;
export interface LessonElement {
  readonly tag: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly children: readonly LessonNode[];
}

/** "metric.logZ.exact >= 12.5": holds when the metric of the shown run is there and the comparison is true. */
export interface Condition {
  readonly metric: string;
  readonly operator: "<" | "<=" | ">" | ">=" | "==" | "!=";
  readonly value: number;
}

/** A step of the lesson that the page ticks when its conditions hold. */
export interface Step {
  readonly kind: "step";
  /** Number within the lesson, from 0. */
  readonly index: number;
  /** All must hold at once. Empty: the reader ticks it. */
  readonly conditions: readonly Condition[];
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

export interface Lesson {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export function holds({ metric, operator, value }: Condition, metrics: Readonly<Record<string, number>>): boolean {
  const found = metrics[metric];
  if (found === undefined || !Object.hasOwn(metrics, metric)) return false;
  switch (operator) {
    case "<":
      return found < value;
    case "<=":
      return found <= value;
    case ">":
      return found > value;
    case ">=":
      return found >= value;
    case "==":
      return found === value;
    case "!=":
      return found !== value;
    default:
      return operator satisfies never;
  }
}
