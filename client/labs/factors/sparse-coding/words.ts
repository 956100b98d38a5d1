/** Words of the views of sparse coding. */
export const words = {
  main: { es: "Átomos e imagen", en: "Atoms and picture" },
  atoms: { es: "Átomos", en: "Atoms" },
  atomsNote: {
    es: "{count} átomos de {inputs} números; blanco +, negro −",
    en: "{count} atoms of {inputs} numbers; white +, black −",
  },
  atomsRows: { es: "una fila por átomo; rojo +, azul −", en: "one row per atom; red +, blue −" },
  atom: { es: "átomo", en: "atom" },
  noAtoms: { es: "Aún no hay átomos: ejecuta.", en: "No atoms yet: run." },
  noData: {
    es: "Los parches salen de los datos, que no están en este equipo.",
    en: "The patches come from the data, which are not on this machine.",
  },
  thinking: { es: "Calculando…", en: "Computing…" },
  restored: { es: "Antes y después", en: "Before and after" },
  restoredNote: { es: "arrastra el borde sobre la imagen", en: "drag the edge across the picture" },
  before: { es: "antes", en: "before" },
  after: { es: "después", en: "after" },
  original: { es: "original", en: "original" },
  compare: { es: "Comparar con", en: "Compare with" },
  damaged: { es: "la imagen dañada", en: "the damaged picture" },
  truth: { es: "la original", en: "the original" },
  gain: {
    es: "De {before} a {after} dB: {gain} dB de ganancia.",
    en: "From {before} to {after} dB: {gain} dB gained.",
  },
  reduced: {
    es: "La imagen, de {from}, se redujo a {to} píxeles («Lado mayor», en más controles).",
    en: "The picture was reduced from {from} to {to} pixels (see “Longer side” under more controls).",
  },
  pending: {
    es: "La imagen se restaura cuando los átomos están aprendidos.",
    en: "The picture is restored once the atoms are learnt.",
  },

  curves: { es: "Curvas", en: "Curves" },
  objective: { es: "Objetivo", en: "Objective" },
  objectiveNow: { es: "El objetivo mientras aprende", en: "Objective while it learns" },
  perPatch: { es: "por parche", en: "per patch" },
  minibatch: { es: "minilote", en: "minibatch" },
  training: { es: "aprendizaje", en: "learning" },
  nonZeros: { es: "Coeficientes no nulos", en: "Non-zero coefficients" },
  curvesNote: {
    es: "Cada minilote se codifica antes de que los átomos se muevan: la curva mide parches aún no vistos.",
    en: "Each minibatch is coded before the atoms are updated, so the curve measures patches not seen before.",
  },

  code: { es: "Un parche", en: "One patch" },
  choose: { es: "Elige un parche", en: "Choose a patch" },
  chooseRow: { es: "Elige una fila", en: "Choose a row" },
  build: { es: "Se construye átomo a átomo", en: "Built atom by atom" },
  used: { es: "Con {used} de {total} átomos en uso", en: "With {used} of {total} atoms in use" },
  patch: { es: "parche", en: "patch" },
  sum: { es: "suma", en: "sum" },
  rest: { es: "resto", en: "residual" },
  coefficients: { es: "Su código", en: "Its code" },
  coefficientsNote: { es: "{used} coeficientes no nulos de {total}", en: "{used} non-zero coefficients of {total}" },
  coefficient: { es: "coeficiente", en: "coefficient" },

  path: { es: "Camino del LASSO", en: "Lasso path" },
  pathTitle: { es: "El código según la penalización (LARS)", en: "The code as the penalty varies (LARS)" },
  pathNote: {
    es: "Cada línea es un átomo; entre dos nodos es recta.",
    en: "Each line is an atom; it is straight between bends.",
  },
  penalty: { es: "penalización λ", en: "penalty λ" },
  now: { es: "λ de ahora", en: "λ now" },
  solvers: { es: "Tres caminos al mismo mínimo", en: "Three ways to the same minimum" },
  solversNote: {
    es: "Cuánto falta para el mínimo tras cada pasada, en este parche. Cada línea acaba donde ya solo queda redondeo (10^−13).",
    en: "Distance from the minimum after each pass, for this patch. Each line ends where only rounding is left (10^−13).",
  },
  iteration: { es: "pasada", en: "pass" },
  gap: { es: "por encima del mínimo", en: "above the minimum" },
  coordinates: { es: "coordenadas", en: "coordinates" },

  gaps: { es: "Dibujar huecos", en: "Draw gaps" },
  gapsNote: {
    es: "Tacha lo que sobra de la imagen (un arañazo, un rótulo) y ejecuta: los átomos lo rellenan. Mejor trazos más finos que un parche.",
    en: "Paint over what does not belong in the picture (a scratch, a caption) and run: the atoms fill it in. Strokes thinner than a patch work best.",
  },
  useGaps: { es: "Rellenar lo tachado", en: "Fill in the painted area" },
  needsPictures: { es: "Para esto hacen falta imágenes.", en: "This needs pictures." },
  strike: { es: "Zona tachada", en: "Painted area" },
} as const;

/** The lab's own errors by their code; `{name}` are the error's own values. */
export const errors = {
  "constant-values": {
    es: "Todos los valores son {value}: no hay nada que aprender. Elige datos que cambien.",
    en: "All values are {value}: there is nothing to learn. Choose data that change.",
  },
  "patch-too-large": {
    es: "El parche mide {value} píxeles y las imágenes solo {max} por el lado corto. Usa parches más pequeños.",
    en: "The patch side is {value} pixels, but the shorter side of the pictures is only {max}. Use smaller patches.",
  },
  "no-such-picture": {
    es: "No hay imagen {value}: solo hay {max}.",
    en: "There is no picture {value}: there are only {max}.",
  },
  "nothing-drawn": {
    es: "No has tachado nada. Dibuja sobre la imagen en «Dibujar huecos», o elige huecos al azar.",
    en: "Nothing is marked. Draw on the picture under “Draw gaps”, or choose random gaps.",
  },
  "not-a-drawing": {
    es: "El dibujo de los huecos no se puede leer. Vuelve a dibujarlo en «Dibujar huecos».",
    en: "The drawing of the gaps cannot be read. Draw it again under “Draw gaps”.",
  },
  "needs-pictures": {
    es: "Para quitar ruido o rellenar huecos hacen falta imágenes, y estos datos no lo son. Abre un PNG, JPEG o IDX de imágenes.",
    en: "Denoising and filling in gaps need pictures, and these data are not. Open a PNG, a JPEG or an IDX file of pictures.",
  },
  "no-whole-patch": {
    es: "Ningún parche está libre de huecos, así que no se puede aprender de esta imagen. Elige cosenos, parches más pequeños, menos huecos, o añade más imágenes.",
    en: "No patch is free of gaps, so nothing can be learnt from this picture. Choose cosines, smaller patches or fewer gaps, or add pictures.",
  },
} as const;
