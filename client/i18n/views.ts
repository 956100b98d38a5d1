/** Words of the drawing blocks: frames, tables, drawing pad. */
export const words = {
  fullScreen: { es: "Pantalla completa", en: "Full screen" },
  leaveFullScreen: { es: "Salir de pantalla completa", en: "Leave full screen" },
  save: { es: "Guardar figura", en: "Save figure" },
  savePng: { es: "Imagen PNG", en: "PNG image" },
  saveSvg: { es: "Dibujo SVG", en: "SVG drawing" },
  saveCsv: { es: "Datos CSV", en: "CSV data" },
  table: { es: "Datos en tabla", en: "Data as a table" },
  tableOf: { es: "{title}: datos en tabla", en: "{title}: data as a table" },
  tableCut: {
    es: "Se muestran las primeras {shown} filas de {total}; el CSV las tiene todas.",
    en: "The first {shown} of {total} rows are shown; the CSV has them all.",
  },
  imageOf: {
    es: "{title}: {count} imágenes de {width} × {height}",
    en: "{title}: {count} pictures of {width} × {height}",
  },
  oneImageOf: {
    es: "{title}: una imagen de {width} × {height}",
    en: "{title}: one picture of {width} × {height}",
  },
  image: { es: "imagen {index}", en: "picture {index}" },
  lineOf: {
    es: "{title}: {label} va por {last}; mínimo {low}, máximo {high}",
    en: "{title}: {label} is at {last}; lowest {low}, highest {high}",
  },
  undrawn: {
    es: "valores nulos o negativos, sin logaritmo, que no se dibujan: {count}",
    en: "zero or negative values, which have no logarithm, not drawn: {count}",
  },
  drawHere: {
    es: "Lienzo de {width} × {height}. Dibuja con el ratón o el dedo; con el teclado, las flechas mueven el cursor, espacio pinta, X borra y Supr lo limpia todo.",
    en: "Canvas of {width} × {height}. Draw with the mouse or a finger; with the keyboard, arrows move the cursor, space paints, X erases and Delete clears it all.",
  },
  drawLine: {
    es: "Dibuja la línea con el ratón o el dedo. Con el teclado, las flechas izquierda y derecha eligen el lugar, y arriba y abajo lo mueven; con mayúsculas, más.",
    en: "Draw the line with the mouse or a finger. With the keyboard, left and right choose the place, up and down move it; with Shift, farther.",
  },
  zoomHint: {
    es: "Ctrl o ⌘ y la rueda acercan y alejan; tras un clic bastan la rueda o las teclas + y −. Doble clic: todo. Dos dedos acercan.",
    en: "Zoom with Ctrl or ⌘ and the wheel, with two fingers or, after a click, with the wheel alone or the keys + and −. Double-click: everything.",
  },
  tooManyNodes: {
    es: "El grafo tiene {count} nodos; se dibujan hasta {most}. Los números lo cuentan entero.",
    en: "The graph has {count} nodes; up to {most} are drawn. The numbers count all of it.",
  },
  graphKeys: {
    es: "Las flechas recorren los nodos.",
    en: "The arrow keys go through the nodes.",
  },
  seeAll: { es: "Ver todo", en: "See everything" },
  clear: { es: "Borrar todo", en: "Clear" },
  erase: { es: "Goma", en: "Eraser" },
  cursorAt: { es: "columna {x}, fila {y}", en: "column {x}, row {y}" },
  shareOf: { es: "{share} % {label}", en: "{share} % {label}" },
  codeKeys: {
    es: "Tab inserta dos espacios; Escape y después Tab sale del cuadro.",
    en: "Tab inserts two blanks; Escape and then Tab leaves the box.",
  },
} as const;
