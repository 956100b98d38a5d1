/** Words of the controls that hold a value for each of some names, and of those that name a node. */
export const words = {
  none: { es: "Nada por ahora.", en: "Nothing yet." },
  node: { es: "Nodo", en: "Node" },
  name: { es: "Nombre", en: "Name" },
  state: { es: "Estado", en: "State" },
  value: { es: "Valor", en: "Value" },
  /** After the control's label: of what node, state or name a box is. */
  of: { es: "{label}: {name}", en: "{label}: {name}" },
  choose: { es: "Elige un nodo", en: "Choose a node" },
  search: { es: "Escribe un nodo", en: "Type a node" },
  add: { es: "Añadir", en: "Add" },
  addTo: { es: "{label}: añadir", en: "{label}: add" },
  remove: { es: "Quitar {name}", en: "Remove {name}" },
  /** `{example}`: numbers as the page's language writes them. */
  numbers: { es: "Números ({example})", en: "Numbers ({example})" },
  allNodes: { es: "Todos los nodos tienen ya un valor.", en: "Every node has a value already." },
  full: { es: "Caben como mucho {max}.", en: "At most {max} fit." },
} as const;
