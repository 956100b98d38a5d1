/** What an isolate remembers of a link, over an index that answers when the test says so. */
import { expect, test } from "vitest";
import { forgetLinkStatus, recentWeights } from "../../worker/store/link-status.ts";

const alive = {
  lab: "bare",
  embed: null,
  deleted: null,
  expired: 0,
  banned: 0,
  opened: 0,
  model: "{}",
  weights: "w",
  arrays: null,
  object: "o",
};

/** An index whose answers wait, and how often it was asked. */
function slowIndex() {
  const waiting: ((row: object) => void)[] = [];
  const first = () => new Promise((resolve) => waiting.push(resolve));
  const db = { prepare: () => ({ bind: () => ({ first, run: async () => ({}) }) }) } as unknown as D1Database;
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const answer = (row: object = alive) => {
    for (const each of waiting.splice(0)) each(row);
    return settled();
  };
  return { db, waiting, answer };
}

const later = async () => {};

/** At 0 the index says that the link lives. */
async function knownAtZero(id: string) {
  const index = slowIndex();
  const first = recentWeights(index.db, id, 0, later);
  await index.answer();
  expect(await first).toMatchObject({ weights: "w" });
  return index;
}

test("within half a second nobody asks; from then on one question asks, and none waits", async () => {
  const { db, waiting, answer } = await knownAtZero("steady");
  await recentWeights(db, "steady", 499, later);
  expect(waiting).toHaveLength(0);
  for (const now of [500, 501, 999])
    expect(await recentWeights(db, "steady", now, later)).toMatchObject({ weights: "w" });
  expect(waiting).toHaveLength(1);
  await answer();
  // Known as of 500, not as of the answer.
  await recentWeights(db, "steady", 999, later);
  expect(waiting).toHaveLength(0);
  await recentWeights(db, "steady", 1499, later);
  expect(waiting).toHaveLength(1);
});

test("after a second without an answer every question asks for itself", async () => {
  const { db, waiting, answer } = await knownAtZero("silent");
  await recentWeights(db, "silent", 600, later);
  const late = recentWeights(db, "silent", 1000, later);
  expect(waiting).toHaveLength(2);
  await answer({ ...alive, deleted: 7 });
  expect(await late).toMatchObject({ deleted: 7 });
});

test("a link that the index says is gone is asked for again at once", async () => {
  const { db, waiting, answer } = await knownAtZero("gone");
  await recentWeights(db, "gone", 500, later);
  await answer({ ...alive, deleted: 7 });
  void recentWeights(db, "gone", 510, later);
  expect(waiting).toHaveLength(1);
});

test("an answer that was under way while this isolate deleted a link is not remembered", async () => {
  const { db, waiting, answer } = await knownAtZero("deleted");
  await recentWeights(db, "deleted", 500, later);
  forgetLinkStatus("deleted");
  await answer();
  void recentWeights(db, "deleted", 510, later);
  expect(waiting).toHaveLength(1);
});

test("an older answer does not take the place of a newer one", async () => {
  const { db, waiting } = await knownAtZero("overtaken");
  void recentWeights(db, "overtaken", 1000, later);
  void recentWeights(db, "overtaken", 1400, later);
  const [older, newer] = waiting.splice(0);
  newer({ ...alive, weights: "newer" });
  await new Promise((resolve) => setTimeout(resolve));
  older(alive);
  await new Promise((resolve) => setTimeout(resolve));
  expect(await recentWeights(db, "overtaken", 1500, later)).toMatchObject({ weights: "newer" });
});
