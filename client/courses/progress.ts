/** How far the reader is through lessons and courses, by the steps that were ticked on this device. */
import type { LabIndex } from "../labs/recorded.ts";
import { type Course, labsOf } from "./courses.ts";
import { clearTicks, readTicks } from "./ticks.ts";

export interface LessonProgress {
  readonly lab: LabIndex;
  /** Steps that are done, and all of them. */
  readonly done: number;
  readonly total: number;
  readonly isDone: boolean;
}

export function lessonProgress(lab: LabIndex): LessonProgress {
  const total = lab.lesson.steps;
  const done = Math.min(total, readTicks(lab.id).size);
  return { lab, done, total, isDone: total > 0 && done === total };
}

export interface CourseProgress {
  readonly lessons: readonly LessonProgress[];
  /** Lessons of which every step is done. */
  readonly done: number;
  readonly isBegun: boolean;
  readonly minutes: number;
}

/** Of the labs that there are. */
export function courseProgress(course: Course, labs: readonly LabIndex[]): CourseProgress {
  const lessons = labsOf(course).flatMap((id) => {
    const lab = labs.find((one) => one.id === id);
    return lab ? [lessonProgress(lab)] : [];
  });
  return {
    lessons,
    done: lessons.filter(({ isDone }) => isDone).length,
    isBegun: lessons.some(({ done }) => done > 0),
    minutes: lessons.reduce((sum, { lab }) => sum + lab.lesson.minutes, 0),
  };
}

/** Forgets what was done of its lessons. */
export function startOver(course: Course): void {
  for (const lab of labsOf(course)) clearTicks(lab);
}
