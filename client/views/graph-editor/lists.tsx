/** Lists of the panel: a node's states, its parents, the plates. */
import type { GraphDocument, Plate } from "../../../shared/experiment/document.ts";
import * as edits from "../../../shared/graphs/edit/index.ts";
import { words } from "../../i18n/graph-editor.ts";
import { t } from "../../i18n/locale.ts";
import { namesIn } from "../../i18n/node-names.ts";
import { Icon } from "../icon.tsx";
import { NumberBox } from "../number-box.tsx";
import { NameBox, Small } from "./boxes.tsx";
import { idOf } from "./scene.ts";
import { chosen, disconnect, edit, reverse, type Session } from "./session.ts";
import type { PartProps } from "./toolbar.tsx";

interface StateListProps extends PartProps {
  readonly name: string;
  readonly states: readonly string[];
}

export function StateList({ session, given, name, states }: StateListProps) {
  const shown = states.map(namesIn(given.document).state);
  return (
    <details class="graph-list">
      <summary>{t(words.statesOf, { count: states.length })}</summary>
      <ul>
        {states.map((state, i) => (
          <li key={state} class="row">
            <NameBox
              label={t(words.stateNumber, { number: i + 1 })}
              isBare
              value={shown[i]}
              onSet={(to) =>
                edit(session, (d) => edits.renameState(d, name, i, to), t(words.renamed, { from: shown[i], to }))
              }
            />
            <Small
              icon="up"
              label={t(words.moveUp, { name: shown[i] })}
              isOff={i === 0}
              act={() => edit(session, (d) => edits.moveState(d, name, i, -1), t(words.movedUp, { name: shown[i] }))}
            />
            <Small
              icon="close"
              label={t(words.removeIt, { name: shown[i] })}
              isOff={states.length === 1}
              act={() => edit(session, (d) => edits.removeState(d, name, i), t(words.stateRemoved, { name: shown[i] }))}
            />
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="small"
        onClick={() =>
          edit(session, (d) => edits.addState(d, name, `${t(words.state)} ${states.length + 1}`), t(words.stateAdded))
        }
      >
        <Icon name="plus" /> {t(words.addState)}
      </button>
    </details>
  );
}

interface ParentListProps {
  readonly session: Session;
  readonly name: string;
  readonly parents: readonly string[];
  readonly document: GraphDocument;
}

export function ParentList({ session, name, parents, document }: ParentListProps) {
  const line = (parent: string) => ({ id: "", from: idOf(parent), to: idOf(name), isArrow: true });
  const isBayes = document.kind === "bayes";
  const shown = parents.map(namesIn(document).node);
  return (
    <details class="graph-list">
      <summary>{t(isBayes ? words.parentsOf : words.inputsOf, { count: parents.length })}</summary>
      <ul>
        {parents.map((parent, i) => (
          <li key={parent} class="row">
            <span class="graph-grow">{shown[i]}</span>
            <Small
              icon="up"
              label={t(words.moveUp, { name: shown[i] })}
              isOff={i === 0}
              act={() =>
                edit(
                  session,
                  (d) => edits.orderParents(d, name, parents.toSpliced(i, 1).toSpliced(i - 1, 0, parent)),
                  t(words.movedUp, { name: shown[i] }),
                )
              }
            />
            <Small
              icon="again"
              label={t(words.reverseIt, { name: shown[i] })}
              act={() => reverse(session, line(parent))}
            />
            <Small
              icon="close"
              label={t(words.disconnectIt, { name: shown[i] })}
              act={() => disconnect(session, line(parent))}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** All plates, with means to put what is selected into them or take it out. */
export function PlateList({ session, given }: PartProps) {
  const names = chosen(session).flatMap(({ part }) => (typeof part === "string" ? [part] : []));
  const { plates = [] } = given.document;
  const { onEdit } = given;
  if (plates.length === 0) return null;
  return (
    <ul class="graph-list">
      {plates.map((plate) => (
        <li key={plate.name} class="row">
          <NameBox
            label={t(words.plate)}
            value={plate.name}
            isFixed={!onEdit}
            onSet={(name) =>
              edit(
                session,
                (d) => edits.setPlate(d, plate.name, { ...plate, name }),
                t(words.renamed, { from: plate.name, to: name }),
              )
            }
          />
          {"×"}
          {onEdit ? (
            <NumberBox
              label={t(words.sizeOf, { name: plate.name })}
              value={plate.size}
              min={1}
              max={1_000_000}
              onSet={(size) =>
                edit(
                  session,
                  (d) => edits.setPlate(d, plate.name, { ...plate, size: Number(size) }),
                  t(words.sizeSet, { name: plate.name, size }),
                )
              }
            />
          ) : (
            plate.size
          )}
          {onEdit && names.length > 0 && <Inside session={session} plate={plate} names={names} />}
          {onEdit && (
            <Small
              icon="close"
              label={t(words.removeIt, { name: plate.name })}
              act={() =>
                edit(session, (d) => edits.removePlate(d, plate.name), t(words.removed, { names: plate.name }))
              }
            />
          )}
        </li>
      ))}
    </ul>
  );
}

interface InsideProps {
  readonly session: Session;
  readonly plate: Plate;
  readonly names: readonly string[];
}

function Inside({ session, plate, names }: InsideProps) {
  const isIn = names.every((name) => plate.nodes.includes(name));
  const rest = plate.nodes.filter((name) => !names.includes(name));
  const shown = names.map(namesIn(session.props.current.document).node).join(", ");
  const told = t(isIn ? words.takenOut : words.putIn, { name: plate.name, names: shown });
  const change = () =>
    edit(session, (d) => edits.setPlate(d, plate.name, { ...plate, nodes: isIn ? rest : [...rest, ...names] }), told);
  return (
    <label class="row">
      <input type="checkbox" checked={isIn} onChange={change} aria-label={t(words.isInside, { name: plate.name })} />
      <span class="small" aria-hidden="true">
        {t(words.inside)}
      </span>
    </label>
  );
}
