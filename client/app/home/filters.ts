/** What the home page shows, as its address says it: families, chips and the open course. */
import { labs as registered } from "../../../shared/labs/index.ts";
import type { Family } from "../../../shared/labs/lab.ts";
import { courses } from "../../courses/courses.ts";
import type { LabIndex } from "../../labs/recorded.ts";

/** Each takes labs away. That a lab has a lesson is no chip: all have. */
export const chips = ["short", "beginner", "csv", "pictures", "sound", "texts", "graphs", "phone"] as const;
export type Chip = (typeof chips)[number];

export interface Filters {
  readonly family: Family | null;
  /** All of them must hold. */
  readonly chips: readonly Chip[];
  /** The course whose list is open. */
  readonly course: string | null;
}

/** Minutes of a short lesson, and seconds of a first experiment that a phone bears: it may be four times as slow as the machine of the recording. */
const shortLesson = 30;
const lightRun = 2;

const takes =
  (...formats: LabIndex["formats"]) =>
  (lab: LabIndex): boolean =>
    formats.some((format) => lab.formats.includes(format));

const meets: Readonly<Record<Chip, (lab: LabIndex) => boolean>> = {
  short: ({ lesson }) => lesson.minutes <= shortLesson,
  beginner: ({ lesson }) => lesson.level === "beginner",
  csv: takes("csv"),
  pictures: takes("png", "jpeg"),
  sound: takes("wav"),
  texts: takes("txt"),
  graphs: takes("bif", "xmlbif", "uai"),
  phone: ({ presets }) => presets.length > 0 && presets[0].seconds <= lightRun,
};

export const filtered = (labs: readonly LabIndex[], filters: Pick<Filters, "chips">): readonly LabIndex[] =>
  labs.filter((lab) => filters.chips.every((chip) => meets[chip](lab)));

/** Of an address of the home page; names that are not known are passed over. */
export function readFilters(search: string): Filters {
  const asked = new URLSearchParams(search);
  const named = (asked.get("with") ?? "").split(",");
  const family = asked.get("family");
  const course = asked.get("course");
  return {
    family: registered.find((lab) => lab.family === family)?.family ?? null,
    chips: chips.filter((chip) => named.includes(chip)),
    course: courses.find(({ id }) => id === course)?.id ?? null,
  };
}

export function homeAddress({ family, chips: chosen, course }: Filters): string {
  const asked = [
    family && `family=${family}`,
    chosen.length > 0 && `with=${chosen.join(",")}`,
    course && `course=${course}`,
  ].filter((part) => part);
  return asked.length === 0 ? "/" : `/?${asked.join("&")}`;
}

/** With the chip, or without it where it is chosen. */
export const toggled = (filters: Filters, chip: Chip): Filters => ({
  ...filters,
  chips: chips.filter((one) => filters.chips.includes(one) !== (one === chip)),
});
