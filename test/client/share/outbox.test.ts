/** Publications that wait for a network: none is lost, none is sent twice as two links, none that was cancelled stays. */
import { beforeEach, expect, test } from "vitest";
import { recall } from "../../../client/i18n/preference.ts";
import { load, startStorage } from "../../../client/run/storage.ts";
import type { Published } from "../../../client/share/api.ts";
import {
  addWaiting,
  type Carrier,
  cancelWaiting,
  loadOutbox,
  sendWaiting,
  type Waiting,
  waiting,
} from "../../../client/share/outbox.ts";

const one = (key: string) => ({ key, title: `of ${key}`, lab: "rbm", at: 1 });
const body = (byte: number) => Uint8Array.of(byte, 2, 3);
const offline = () => Object.assign(new Error("offline"), { code: "offline", values: {} });

/** An edge that gives each key one link. */
function world(fails: (key: string) => Error | undefined = () => undefined) {
  const links = new Map<string, { id: string; byte: number }>();
  const [kept, withdrawn, told]: [string[], string[], string[]] = [[], [], []];
  let before: (key: string) => Promise<void> = async () => {};
  const carrier: Carrier = {
    async publish(bytes, key) {
      await before(key);
      const failure = fails(key);
      if (failure) throw failure;
      const link = links.get(key) ?? { id: `link-${key}`, byte: bytes[0] };
      links.set(key, link);
      return { id: link.id, url: "", deleteToken: "", expires: "" } satisfies Published;
    },
    async keep({ key }: Waiting) {
      kept.push(key);
    },
    async withdraw({ id }) {
      withdrawn.push(id);
    },
    told: ({ key }) => told.push(key),
  };
  return { carrier, links, kept, withdrawn, told, meanwhile: (work: typeof before) => (before = work) };
}

beforeEach(() => startStorage());

test("waits without a network, with its bytes, and goes when there is one: the oldest first, each once", async () => {
  let isOnline = false;
  const { carrier, links, kept, told } = world(() => (isOnline ? undefined : offline()));
  await addWaiting(one("a"), body(1));
  await addWaiting(one("b"), body(2));
  await sendWaiting(carrier);
  expect([links.size, waiting.value?.map(({ key, bytes }) => [key, bytes])]).toEqual([
    0,
    [
      ["a", 3],
      ["b", 3],
    ],
  ]);
  isOnline = true;
  await Promise.all([sendWaiting(carrier), sendWaiting(carrier)]);
  expect([...links.values()].map(({ byte }) => byte)).toEqual([1, 2]);
  expect([kept, told]).toEqual([
    ["a", "b"],
    ["a", "b"],
  ]);
  expect(await loadOutbox()).toEqual([]);
  await sendWaiting(carrier);
  expect(kept).toEqual(["a", "b"]);
});

test("is not sent once it is cancelled, and is withdrawn where that came while it was under way", async () => {
  const { carrier, links, kept, withdrawn, told, meanwhile } = world();
  await addWaiting(one("a"), body(1));
  await addWaiting(one("b"), body(2));
  await cancelWaiting("a");
  meanwhile((key) => cancelWaiting(key));
  await sendWaiting(carrier);
  expect([[...links.keys()], withdrawn, kept, told]).toEqual([["b"], ["link-b"], [], []]);
  expect(waiting.value).toEqual([]);
});

test("stays with the reason where the edge refuses it, lets others pass, and is sent again when that is asked for", async () => {
  let full = true;
  const refusal = Object.assign(new Error("full"), { code: "quota-reached", values: { minutes: 3 } });
  const { carrier, links } = world((key) => (key === "a" && full ? refusal : undefined));
  await addWaiting(one("a"), body(1));
  await addWaiting(one("b"), body(2));
  await sendWaiting(carrier);
  expect([...links.keys()]).toEqual(["b"]);
  expect(waiting.value).toMatchObject([{ key: "a", refused: { code: "quota-reached", values: { minutes: 3 } } }]);
  full = false;
  await sendWaiting(carrier);
  expect(links.has("a")).toBe(false);
  await sendWaiting(carrier, { again: true });
  expect([links.has("a"), waiting.value]).toEqual([true, []]);
});

test("one sends at a time: whoever asks meanwhile waits for the same, and another tab that sends is left to it", async () => {
  const { carrier, links, kept } = world();
  await addWaiting(one("a"), body(1));
  const sending = sendWaiting(carrier);
  expect(sendWaiting(carrier)).toBe(sending);
  await sending;
  expect(kept).toEqual(["a"]);
  await addWaiting(one("b"), body(2));
  await navigator.locks.request("latente-outbox", () => sendWaiting(carrier));
  expect([links.has("b"), waiting.value?.map(({ key }) => key)]).toEqual([false, ["b"]]);
  await sendWaiting(carrier);
  expect(kept).toEqual(["a", "b"]);
});

test("keeps a publication once however often it is kept, and nothing of one that has gone or was cancelled", async () => {
  const { carrier, kept } = world();
  await addWaiting(one("a"), body(1));
  await addWaiting({ ...one("a"), title: "again" }, body(2));
  expect(waiting.value?.map(({ key, title }) => [key, title])).toEqual([["a", "again"]]);
  await addWaiting(one("b"), body(3));
  expect(await load("outbox/b")).toEqual(body(3));
  // Read as a page comes up, which then sends.
  expect(recall("outbox")).toBe("1");
  await cancelWaiting("b");
  await sendWaiting(carrier);
  expect([kept, await load("outbox/a"), await load("outbox/b")]).toEqual([["a"], undefined, undefined]);
  expect(recall("outbox")).toBe("");
});
