/** Errors in edits of a graph. See `client/i18n/errors.ts`. */
export const ofGraphEdits = {
  "closes-cycle": {
    es: "La flecha {arc} cerraría un ciclo: {value}. Antes, invierte o quita una de esas flechas.",
    en: "The arrow {arc} would close a cycle: {value}. First reverse or remove one of these arrows.",
  },
  "self-loop": {
    es: "{value} no se puede conectar consigo mismo. Elige otro nodo.",
    en: "{value} cannot be connected to itself. Choose another node.",
  },
  connected: {
    es: "{value} ya están conectados.",
    en: "{value} are already connected.",
  },
  "edge-of-factor": {
    es: "La arista {edge} es parte del factor sobre {value}. Quita el factor, o cambia sobre qué nodos está.",
    en: "The edge {edge} is part of the factor over {value}. Remove the factor, or change the nodes that it is over.",
  },
  "last-node": {
    es: "El grafo necesita al menos un nodo. Añade otro antes de quitar este.",
    en: "The graph needs at least one node. Add another one before you remove this one.",
  },
  "last-state": {
    es: "«{path}» necesita al menos un estado.",
    en: "“{path}” needs at least one state.",
  },
  "unfit-weight": {
    es: "El valor {value} no vale en la tabla: escribe un número finito, 0 o mayor.",
    en: "The value {value} does not fit a table: type a finite number, 0 or greater.",
  },
  "other-kind": {
    es: "Lo copiado es de otro tipo de grafo ({value}); aquí va uno de tipo {allowed}.",
    en: "What was copied is another kind of graph ({value}); one of kind {allowed} fits here.",
  },
  "no-copied-graph": {
    es: "En el portapapeles no hay nodos. Selecciona unos en este editor y cópialos antes.",
    en: "There are no nodes in the clipboard. First select some in this editor and copy them.",
  },
  "unfit-edit": {
    es: "Esto no se puede hacer con «{value}»: hace falta {allowed}.",
    en: "This cannot be done with “{value}”: it needs {allowed}.",
  },
} as const;
