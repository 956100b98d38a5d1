import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files that take longest, by the end of their paths: one that begins last would be waited for alone. */
const long = [
  "conformance/labs.test.ts",
  "client/lessons/walk.test.ts",
  "browser/views.test.tsx",
  "e2e/labs.test.ts",
  "e2e/edge-kill.test.ts",
  "e2e/page.test.ts",
  "e2e/graphs.test.ts",
  "e2e/own-data.test.ts",
  "e2e/address.test.ts",
];

/** Of a machine that has run the tests before, what took longest then goes first; a fresh one knows the sizes of files alone. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((path) => moduleId.endsWith(path));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
