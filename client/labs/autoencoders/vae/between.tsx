import { shownRows } from "../../../../shared/labs/autoencoders/questions.ts";
import { BetweenView } from "../between.tsx";
import { codesOf, type VaeProps } from "./state.tsx";
import { words } from "./words.ts";

export const Between = (props: VaeProps) => (
  <BetweenView {...props} codes={codesOf(props, shownRows)} note={words.betweenNote} />
);
