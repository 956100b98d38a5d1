import { type Trust, trustOf } from "../../../../shared/labs/factors/ica/trust.ts";
import { locale, t } from "../../../i18n/locale.ts";
import { type IcaProps, modelOf } from "./state.ts";
import { words } from "./words.ts";

/** Cosines below this say that a restart found something else. */
const agreed = 0.95;
/** Named one by one up to here. */
const maxNamed = 8;

/** What to know before believing the components: Gaussian ones, missing directions, restarts that disagree. Nothing when all is well. */
export function TrustNote(props: IcaProps) {
  const model = modelOf(props);
  const trust = model?.finished ? trustOf(props.fold, model.fit) : null;
  // A patch without its mean has one direction fewer.
  const expected = (trust?.columns ?? 0) - (props.experiment.params.cut ? 1 : 0);
  const notes = trust ? notesOf(trust, expected) : [];
  if (notes.length === 0) return null;
  return (
    <div class="ica-trust" role="status">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

function notesOf({ gaussian, agreement, rank, columns, converged }: Trust, expected: number): string[] {
  const notes: string[] = [];
  if (rank < expected) notes.push(t(words.rank, { rank, columns }));
  if (gaussian.length > 1) notes.push(t(words.gaussianSome, { list: listOf(gaussian) }));
  else if (gaussian.length === 1) notes.push(t(words.gaussianOne, { list: listOf(gaussian) }));
  const unstable = agreement.flatMap((value, i) => (value < agreed && !gaussian.includes(i) ? [i] : []));
  if (unstable.length > 0) notes.push(t(words.unstable, { list: listOf(unstable) }));
  if (!converged) notes.push(t(words.notConverged));
  return notes;
}

function listOf(indices: readonly number[]): string {
  const named = indices.slice(0, maxNamed).map((i) => String(i + 1));
  if (indices.length > maxNamed) named.push("…");
  return new Intl.ListFormat(locale.value, { type: "conjunction" }).format(named);
}
