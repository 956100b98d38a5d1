/**
 * Means and standard deviations of the reference draws of posteriordb (release 1.0; ten chains of a thousand draws by Stan, thinned until they do not depend on each other:
 * reference_posteriors/draws), by parameter: [mean, standard deviation]. For Rate_3 the posterior is beta(13, 9).
 */
export const REFERENCES: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  "arK-arK": {
    alpha: [-0.0007186503, 0.010708],
    "beta[1]": [0.6921633, 0.070551],
    "beta[2]": [0.4390431, 0.08731],
    "beta[3]": [0.105816, 0.093083],
    "beta[4]": [-0.03543504, 0.086042],
    "beta[5]": [-0.3015121, 0.069883],
    sigma: [0.1505667, 0.0077747],
  },
  "arma-arma11": {
    mu: [0.006914864, 0.011439],
    phi: [0.9570129, 0.022865],
    theta: [-0.03369602, 0.059925],
    sigma: [0.1664816, 0.0084769],
  },
  "garch-garch11": {
    mu: [5.050018, 0.12403],
    alpha0: [1.47076, 0.57182],
    alpha1: [0.5672843, 0.12711],
    beta1: [0.2930245, 0.12478],
  },
  "kidiq-kidscore_interaction": {
    "beta[1]": [-11.35865, 13.688],
    "beta[2]": [51.03276, 15.248],
    "beta[3]": [0.9674126, 0.14761],
    "beta[4]": [-0.4815862, 0.16128],
    sigma: [17.98109, 0.61404],
  },
  "kilpisjarvi_mod-kilpisjarvi": {
    alpha: [-60.71228, 29.965],
    beta: [0.01758363, 0.0075242],
    sigma: [1.131667, 0.10782],
  },
  "low_dim_gauss_mix-low_dim_gauss_mix": {
    "mu[1]": [-2.733514, 0.042045],
    "mu[2]": [2.869832, 0.054603],
    "sigma[1]": [1.028074, 0.031437],
    "sigma[2]": [1.023822, 0.040484],
    theta: [0.6215493, 0.015481],
  },
  "mesquite-logmesquite_logvash": {
    "beta[1]": [5.309911, 0.16972],
    "beta[2]": [0.3871767, 0.2865],
    "beta[3]": [0.4096394, 0.29994],
    "beta[4]": [-0.3174636, 0.22837],
    "beta[5]": [0.4234553, 0.32142],
    "beta[6]": [-0.5385544, 0.12255],
    sigma: [0.3393947, 0.039325],
  },
  "sblrc-blr": {
    "beta[1]": [0.9996474, 0.00098257],
    "beta[2]": [0.9987318, 0.001006],
    "beta[3]": [0.9981989, 0.0010862],
    "beta[4]": [0.9988437, 0.0010192],
    "beta[5]": [0.9985931, 0.00097802],
    sigma: [1.042291, 0.076702],
  },
  "Rate_3_data-Rate_3_model": { theta: [0.5909091, 0.10252] },
};
