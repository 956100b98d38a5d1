import { useEffect, useRef } from "preact/hooks";
import { type Course, courses } from "../../courses/courses.ts";
import { courseProgress, type LessonProgress, startOver } from "../../courses/progress.ts";
import { nouns, words } from "../../i18n/home.ts";
import { t } from "../../i18n/locale.ts";
import { counted } from "../../i18n/numbers.ts";
import type { LabIndex } from "../../labs/recorded.ts";
import { Icon } from "../../views/icon.tsx";
import { labAddress } from "../addresses.ts";
import { filters, show } from "./state.ts";
import "./courses.css";

/** "45 min", "1 h 5 min". */
function timeOf(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours}\u00a0h`, rest > 0 && `${rest}\u00a0min`].filter((part) => part).join(" ");
}

/** Ways through the labs; one may be open, which the address says. */
export function Courses({ labs }: { readonly labs: readonly LabIndex[] }) {
  const open = courses.find(({ id }) => id === filters.value.course);
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    // Who comes with the address of a course looks for it.
    if (filters.peek().course) section.current?.scrollIntoView();
  }, []);
  return (
    <section ref={section} class="courses" aria-labelledby="courses">
      <h2 id="courses" class="visually-hidden">
        {t(words.courses)}
      </h2>
      <ul>
        {courses.map((course) => (
          <li key={course.id}>
            <CourseButton course={course} labs={labs} isOpen={course === open} />
          </li>
        ))}
      </ul>
      {open && <CourseList course={open} labs={labs} />}
    </section>
  );
}

interface CourseProps {
  readonly course: Course;
  readonly labs: readonly LabIndex[];
}

function CourseButton({ course, labs, isOpen }: CourseProps & { readonly isOpen: boolean }) {
  const { lessons, minutes, done, isBegun } = courseProgress(course, labs);
  return (
    <button
      type="button"
      class="course"
      aria-expanded={isOpen}
      aria-controls={isOpen ? "course" : undefined}
      onClick={() => show({ course: isOpen ? null : course.id })}
    >
      <strong>{t(course.title)}</strong>
      <span class="soft small">
        {counted(nouns.lessons, lessons.length)} · {timeOf(minutes)}
      </span>
      {isBegun && (
        <span class="course-progress small">
          <progress max={lessons.length} value={done} aria-hidden="true" />
          {t(words.courseDone, { done, total: lessons.length })}
        </span>
      )}
    </button>
  );
}

function CourseList({ course, labs }: CourseProps) {
  const { lessons, done, isBegun } = courseProgress(course, labs);
  let number = 0;
  return (
    <div id="course" class="course-list">
      <p class="soft">{t(course.about)}</p>
      {course.parts.map((part, i) => {
        const own = part.labs.flatMap((id) => lessons.find(({ lab }) => lab.id === id) ?? []);
        const first = number + 1;
        number += own.length;
        return (
          <div key={i} class="course-part">
            {part.title && <h3>{t(part.title)}</h3>}
            <ol start={first}>
              {own.map((lesson) => (
                <LessonLine key={lesson.lab.id} {...lesson} />
              ))}
            </ol>
          </div>
        );
      })}
      <p class="row small soft course-foot">
        <span role="status">{t(words.courseDoneLong, { done, total: lessons.length })}</span>
        <span>{t(words.courseKept)}</span>
        {isBegun && (
          <button type="button" class="small" title={t(words.courseResetHelp)} onClick={() => startOver(course)}>
            {t(words.courseReset)}
          </button>
        )}
      </p>
    </div>
  );
}

function LessonLine({ lab, done, total, isDone }: LessonProgress) {
  return (
    <li class={isDone ? "done" : ""}>
      <a href={labAddress(lab.id)}>{t(lab.title)}</a>{" "}
      <span class="soft small">
        {t(words.minutes, { minutes: lab.lesson.minutes })}
        {isDone ? (
          <>
            {" · "}
            <Icon name="check" />
            {t(words.lessonDone)}
          </>
        ) : (
          done > 0 && ` · ${t(words.lessonSteps, { done, total })}`
        )}
      </span>
    </li>
  );
}
