import { expect, it } from "vitest";
import { partOf, withPart } from "../bench/results.ts";

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
