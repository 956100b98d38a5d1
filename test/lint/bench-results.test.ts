import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { inParts, untilAnswering, watchEnds } from "../bench/parts.ts";
import { partOf, said, withPart } from "../bench/results.ts";

const row = { work: "a|b", unit: "1/s", ours: [3, 1, 2], peers: { numpy: [4, 4, 4], sklearn: [1, 1, 1] } };

it("a bench is a table of medians and spread, with ratios to peers and goals of the same run", () => {
  const part = partOf("one", [{ ...row, goals: { numpy: 0.6 }, notes: ["no torch"] }], "today, here");
  expect(part).toContain("## one\n\ntoday, here\n");
  expect(part).toContain("| a\\|b | ours | 1/s | 2.00 | 1.00 | 3.00 |  |  |");
  expect(part).toContain("| a\\|b | numpy | 1/s | 4.00 | 4.00 | 4.00 | 0.500 | goal 0.6 × MISSED |");
  expect(part).toContain("| a\\|b | sklearn | 1/s | 1.00 | 1.00 | 1.00 | 2.00 |  |");
  expect(part).toContain("- a\\|b: no torch");
});

it("a bench takes its own part's place alone, in order; what broke says why", () => {
  const order = ["one", "two", "three"];
  const write = (before: string, name: string, where: string) =>
    withPart(before, name, partOf(name, [row], where), order);
  const two = write(write("", "two", "monday"), "one", "tuesday");
  expect(two.indexOf("## one\n\ntuesday")).toBeLessThan(two.indexOf("## two\n\nmonday"));
  const again = withPart(two, "two", partOf("two", new Error("no\nmemory"), "friday"), order);
  expect(again).toContain("## one\n\ntuesday");
  expect(again).toContain("## two\n\nfriday\n\nEnded by an error: no memory\n");
  expect(again).not.toContain("monday");
  // A bench that is gone takes its part along.
  expect(withPart(again, "two", partOf("two", [row], "now"), ["two"])).not.toContain("tuesday");
});

it("a part that breaks is told with its causes, and the parts behind it are measured", async () => {
  const refused = new Error("fetch failed", { cause: new Error("connect ECONNREFUSED 127.0.0.1:1") });
  const found = await inParts(
    { ends: [], answering: async () => {} },
    { first: async () => [row], second: () => Promise.reject(refused), third: async () => [{ ...row, work: "c" }] },
  );
  const part = partOf("one", found, "now");
  expect(part).toContain("| a\\|b | ours | 1/s | 2.00 ");
  expect(part).toContain("| c | ours | 1/s | 2.00 ");
  expect(part).toContain("- second: ended by an error: fetch failed: connect ECONNREFUSED 127.0.0.1:1\n");
  expect(partOf("one", refused, "now")).toContain("Ended by an error: fetch failed: connect ECONNREFUSED");
});

it("a server's program that ends is named with its signal, at the part in which it did", async () => {
  const { ends, stop } = watchEnds("sleep");
  const child = spawn("sleep", ["600"]);
  const ended = (one: typeof child) => new Promise((resolve) => one.once("exit", resolve));
  const found = await inParts(
    { ends, answering: async () => {} },
    {
      first: async () => [row],
      second: async () => {
        child.kill("SIGKILL");
        await Promise.all([ended(spawn("true")), ended(child)]);
        return [{ ...row, work: "c" }];
      },
      third: async () => [row],
    },
  );
  stop();
  expect(found.map((one) => ("error" in one ? [one.work, said(one.error)] : one.work))).toEqual([
    "a|b",
    "c",
    ["second", "the server's program ended and was started again (SIGKILL)"],
    "a|b",
  ]);
});

it("a server that starts again is waited for, and one that does not is told", async () => {
  const server = createServer((_, response) => response.end()).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  await untilAnswering(url, 0);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await expect(untilAnswering(url, 0)).rejects.toThrow("fetch failed");
  const waiting = untilAnswering(url);
  await new Promise((resolve) => setTimeout(resolve, 50));
  server.listen(port, "127.0.0.1");
  await waiting;
  server.closeAllConnections();
  server.close();
});
