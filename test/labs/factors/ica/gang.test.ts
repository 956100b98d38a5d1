import { expect, test } from "vitest";
import { defaults } from "../../../../shared/experiment/schema.ts";
import { ica } from "../../../../shared/labs/factors/ica/lab.ts";
import { runInGang } from "../../../gang-run.ts";
import { planted } from "./data.ts";

const data = planted({ rows: 9000, laplace: 2, uniform: 1, bimodal: 1 });

test.each(["symmetric", "deflation", "picard", "infomax"])(
  "%s: one, two, three and eight threads give the same bits",
  async (algorithm) => {
    const params = { ...defaults(ica.params), algorithm, restarts: 1, iterations: 12 } as never;
    const [task] = ica.plan(params, data, [3, 4]);
    expect(task.gang).toBe(4);
    const { rounds: _, ...alone } = await runInGang(ica, task, data, 1);
    for (const threads of [2, 3, 8]) {
      const { rounds, ...together } = await runInGang(ica, task, data, threads);
      expect(rounds).toBeGreaterThan(2);
      expect(together).toEqual(alone);
    }
  },
);
