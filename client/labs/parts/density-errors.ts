import type { Localized } from "../../../shared/text.ts";

const at = (es: string, en: string): Localized => ({
  es: `Línea {line}, carácter {column}: ${es}`,
  en: `Line {line}, character {column}: ${en}`,
});

/** Sentences for what may be wrong with a density or an integrand (`shared/densities`), by the code of the DensityError. */
export const densityErrors = {
  "density-argument-not-data": at(
    "{name} de {distribution} depende de parámetros. Pon un dato.",
    "{name} of {distribution} depends on parameters. Put data there.",
  ),
  "density-assigned-part": at(
    "antes de «=» solo va un nombre. Define el vector entero.",
    "only a name stands before “=”. Define the whole vector.",
  ),
  "density-bound-not-finite": at(
    "un límite de {name} no es finito. Quítalo.",
    "a bound of {name} is not finite. Leave it out.",
  ),
  "density-constant-column": at(
    "lo que se estandariza no varía nunca. Quítalo.",
    "what is standardised never varies. Leave it out.",
  ),
  "density-decimal-comma": at(
    "«{value}» son dos números. Los decimales llevan punto: {cure}.",
    "“{value}” is two numbers. Decimals take a point: {cure}.",
  ),
  "density-dotted-sign": at(
    "«{value}» se escribe {cure}, que ya va elemento a elemento.",
    "“{value}” is written {cure}, which goes element by element.",
  ),
  "density-foreign-arrow": at("una definición se escribe {name} = …", "a definition is written {name} = …"),
  "density-foreign-bar": at(
    "en lugar de «|» va una coma: normal_lpdf(y, mu, sigma).",
    "a comma stands in place of “|”: normal_lpdf(y, mu, sigma).",
  ),
  "density-foreign-block": at(
    "«{value}» es de los bloques de Stan, y aquí no hay bloques. Deja solo las líneas de dentro: parameter mu, mu ~ normal(0, 1).",
    "“{value}” belongs to blocks of Stan, and there are no blocks here. Keep only the lines within: parameter mu, mu ~ normal(0, 1).",
  ),
  "density-foreign-comment": at(
    "«{value}» no empieza un comentario. Escribe #.",
    "“{value}” does not begin a comment. Write #.",
  ),
  "density-foreign-condition": at(
    "no hay «{value}». Multiplica por una comparación, que vale 1 o 0: (x > 0) * a.",
    "there is no “{value}”. Multiply by a comparison, which is 1 or 0: (x > 0) * a.",
  ),
  "density-foreign-declaration": at(
    "«{value}» no declara nada aquí. Escribe {cure}.",
    "“{value}” declares nothing here. Write {cure}.",
  ),
  "density-foreign-loop": at(
    "no hay bucles «{value}». y ~ normal(mu, sigma) ya vale para todos los elementos de y.",
    "there are no “{value}” loops. y ~ normal(mu, sigma) already speaks of all elements of y.",
  ),
  "density-foreign-print": at(
    "para ver una cantidad en los resultados, escribe {cure}.",
    "to see a quantity among the results, write {cure}.",
  ),
  "density-data-not-finite": {
    es: "En la columna «{value}» falta un número en la fila {row}. Complétalo, o quita la fila.",
    en: "Column “{value}” has no number in row {row}. Fill it in, or remove the row.",
  },
  "density-data-of-parameters": at(
    "«{value}» depende de parámetros, así que no es un dato. Quita la palabra data.",
    "“{value}” depends on parameters, so it is no data. Leave out the word data.",
  ),
  "density-data-without-name": at(
    "lo que se simula no tiene nombre propio. Escribe data y = … y después y ~ …",
    "what is simulated has no name of its own. Write data y = …, and then y ~ …",
  ),
  "density-data-too-large": at(
    "hacen falta más de {most} números. Usa menos filas.",
    "more than {most} numbers are needed. Use fewer rows.",
  ),
  "density-defined-twice": at(
    "«{value}» ya está definido. Elige otro nombre.",
    "“{value}” is defined already. Choose another name.",
  ),
  "density-discrete-parameter": at(
    "{name} es de números enteros, que deben ser datos. Un parámetro no puede seguirla: súmalo con log_sum_exp.",
    "{name} is of whole numbers, which must be data. No parameter can follow it: sum it out with log_sum_exp.",
  ),
  "density-distribution-as-function": at(
    "{value} es una distribución. Escribe y ~ {value}(…), o {cure}(y, …) para su log densidad.",
    "{value} is a distribution. Write y ~ {value}(…), or {cure}(y, …) for its log density.",
  ),
  "density-distribution-missing": at(
    "después de ~ va una distribución: normal(0, 1).",
    "a distribution stands after ~: normal(0, 1).",
  ),
  "density-distribution-not-called": at(
    "a {value} le faltan sus parámetros. Escribe {value}(…).",
    "{value} lacks its parameters. Write {value}(…).",
  ),
  "density-empty-interval": at(
    "no hay números entre los límites de {name}. El primero debe ser menor.",
    "no number lies between the bounds of {name}. The first must be smaller.",
  ),
  "density-ends-early": at("aquí falta un número o un nombre.", "a number or a name is missing here."),
  "density-equals-missing": at("escribe data {name} = …", "write data {name} = …"),
  "density-impossible-argument": at(
    "{name} de {distribution} es {value}, y debe ser {must}.",
    "{name} of {distribution} is {value}, and must be {must}.",
  ),
  "density-impossible-data": at(
    "el elemento {element} es {value}, que no puede venir de {name}: debe ser {must}.",
    "element {element} is {value}, which cannot come from {name}: it must be {must}.",
  ),
  "density-impossible-together": at(
    "estos datos no pueden venir de {name}: su densidad es 0. Cambia los datos o los parámetros de {name}.",
    "these data cannot come from {name}: their density is 0. Change the data or the parameters of {name}.",
  ),
  "density-index-of-parameters": at(
    "el lugar de un elemento no puede depender de parámetros. Pon un dato.",
    "the place of an element cannot depend on parameters. Put data there.",
  ),
  "density-integrand-of-vector": at(
    "el integrando es un vector. Haz de él un número: sum(…).",
    "the integrand is a vector. Make one number of it: sum(…).",
  ),
  "density-interval-missing": at("después de in va (a, b).", "(a, b) stands after in."),
  "density-keyword-as-name": at(
    "«{value}» es una palabra del lenguaje. Elige otro nombre.",
    "“{value}” is a word of the language. Choose another name.",
  ),
  "density-list-without-brackets": at(
    "un vector va entre corchetes: [1, 2, 3].",
    "a vector stands in brackets: [1, 2, 3].",
  ),
  "density-list-of-vectors": at(
    "entre corchetes van números. Para unir vectores, escribe concat(a, b).",
    "numbers stand between brackets. Write concat(a, b) to join vectors.",
  ),
  "density-matrix-misplaced": at(
    "aquí va un número o un vector, no una matriz. X * beta es un vector.",
    "a number or a vector stands here, not a matrix. X * beta is a vector.",
  ),
  "density-matrix-of-parameters": at(
    "las filas de una matriz son datos: [[1, 0.5], [0.5, 1]].",
    "the rows of a matrix are data: [[1, 0.5], [0.5, 1]].",
  ),
  "density-matrix-parameter": at(
    "un parámetro no puede ser una matriz. Declara sus números como un vector: parameter a[4].",
    "a parameter cannot be a matrix. Declare its numbers as a vector: parameter a[4].",
  ),
  "density-matrix-operation": at(
    "una matriz no admite aquí «{sign}». Multiplícala por un vector: X * beta.",
    "a matrix does not take “{sign}” here. Multiply it by a vector: X * beta.",
  ),
  "density-misplaced": at(
    "hay «{value}» donde va un número o un nombre.",
    "there is “{value}” where a number or a name should stand.",
  ),
  "density-misspelt-distribution": at(
    "no hay una distribución «{value}». ¿Es {near}?",
    "there is no distribution “{value}”. Is it {near}?",
  ),
  "density-misspelt-function": at(
    "no hay una función «{value}». ¿Es {near}?",
    "there is no function “{value}”. Is it {near}?",
  ),
  "density-misspelt-name": at("no se conoce «{value}». ¿Es {near}?", "“{value}” is not known. Is it {near}?"),
  "density-misspelt-statement": at(
    "una línea no empieza por «{value}». ¿Es {near}?",
    "no line begins with “{value}”. Is it {near}?",
  ),
  "density-name-missing": at("aquí falta un nombre.", "a name is missing here."),
  "density-no-density": {
    es: "Nada dice cómo se distribuyen los parámetros. Escribe mu ~ normal(0, 1), o target += …",
    en: "Nothing says how the parameters are distributed. Write mu ~ normal(0, 1), or target += …",
  },
  "density-no-levels": at(
    "{name} es para categorías: números enteros desde 1.",
    "{name} is for categories: whole numbers from 1.",
  ),
  "density-no-parameters": {
    es: "No hay parámetros. Escribe parameter mu.",
    en: "There are no parameters. Write parameter mu.",
  },
  "density-no-prior": at(
    "{value} no tiene distribución previa. Escribe {value} ~ …",
    "{value} has no prior. Write {value} ~ …",
  ),
  "density-no-sign": at(
    "falta un signo antes de «{value}». Para multiplicar, escribe *.",
    "a sign is missing before “{value}”. Write * to multiply.",
  ),
  "density-no-table": at(
    "no hay datos para «{value}». Elige unos, o escribe data {value} = …",
    "there are no data for “{value}”. Choose some, or write data {value} = …",
  ),
  "density-no-term": at(
    "nada dice cómo se distribuye {value}, y sin eso no hay distribución: puede ser cualquier número. Escribe {value} ~ normal(0, 1), o ponle dos límites: in (a, b).",
    "nothing says how {value} is distributed, and so there is no distribution: it may be any number. Write {value} ~ normal(0, 1), or give it two bounds: in (a, b).",
  ),
  "density-no-value": at(
    "la última línea debe ser lo que se integra: exp(-x^2).",
    "the last line must be what is integrated: exp(-x^2).",
  ),
  "density-not-a-count": at(
    "aquí va un número entero conocido, de {least} a {most}.",
    "a known whole number stands here, from {least} to {most}.",
  ),
  "density-not-a-matrix": at("{name} necesita aquí una matriz de datos.", "{name} needs a matrix of data here."),
  "density-not-a-number": at(
    "{name} necesita aquí un número, no un vector.",
    "{name} needs a number here, not a vector.",
  ),
  "density-not-a-vector": at(
    "solo los vectores tienen elementos, y esto es un número.",
    "only vectors have elements, and this is a number.",
  ),
  "density-not-closed": at("«{value}» no se cierra. Escribe {cure}.", "“{value}” is not closed. Write {cure}."),
  "density-not-data": at(
    "{name} es solo para datos, y esto depende de parámetros.",
    "{name} is for data only, and this depends on parameters.",
  ),
  "density-not-in-integrand": at(
    "un integrando tiene definiciones (nombre = …) y al final una expresión.",
    "an integrand has definitions (name = …) and an expression at the end.",
  ),
  "density-not-in-stan": at(
    "«{value}» no se puede escribir en Stan. Escríbelo de otro modo.",
    "“{value}” cannot be written in Stan. Write it otherwise.",
  ),
  "density-not-opened": at(
    "«{value}» cierra algo que no se abrió. Quítalo.",
    "“{value}” closes what was not opened. Take it out.",
  ),
  "density-not-positive": at(
    "la covarianza no es definida positiva. Ninguna variable puede depender de las otras del todo.",
    "the covariance is not positive definite. No variable may follow from the others.",
  ),
  "density-not-simulated": at(
    "{value} no se puede simular. Usa otra distribución o restricción.",
    "{value} cannot be simulated. Use another distribution or constraint.",
  ),
  "density-not-symmetric": at(
    "la covarianza no es simétrica en la fila {row}, columna {column2}. Iguala los dos números.",
    "the covariance is not symmetric in row {row}, column {column2}. Make the two numbers equal.",
  ),
  "density-number-too-large": at(
    "el número {value} es demasiado grande. Pon uno por debajo de 1e308.",
    "the number {value} is too large. Use one below 1e308.",
  ),
  "density-place-outside": at(
    "no hay elemento {value}: el vector tiene {most}.",
    "there is no element {value}: the vector has {most}.",
  ),
  "density-prior-too-late": at(
    "{value} hace falta aquí, antes de su distribución previa. Sube esa línea.",
    "{value} is needed here, before its prior. Move that line up.",
  ),
  "density-probability-without-bounds": at(
    "{name} de {distribution} puede salirse de 0 a 1. Declara el parámetro con in (0, 1).",
    "{name} of {distribution} may leave 0 to 1. Declare the parameter with in (0, 1).",
  ),
  "density-quote-not-closed": at(
    "falta la comilla que cierra el nombre.",
    "the quote that closes the name is missing.",
  ),
  "density-reported-twice": at(
    "«{value}» ya se muestra. Quita uno de los dos.",
    "“{value}” is reported already. Remove one of the two.",
  ),
  "density-scale-without-bound": at(
    "{name} de {distribution} puede ser negativo. Declara el parámetro con > 0.",
    "{name} of {distribution} may become negative. Declare the parameter with > 0.",
  ),
  "density-size-missing": at(
    "falta el tamaño: escribe {name}[3] {form}.",
    "the size is missing: write {name}[3] {form}.",
  ),
  "density-superscript": at("«{value}» no es una potencia. Escribe {cure}.", "“{value}” is no power. Write {cure}."),
  "density-support-mismatch": at(
    "el parámetro puede salirse de lo que admite {name}. Decláralo con {cure}.",
    "the parameter may leave what {name} allows. Declare it with {cure}.",
  ),
  "density-target-not-simulated": at(
    "lo que se suma a target no se puede simular. Escribe una distribución: … ~ …",
    "what is added to target cannot be simulated. Write a distribution: … ~ …",
  ),
  "density-target-of-vector": at("a target se le suma un número: sum(…).", "a number is added to target: sum(…)."),
  "density-target-without-sum": at("escribe target += …", "write target += …"),
  "density-text-column": at(
    "«{value}» es una columna de texto, y se dejó fuera al leer el archivo. Numera en él sus categorías 1, 2, 3… y escribe a[{value}].",
    "“{value}” is a column of text, which was left out when the file was read. Number its categories 1, 2, 3… there, and write a[{value}].",
  ),
  "density-text-too-long": {
    es: "El texto tiene {value} caracteres, y caben {most}. Pon los datos en una tabla.",
    en: "The text has {value} characters, and {most} fit. Put the data into a table.",
  },
  "density-tilde-by-equals": at(
    "«{name}» ya está definido. Para decir cómo se distribuye, escribe {cure}.",
    "“{name}” is defined already. To say how it is distributed, write {cure}.",
  ),
  "density-tilde-without-left": at("falta lo que se distribuye: y ~ …", "what is distributed is missing: y ~ …"),
  "density-too-deep": at(
    "hay más de {most} partes unas dentro de otras. Da nombre a algunas en otra línea.",
    "there are more than {most} parts within each other. Name some of them on another line.",
  ),
  "density-too-many-operations": at(
    "hacen falta más de {most} operaciones. Usa vectores donde se haga lo mismo con muchos números.",
    "more than {most} operations are needed. Use vectors where the same is done to many numbers.",
  ),
  "density-too-many-parameters": at(
    "hay más de {most} parámetros. Usa menos.",
    "there are more than {most} parameters. Use fewer.",
  ),
  "density-truncated": at(
    "los datos truncados no están en el lenguaje. Quita lo que se corta; en una normal por encima de a: target += -length(y) * log(phi((mu - a) / sigma)).",
    "truncated data are not in the language. Take off what is cut; of a normal above a: target += -length(y) * log(phi((mu - a) / sigma)).",
  ),
  "density-two-bounds": at("dos límites se escriben así: {cure}.", "two bounds are written {cure}."),
  "density-two-priors": at(
    "{value} tiene dos distribuciones previas. Deja una para simular.",
    "{value} has two priors. Leave one to simulate.",
  ),
  "density-unknown-character": at("«{value}» no se entiende. Quítalo.", "“{value}” means nothing here. Take it out."),
  "density-unknown-constraint": at(
    "«{value}» no se entiende: escribe > a, < b, in (a, b), ordered o simplex.",
    "“{value}” means nothing here: write > a, < b, in (a, b), ordered or simplex.",
  ),
  "density-unknown-distribution": at(
    "no hay una distribución «{value}». Mira la lista.",
    "there is no distribution “{value}”. See the list.",
  ),
  "density-unknown-function": at(
    "no hay una función «{value}». Mira la lista, o escribe * para multiplicar.",
    "there is no function “{value}”. See the list, or write * to multiply.",
  ),
  "density-unknown-name": at(
    "no se conoce «{value}». Si es un parámetro, escribe antes parameter {value}; si es un dato, data {value} = […], o elige datos con esa columna.",
    "“{value}” is not known. If it is a parameter, write parameter {value} before; if it is data, data {value} = […], or choose data with that column.",
  ),
  "density-unknown-statement": at(
    "una línea no empieza por «{value}», sino por parameter, data, target, report, o es nombre = … o … ~ …",
    "no line begins with “{value}”, but with parameter, data, target, report, or is name = … or … ~ …",
  ),
  "density-used-before": at(
    "«{value}» se define después, en la línea {later}. Sube esa línea.",
    "“{value}” is defined later, on line {later}. Move that line up.",
  ),
  "density-value-alone": at(
    "con esta expresión no se hace nada. Escribe target += …, nombre = … o … ~ …",
    "nothing is done with this expression. Write target += …, name = …, or … ~ …",
  ),
  "density-vector-needed": at("{name} necesita aquí un vector.", "{name} needs a vector here."),
  "density-vector-too-long": at(
    "un vector de {value} es demasiado largo: caben {most}.",
    "a vector of {value} is too long: {most} fit.",
  ),
  "density-wrong-count": at(
    "argumentos de {name}: {value}; lleva {fits}.",
    "arguments of {name}: {value}; it takes {fits}.",
  ),
  "density-wrong-length": at(
    "hay longitudes distintas, {first} y {second}. Deben ser iguales, o una de ellas un solo número.",
    "there are different lengths, {first} and {second}. They must be equal, or one of them a single number.",
  ),
} as const satisfies Readonly<Record<string, Localized>>;
