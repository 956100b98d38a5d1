/** Factors, plates, operations, order of inputs: what is neither a node nor an arc. */
import type { GraphDocument, Plate } from "../../experiment/document.ts";
import { ExperimentError } from "../../experiment/errors.ts";
import { sizesOf } from "./nodes.ts";
import {
  checked,
  factorAt,
  freshName,
  indexOfNode,
  namedAs,
  requireCells,
  requireFactors,
  requireNew,
  withFactor,
  without,
  withPlates,
} from "./parts.ts";

/** One more factor, the last, of ones over these nodes. */
export function addFactor(document: GraphDocument, scope: readonly string[], name?: string): GraphDocument {
  const net = requireFactors(document);
  const sizes = sizesOf(net);
  for (const one of scope) indexOfNode(net, one);
  const own = scope.map((one) => sizes.get(one) ?? 1);
  requireCells(own, scope.join(", "));
  const table = new Array<number>(own.reduce((a, b) => a * b, 1)).fill(1);
  return checked({ ...net, factors: [...net.factors, { ...(name && { name: namedAs(name, "name") }), scope, table }] });
}

export function removeFactors(document: GraphDocument, places: readonly number[]): GraphDocument {
  const net = requireFactors(document);
  for (const place of places) factorAt(net, place);
  return checked({ ...net, factors: net.factors.filter((_, place) => !places.includes(place)) });
}

/** Another name for a factor; "": none. */
export function renameFactor(document: GraphDocument, place: number, to: string): GraphDocument {
  const net = requireFactors(document);
  const factor = factorAt(net, place);
  if (to.trim() === "") return checked(withFactor(net, place, without(factor, "name")));
  return checked(withFactor(net, place, { ...factor, name: namedAs(to, "name") }));
}

export function setOperation(document: GraphDocument, name: string, operation: string): GraphDocument {
  const index = indexOfNode(document, name);
  if (document.kind !== "deterministic")
    throw new ExperimentError(
      "graph",
      "unfit-edit",
      `invalid edit of ${document.kind} (must be a deterministic graph)`,
      {
        value: document.kind,
        allowed: "a deterministic graph",
      },
    );
  const node = { ...document.nodes[index], operation: namedAs(operation, "operation") };
  return checked({ ...document, nodes: document.nodes.with(index, node) });
}

/** One more plate around these nodes; a name that is taken is counted on. */
export function addPlate(document: GraphDocument, plate: Plate): GraphDocument {
  const plates = document.plates ?? [];
  const name = freshName(namedAs(plate.name, "plate"), new Set(plates.map((own) => own.name)));
  return checked(withPlates(document, [...plates, { ...plate, name }]));
}

/** The plate with another name, size or nodes; without any node it goes. */
export function setPlate(document: GraphDocument, name: string, plate: Plate): GraphDocument {
  const plates = document.plates ?? [];
  const next = { ...plate, name: namedAs(plate.name, "plate") };
  requireNew(
    next.name,
    plates.flatMap((own) => (own.name === name ? [] : [own.name])),
  );
  return checked(
    withPlates(
      document,
      plates.map((own) => (own.name === name ? next : own)),
    ),
  );
}

export function removePlate(document: GraphDocument, name: string): GraphDocument {
  return checked(
    withPlates(
      document,
      (document.plates ?? []).filter((own) => own.name !== name),
    ),
  );
}
