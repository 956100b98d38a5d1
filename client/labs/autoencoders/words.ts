/** Words of the views that labs of this family have in common. */
export const words = {
  pictures: { es: "Originales y reconstrucciones", en: "Originals and reconstructions" },
  rowIn: { es: "entra", en: "in" },
  rowOut: { es: "sale", en: "out" },
  picturesNote: { es: "datos de prueba, antes y después del código", en: "held-out data, before and after the code" },
  quantisedNote: {
    es: "datos de prueba; la red en int8 (en decimales no cupo en el resultado guardado)",
    en: "held-out data; the int8 net (the float weights did not fit the stored result)",
  },
  drawn: { es: "Tu dibujo", en: "Your drawing" },
  drawnBack: { es: "Después del código", en: "After the code" },
  drawnNote: {
    es: "Dibuja un dígito, o algo que no lo sea: la red solo sabe devolver lo que se parece a lo que vio.",
    en: "Draw a digit, or anything else: the net can only reproduce what resembles its training data.",
  },
  setNote: {
    es: "Mueve los números y mira qué columnas no sabe devolver la red.",
    en: "Move the numbers and see which columns the net fails to give back.",
  },
  unkept: {
    es: "La primera capa no cupo en el resultado guardado. Pulsa Ejecutar para verla.",
    en: "The first layer did not fit the stored result. Press Run to see it.",
  },
  curves: { es: "Curvas", en: "Curves" },
  mseTitle: { es: "Error cuadrático medio de prueba", en: "Held-out mean squared error" },
  perValue: { es: "por valor", en: "per value" },
  pca: { es: "PCA", en: "PCA" },
  codes: { es: "Espacio de códigos", en: "Code space" },
  codesPlane: { es: "los dos números de cada imagen", en: "the two numbers of each picture" },
  codesProjected: {
    es: "primeras dos componentes principales",
    en: "first two principal components",
  },
  press: {
    es: "Pulsa o arrastra en el plano y mira qué imagen sale de ese código.",
    en: "Press or drag in the plane to see the picture that code decodes to.",
  },
  sliders: {
    es: "Pulsa un punto, mueve los números de su código y mira la imagen.",
    en: "Press a point, then move the numbers of its code and watch the picture.",
  },
  codeNumber: { es: "Código {n}", en: "Code {n}" },
  decoded: { es: "Imagen del código", en: "Decoded picture" },
  otherStart: { es: "Otra imagen", en: "Another picture" },
  between: { es: "Interpolación", en: "Interpolation" },
  betweenNote: {
    es: "de una imagen de prueba a otra, mezclando sus píxeles, sus códigos de PCA o los de la red",
    en: "from one held-out picture to another, mixing their pixels, their PCA codes or those of the net",
  },
  betweenCodes: { es: "red", en: "net" },
  betweenPixels: { es: "píxeles", en: "pixels" },
  from: { es: "Desde", en: "From" },
  to: { es: "Hasta", en: "To" },
  pickFrom: { es: "Elige dónde empieza", en: "Choose where it starts" },
  pickTo: { es: "Elige dónde termina", en: "Choose where it ends" },
  twoHeldOut: {
    es: "Para interpolar hacen falta dos muestras de prueba, y aquí solo hay una: sube «Datos de prueba» o usa más datos.",
    en: "Interpolation needs two held-out samples, and here there is only one: raise “Held-out data”, or use more data.",
  },
  noData: {
    es: "El resultado vino sin sus datos. Ejecuta el experimento para verlo.",
    en: "The result came without its data. Run the experiment to see it.",
  },
  otherPair: { es: "Otro par", en: "Another pair" },
  probe: {
    es: "Una regla lineal que solo ve el código acierta la clase de {net} de los datos de prueba; con PCA de {dimensions} dimensiones, de {pca}.",
    en: "A linear rule that sees only the code finds the class of {net} of the held-out data; from PCA with {dimensions} dimensions, of {pca}.",
  },
  filters: { es: "Filtros", en: "Filters" },
  filtersCut: {
    es: "{shown} de las {total} unidades de la primera capa: rojo +, azul −",
    en: "{shown} of the {total} units of the first layer: red +, blue −",
  },
  filtersNote: { es: "primera capa: rojo +, azul −", en: "first layer: red +, blue −" },
  kernelsNote: {
    es: "filtros de la primera convolución, que recorren la imagen: rojo +, azul −",
    en: "filters of the first convolution, which go over the picture: red +, blue −",
  },
  row: { es: "fila", en: "row" },
} as const;
