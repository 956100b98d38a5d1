import { type Arrays, array } from "../../../arrays.ts";
import type { Table } from "../../../data/table.ts";
import type { Trainer } from "../../../nets/trainer.ts";
import { rulesOf } from "../../nets/rules.ts";
import { training } from "../../training.ts";
import { samplesOf, trainedLabels } from "./data.ts";
import type { FactorTaskParams } from "./fields.ts";
import { factorsModel, picturesNet } from "./net.ts";
import { traversalOf } from "./traversals.ts";

/** Training: a step is a minibatch. Live: the traversals of the first held-out picture, and its code. */
export const factorsTraining = training((params: FactorTaskParams, { data }) => {
  const table = data as Table;
  const { columns, values, train, test } = samplesOf(table, params);
  const labels = trainedLabels(table, params);
  const told = labels && {
    labels: { values: labels.values, columns: labels.columns },
    known: { values: labels.known, columns: 1 },
  };
  return {
    model: factorsModel(params, table, labels),
    sources: { x: { values, columns }, ...told },
    ...rulesOf({ ...params, optimizer: "adam" }, train.length),
    train,
    test,
    live: liveOf(params, table, test.subarray(0, 1)),
  };
});

function liveOf(params: FactorTaskParams, table: Table, rows: Uint32Array) {
  let program: ReturnType<Trainer["machine"]["program"]> | undefined;
  return (trained: Trainer): Arrays => {
    const { code } = trained.predict(rows, ["code"]);
    const codes = traversalOf(code);
    program ??= trained.machine.program({ outputs: { pictures: picturesNet(params, table, codes.shape[0]) } });
    program.input("code").set(codes.values);
    program.run();
    return {
      code: array(code),
      traversals: array(program.output("pictures").slice(), [codes.shape[0], table.columns]),
    };
  };
}
