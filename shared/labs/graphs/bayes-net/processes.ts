/** How the tasks of a plan and the questions of views are done: threads alone load it. */
import { course } from "../messages/course.ts";
import { answer } from "./answer.ts";
import { elimination } from "./elimination.ts";
import { exact } from "./exact.ts";
import * as learning from "./learning/processes.ts";
import { loopy, meanField } from "./rounds.ts";
import { chain, summary } from "./sampling.ts";

export const openers = {
  answer,
  chain,
  course,
  elimination,
  exact,
  loopy,
  "mean-field": meanField,
  summary,
  ...learning,
};
