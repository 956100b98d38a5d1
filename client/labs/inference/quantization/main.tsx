import type { QuantizationParams } from "../../../../shared/labs/inference/quantization/fields.ts";
import { isTable } from "../../../../shared/labs/inference/table-net.ts";
import { lazy } from "../../../app/lazy.tsx";
import { type KnownProps, pictureView } from "../../parts/picture-net.tsx";
import { Stopped } from "../../parts/stopped.tsx";
import { PictureColumn, usePictureSource } from "../picture-source.tsx";
import { Answers } from "./answers.tsx";
import { FormatTable } from "./format-table.tsx";
import { net, type QuantizationProps, useNetAnswer } from "./state.ts";
import { Steps } from "./steps.tsx";

/** Tables are seldom. */
const RowColumn = lazy(async () => (await import("../row-column.tsx")).RowColumn);

/** What the formats cost and are worth; and one picture, or row of a table, through all of them. */
function Main(props: QuantizationProps & KnownProps<QuantizationParams>) {
  const { known, fold, experiment, propose, metrics, data } = props;
  const isRow = isTable(data);
  const from = usePictureSource(known);
  const rows = { shape: [1, from.picture.length], values: from.picture };
  const { answer, waiting } = useNetAnswer(props, "askSample", from.key, {}, { rows });
  return (
    <div class="inference-main">
      {isRow ? <RowColumn known={known} from={from} data={data} /> : <PictureColumn known={known} from={from} />}
      <section class="part-stack">
        <Stopped fold={fold} rate={experiment.params.learningRate} propose={propose} />
        <FormatTable metrics={metrics} fold={fold} chosen={experiment.params.format} />
        <Answers answer={answer} names={known.names} truth={from.truth} waiting={waiting} />
        <Steps answer={answer} {...props} />
      </section>
    </div>
  );
}

export const MainView = pictureView(net, Main, true);
