/** Lessons are compiled from Markdown by client/build/lessons.ts. */
declare module "*.md" {
  const lesson: import("./lesson.ts").Lesson;
  export default lesson;
}
