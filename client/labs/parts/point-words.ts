/** Words of the pad on which points are drawn. */
export const words = {
  padHint: {
    es: "Lienzo de puntos. Pinta con el ratón o el dedo; con el teclado, las flechas mueven el cursor, espacio pinta y Ctrl+Z deshace.",
    en: "Canvas of points. Paint with the mouse or a finger; with the keyboard, arrows move the cursor, space paints and Ctrl+Z undoes.",
  },
  cursorAt: { es: "x {x}, y {y}", en: "x {x}, y {y}" },
  paint: { es: "Pintar", en: "Paint" },
  brush: { es: "Pincel", en: "Brush" },
  eraser: { es: "Goma", en: "Eraser" },
  spread: { es: "Dispersión", en: "Spread" },
  pointCount: { es: "Puntos: {count}", en: "Points: {count}" },
  usePoints: { es: "Usar estos puntos", en: "Use these points" },
  startFrom: { es: "Partir de los datos de ahora", en: "Start from the current data" },
  undo: { es: "Deshacer", en: "Undo" },
  clear: { es: "Borrar todo", en: "Clear" },
  fileName: { es: "puntos", en: "points" },
} as const;
