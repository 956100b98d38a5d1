import { parseDocument } from "../../shared/experiment/parse-document.ts";
import { readingChoices } from "../../shared/experiment/reading.ts";
import { entriesOf, toyFields, toyLab } from "../shared/experiment/toys.ts";

/** A lab that takes everything that an experiment can say, where no lab that there is does yet. */
export const everything = entriesOf(
  toyLab(toyFields, {
    id: "everything",
    sweeps: true,
    data: {
      formats: ["csv", "bif"],
      reading: readingChoices,
      documents: ["bayes", "markov", "factor", "deterministic"],
      parseDocument,
    },
  }),
);
