import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { courses, labsOf } from "../../../client/courses/courses.ts";
import { courseProgress, lessonProgress, startOver } from "../../../client/courses/progress.ts";
import { clearTicks, readTicks, writeTicks } from "../../../client/courses/ticks.ts";
import { families } from "../../../client/i18n/families.ts";
import type { Indexes } from "../../../client/labs/recorded.ts";
import { labs as registered } from "../../../shared/labs/index.ts";

const indexes: Indexes = JSON.parse(
  readFileSync(new URL("../../../client/labs/indexes.json", import.meta.url), "utf8"),
);
const labs = Object.values(indexes);
const [first] = courses;
const ids = (count: number) => Array.from({ length: count }, (_, i) => `s${i}`);

afterEach(() => {
  for (const { id } of labs) clearTicks(id);
});

test("each course has labs that there are, each once", () => {
  const known = registered.map(({ id }) => id);
  for (const course of courses) {
    expect(labsOf(course).length, course.id).toBeGreaterThanOrEqual(3);
    expect(new Set(labsOf(course)).size, course.id).toBe(labsOf(course).length);
    for (const lab of labsOf(course)) expect(known, course.id).toContain(lab);
  }
  expect(new Set(courses.map(({ id }) => id)).size).toBe(courses.length);
});

test("every lab stands in a course or in a family that is shown", () => {
  const inCourses = new Set(courses.flatMap(labsOf));
  for (const { id, family } of registered) expect(inCourses.has(id) || family in families, id).toBe(true);
  expect(new Set(labs.map(({ id }) => id))).toEqual(new Set(registered.map(({ id }) => id)));
});

test("the first hour takes about an hour, and asks for no lesson that is advanced", () => {
  const { minutes, lessons } = courseProgress(first, labs);
  expect(Math.abs(minutes - 60)).toBeLessThanOrEqual(10);
  expect(lessons.every(({ lab }) => lab.lesson.level === "beginner")).toBe(true);
});

test("a lesson is done when all of its steps are, and a course counts its lessons that are", () => {
  const [lab] = labsOf(first);
  const { steps } = indexes[lab].lesson;
  expect(steps).toBeGreaterThan(1);
  expect(courseProgress(first, labs)).toMatchObject({ done: 0, isBegun: false });
  writeTicks(lab, ids(steps - 1));
  expect(lessonProgress(indexes[lab])).toMatchObject({ done: steps - 1, total: steps, isDone: false });
  expect(courseProgress(first, labs)).toMatchObject({ done: 0, isBegun: true });
  writeTicks(lab, ids(steps));
  expect(courseProgress(first, labs)).toMatchObject({ done: 1, isBegun: true });
  // More than there are: of a lesson that had more steps.
  writeTicks(lab, ids(steps + 3));
  expect(lessonProgress(indexes[lab]).done).toBe(steps);
});

test("starting a course over forgets the steps of its lessons, and no others", () => {
  const own = labsOf(first);
  const other = labs.find(({ id }) => !own.includes(id));
  for (const id of [...own, other?.id ?? ""]) writeTicks(id, ids(2));
  startOver(first);
  for (const id of own) expect([...readTicks(id)], id).toEqual([]);
  expect(readTicks(other?.id ?? "").size).toBe(2);
});
