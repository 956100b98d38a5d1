import type { Localized } from "../text.ts";

/** One thing that can be written in a text of the language, as people write it, with what it means. */
export interface Entry {
  readonly name: string;
  /** How it is written. */
  readonly form: string;
  readonly meaning: Localized;
}

const entry = (form: string, es: string, en: string): Entry => ({
  name: /^[a-z_0-9]+/.exec(form)?.[0] ?? form,
  form,
  meaning: { es, en },
});

/** Lines of a text. */
export const STATEMENTS: readonly Entry[] = [
  entry("parameter mu, tau > 0", "Parámetros, y dónde están", "Parameters, and where they lie"),
  entry(
    "parameter p in (0, 1), b[3], q[3] simplex, c[2] ordered",
    "Con dos límites; vectores; no negativos con suma 1; en orden creciente",
    "With two bounds; vectors; not negative with sum 1; ascending",
  ),
  entry("data y = [1, 2, 3]", "Datos que van en el texto", "Data that stand in the text"),
  entry("theta = mu + tau * z", "Da nombre a una expresión", "Gives an expression a name"),
  entry(
    "y ~ normal(mu, sigma)",
    "Cada elemento de y sigue la distribución",
    "Each element of y follows the distribution",
  ),
  entry("target += -x^4", "Suma un término a la log densidad", "Adds a term to the log density"),
  entry(
    "report theta, mu",
    "Lo que se muestra, en este orden; sin esta línea, todos los parámetros",
    "What is reported, in this order; without it, all parameters",
  ),
  entry("# …", "Comentario", "Comment"),
];

/** Parts of expressions that are no functions. */
export const SYNTAX: readonly Entry[] = [
  entry("+ - * / ^", "Elemento a elemento; un número vale para todos", "Element by element; a number goes with all"),
  entry("< <= > >= ==", "1 si se cumple, 0 si no", "1 where it holds, 0 elsewhere"),
  entry("x[3], x[2:5], x[2:]", "Elementos, contados desde 1", "Elements, counted from 1"),
  entry("a[group]", "Para cada fila, el elemento de su categoría", "For each row the element of its category"),
  entry("X * beta", "Matriz de datos por vector", "Matrix of data times vector"),
  entry("predictors, response", "Las columnas que elige el formulario", "The columns that the form chooses"),
  entry('"Sepal length"', "Una columna cuyo nombre no es una palabra", "A column whose name is not one word"),
  entry("pi", "3.14159…", "3.14159…"),
];

/** Functions, by the name that is called. */
export const FUNCTION_ENTRIES: readonly Entry[] = [
  entry("abs(x)", "Valor absoluto", "Absolute value"),
  entry("column(X, j)", "Columna j de una matriz", "Column j of a matrix"),
  entry("columns(X)", "Número de columnas", "Number of columns"),
  entry("concat(a, b, …)", "Un vector detrás de otro", "Vectors one after the other"),
  entry("cos(x)", "Coseno", "Cosine"),
  entry("cumsum(v)", "Sumas acumuladas", "Running sums"),
  entry("dot(a, b)", "Producto escalar", "Dot product"),
  entry("erf(x)", "Función error", "Error function"),
  entry("erfc(x)", "1 − erf(x)", "1 − erf(x)"),
  entry("exp(x)", "Exponencial", "Exponential"),
  entry("expm1(x)", "e^x − 1, exacta cerca de 0", "e^x − 1, exact near 0"),
  entry("floor(x)", "Mayor entero que no supera x", "Greatest whole number not above x"),
  entry("inv(x)", "1/x", "1/x"),
  entry("lbeta(a, b)", "Logaritmo de la función beta", "Logarithm of the beta function"),
  entry("length(v)", "Número de elementos", "Number of elements"),
  entry("levels(group)", "Número de categorías de una columna", "Number of categories of a column"),
  entry("lgamma(x)", "Logaritmo de la función gamma", "Logarithm of the gamma function"),
  entry("log(x)", "Logaritmo natural", "Natural logarithm"),
  entry("log1m(x)", "log(1 − x)", "log(1 − x)"),
  entry("log1p(x)", "log(1 + x), exacto cerca de 0", "log(1 + x), exact near 0"),
  entry("log_choose(n, k)", "Logaritmo del número combinatorio", "Logarithm of the binomial coefficient"),
  entry(
    "log_mix(w, a, b)",
    "log(w·e^a + (1 − w)·e^b): una mezcla de dos",
    "log(w·e^a + (1 − w)·e^b): a mixture of two",
  ),
  entry("log_sigmoid(x)", "Logaritmo de la logística", "Logarithm of the logistic function"),
  entry("log_softmax(v)", "Logaritmos de softmax", "Logarithms of softmax"),
  entry(
    "log_sum_exp(a, b, …)",
    "log(e^a + e^b + …); de un vector, sobre sus elementos",
    "log(e^a + e^b + …); of one vector, over its elements",
  ),
  entry("logit(p)", "log(p/(1 − p))", "log(p/(1 − p))"),
  entry(
    "max(a, b, …)",
    "El mayor; de un vector, su mayor elemento",
    "The greatest; of one vector, its greatest element",
  ),
  entry("mean(v)", "Media; de una matriz, de cada columna", "Mean; of a matrix, of each column"),
  entry("min(a, b, …)", "El menor; de un vector, su menor elemento", "The least; of one vector, its least element"),
  entry("ones(n)", "n unos", "n ones"),
  entry("phi(x)", "Función de distribución normal", "Distribution function of the standard normal"),
  entry("pow(x, a)", "x^a", "x^a"),
  entry("prod(v)", "Producto de los elementos", "Product of the elements"),
  entry("range(a, b)", "a, a + 1, …, b", "a, a + 1, …, b"),
  entry(
    "recur(s, f, v)",
    "Recurrencia: s, y cada vez f por lo anterior más v",
    "Recurrence: s, then f times what came before plus v",
  ),
  entry("relu(x)", "max(x, 0)", "max(x, 0)"),
  entry("reverse(v)", "El vector al revés", "The vector backwards"),
  entry("rows(X)", "Número de filas", "Number of rows"),
  entry(
    "sd(v)",
    "Desviación típica, con n − 1; de una matriz, de cada columna",
    "Standard deviation, with n − 1; of a matrix, of each column",
  ),
  entry("sigmoid(x)", "Función logística, 1/(1 + e^−x)", "Logistic function, 1/(1 + e^−x)"),
  entry("sign(x)", "−1, 0 o 1", "−1, 0 or 1"),
  entry("sin(x)", "Seno", "Sine"),
  entry("softmax(v)", "e^v dividido por su suma", "e^v divided by its sum"),
  entry("softplus(x)", "log(1 + e^x)", "log(1 + e^x)"),
  entry("sqrt(x)", "Raíz cuadrada", "Square root"),
  entry("square(x)", "x²", "x²"),
  entry(
    "standardise(v)",
    "(v − media)/desviación; de una matriz, cada columna",
    "(v − mean)/standard deviation; of a matrix, each column",
  ),
  entry("sum(v)", "Suma de los elementos", "Sum of the elements"),
  entry("tan(x)", "Tangente", "Tangent"),
  entry("tanh(x)", "Tangente hiperbólica", "Hyperbolic tangent"),
  entry("variance(v)", "Varianza, con n − 1", "Variance, with n − 1"),
  entry("where(c, a, b)", "a donde c no es 0, b donde lo es", "a where c is not 0, b where it is"),
  entry("zeros(n)", "n ceros", "n zeros"),
];

/** Distributions; `name_lpdf(x, …)`, or `name_lpmf` of whole numbers, is the log density of each element. */
export const DISTRIBUTION_ENTRIES: readonly Entry[] = [
  entry("normal(mu, sigma)", "Normal: media y desviación típica", "Normal: mean and standard deviation"),
  entry(
    "student_t(nu, mu, sigma)",
    "t de Student: grados de libertad, centro y escala",
    "Student's t: degrees of freedom, centre and scale",
  ),
  entry("cauchy(mu, sigma)", "Cauchy: centro y escala", "Cauchy: centre and scale"),
  entry("half_normal(mu, sigma)", "Normal por encima de mu (0 si falta)", "Normal above mu (0 if left out)"),
  entry("half_cauchy(mu, sigma)", "Cauchy por encima de mu (0 si falta)", "Cauchy above mu (0 if left out)"),
  entry("half_student_t(nu, mu, sigma)", "t de Student por encima de mu", "Student's t above mu"),
  entry("laplace(mu, sigma)", "Laplace: centro y escala", "Laplace: centre and scale"),
  entry("logistic(mu, sigma)", "Logística: centro y escala", "Logistic: centre and scale"),
  entry("gumbel(mu, beta)", "Gumbel: centro y escala", "Gumbel: centre and scale"),
  entry(
    "lognormal(mu, sigma)",
    "Lognormal: de media mu y desviación sigma en logaritmos",
    "Lognormal: mean mu and standard deviation sigma on the log scale",
  ),
  entry("exponential(rate)", "Exponencial: tasa", "Exponential: rate"),
  entry("gamma(alpha, beta)", "Gamma: forma y tasa", "Gamma: shape and rate"),
  entry("inv_gamma(alpha, beta)", "Gamma inversa: forma y escala", "Inverse gamma: shape and scale"),
  entry("chi_square(nu)", "Ji cuadrado: grados de libertad", "Chi-squared: degrees of freedom"),
  entry("weibull(alpha, sigma)", "Weibull: forma y escala", "Weibull: shape and scale"),
  entry("rayleigh(sigma)", "Rayleigh: escala", "Rayleigh: scale"),
  entry("pareto(least, alpha)", "Pareto: mínimo y forma", "Pareto: least value and shape"),
  entry("beta(alpha, beta)", "Beta: dos formas", "Beta: two shapes"),
  entry("uniform(lower, upper)", "Uniforme: límites", "Uniform: bounds"),
  entry("dirichlet(alpha)", "Dirichlet, de un simplex", "Dirichlet, of a simplex"),
  entry(
    "multi_normal(mu, covariance)",
    "Normal de un vector, con covarianza conocida",
    "Normal of a vector, with a known covariance",
  ),
  entry("poisson(rate)", "Poisson: media", "Poisson: mean"),
  entry("poisson_log(eta)", "Poisson: logaritmo de la media", "Poisson: logarithm of the mean"),
  entry("bernoulli(p)", "0 o 1: probabilidad de 1", "0 or 1: probability of 1"),
  entry("bernoulli_logit(eta)", "0 o 1: logit de la probabilidad de 1", "0 or 1: logit of the probability of 1"),
  entry("binomial(trials, p)", "Binomial: ensayos y probabilidad", "Binomial: trials and probability"),
  entry(
    "binomial_logit(trials, eta)",
    "Binomial: ensayos y logit de la probabilidad",
    "Binomial: trials and logit of the probability",
  ),
  entry(
    "beta_binomial(trials, alpha, beta)",
    "Binomial de probabilidad beta",
    "Binomial with a beta-distributed probability",
  ),
  entry(
    "neg_binomial_2(mu, phi)",
    "Binomial negativa: media, y phi con varianza mu + mu²/phi",
    "Negative binomial: mean, and phi with variance mu + mu²/phi",
  ),
  entry(
    "neg_binomial_2_log(eta, phi)",
    "Binomial negativa: logaritmo de la media, y phi",
    "Negative binomial: logarithm of the mean, and phi",
  ),
  entry("categorical(p)", "Categorías 1, 2, …: probabilidades", "Categories 1, 2, …: probabilities"),
  entry("categorical_logit(eta)", "Categorías 1, 2, …: logits", "Categories 1, 2, …: logits"),
];
