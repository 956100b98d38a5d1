import { expect, test } from "vitest";
import { rememberDecoded } from "../../../client/app/lab/decoded.ts";
import type { UserFile } from "../../../shared/data/hashed-file.ts";
import { decodeFile } from "../../../shared/data/readers/file.ts";

const csv = (text: string): UserFile => ({ name: "a.csv", bytes: new TextEncoder().encode(text) });

function counted(most?: number) {
  const read: string[] = [];
  const decode = rememberDecoded((file, sha256) => {
    read.push(sha256);
    return decodeFile(file);
  }, most);
  return { read, decode };
}

test("a file is decoded once, however often it is asked for", async () => {
  const { read, decode } = counted();
  const [first, second] = await Promise.all([decode(csv("1;2\n"), "a"), decode(csv("1;2\n"), "a")]);
  expect(second).toBe(first);
  expect(await decode(csv("1;2\n"), "a")).toBe(first);
  expect(read).toEqual(["a"]);
});

test("a file read by other choices is another content; what is made of the cells does not count", async () => {
  const { read, decode } = counted();
  const file = csv("1;2\n");
  const first = await decode(file, "a");
  expect(await decode(file, "a", { separator: "semicolon" })).not.toBe(first);
  expect(await decode(file, "a", { gaps: "drop" })).toBe(first);
  expect(read).toEqual(["a", "a"]);
});

test("beyond so many bytes the file asked for the longest ago is forgotten", async () => {
  const { read, decode } = counted(8);
  await decode(csv("1;2\n"), "a");
  await decode(csv("3;4\n"), "b");
  await decode(csv("1;2\n"), "a");
  await decode(csv("5;6\n"), "c");
  await decode(csv("1;2\n"), "a");
  await decode(csv("3;4\n"), "b");
  expect(read).toEqual(["a", "b", "c", "b"]);
});

test("a file that cannot be read is read again when it is asked for again", async () => {
  const { read, decode } = counted();
  await expect(decode(csv("1;2\n3\n"), "a")).rejects.toThrow(/must be 2/);
  await expect(decode(csv("1;2\n3\n"), "a")).rejects.toThrow(/must be 2/);
  expect(read).toEqual(["a", "a"]);
});
