import { expect, test, vi } from "vitest";
import { answerTo } from "../../../client/app/lab/ask.ts";
import { NotKeptError } from "../../../client/labs/view.ts";
import { array } from "../../../shared/arrays.ts";
import type { Task } from "../../../shared/labs/lab.ts";
import { keyOfSeed } from "../../../shared/random/index.ts";

const question = { kind: "table", steps: 3, params: { column: 1, other: undefined } };
const recorded = { table: array(Float64Array.of(1)) };
const asked: Task[] = [];
const pool = async (task: Task) => {
  asked.push(task);
  return { table: array(Float64Array.of(2)) };
};
const first = async (answer: ReturnType<typeof answerTo>) => (await answer).table.values[0];

test("what was recorded answers what asks for it by name, and nothing else", async () => {
  const shown = { experiment: { seed: 5 }, answers: { table: recorded } };
  expect(await first(answerTo({ ...question, recordedAs: "table" }, shown, pool))).toBe(1);
  expect(await first(answerTo({ ...question, recordedAs: "table", partial: true }, shown, pool))).toBe(1);
  expect(await first(answerTo(question, shown, pool))).toBe(2);
  expect(await first(answerTo({ ...question, recordedAs: "table.2" }, shown, pool))).toBe(2);
});

test("the pool is asked with the experiment's key, without what is unknown or about recordings", async () => {
  asked.length = 0;
  await answerTo({ ...question, recordedAs: "table", partial: false }, { experiment: { seed: 5 } }, pool);
  expect(asked).toEqual([
    { id: expect.stringMatching(/^ask\.\d+$/), kind: "table", steps: 3, params: { column: 1 }, key: keyOfSeed(5) },
  ]);
});

test("of a part nothing is found that takes the whole", async () => {
  asked.length = 0;
  const answer = answerTo({ ...question, partial: true }, { experiment: { seed: 5 } }, pool);
  await expect(answer).rejects.toBeInstanceOf(NotKeptError);
  expect(asked).toEqual([]);
});

test("what was recorded apart is fetched with the first question that has a name, and answers it", async () => {
  const moreAnswers = vi.fn(async () => ({ table: recorded }));
  const shown = { experiment: { seed: 5 }, answers: {}, moreAnswers };
  expect(await first(answerTo(question, shown, pool))).toBe(2);
  expect(moreAnswers).not.toHaveBeenCalled();
  expect(await first(answerTo({ ...question, recordedAs: "table", partial: true }, shown, pool))).toBe(1);
  expect(await first(answerTo({ ...question, recordedAs: "other" }, shown, pool))).toBe(2);
  const other = answerTo({ ...question, recordedAs: "other", partial: true }, shown, pool);
  await expect(other).rejects.toBeInstanceOf(NotKeptError);
});
