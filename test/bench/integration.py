"""Millions a second, once each: coordinates of scrambled Sobol points of SciPy, and values of a Gaussian integrand in numpy float64:
integration.py BITS DIMENSIONS SEED. Prints JSON.

SciPy scrambles by random lower triangular matrices and a shift (J. Matousek, 1998), which draws far fewer random numbers than nested scrambling does.
"""

import json
import sys
import time

import numpy as np
from scipy.stats import qmc

bits, dimensions, seed = map(int, sys.argv[1:])
count = 1 << bits
qmc.Sobol(dimensions, scramble=True, seed=seed).random(64)
start = time.perf_counter()
points = qmc.Sobol(dimensions, scramble=True, seed=seed).random(count)
drawn = time.perf_counter() - start
start = time.perf_counter()
values = np.exp(-(((points - 0.4) * 0.5) ** 2).sum(1))
valued = time.perf_counter() - start
start = time.perf_counter()
np.random.default_rng(seed).random((count, dimensions))
uniform = time.perf_counter() - start
print(json.dumps([count * dimensions / drawn / 1e6, count / valued / 1e6, count * dimensions / uniform / 1e6]))
