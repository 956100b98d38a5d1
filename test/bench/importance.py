"""Millions of draws a second, once each, in numpy float64: the log density of a bent pair of normals (up to its constant) with y beside it at given points, and whole weighted
draws of it from a Student's t: importance.py DRAWS SEED. Prints JSON: both rates, then log densities at the ten points of `importance.ts`.
"""

import json
import sys
import time

import numpy as np

count, seed = map(int, sys.argv[1:])
degrees, width = 5.0, 1.5


def log_density(x, y):
    a = x / 1.2
    b = (y - (x * x - 1.5)) / 0.5
    return -0.5 * (a * a) - 0.5 * (b * b)


def log_student(x):
    return -(degrees + 1) / 2 * np.log1p((x / width) ** 2 / degrees)


generator = np.random.default_rng(seed)
x, y = width * generator.standard_t(degrees, (2, count))
# Twice: the first fills caches and asks for pages.
for _ in range(2):
    start = time.perf_counter()
    values = log_density(x, y)
    valued = time.perf_counter() - start
for _ in range(2):
    start = time.perf_counter()
    x, y = width * generator.standard_t(degrees, (2, count))
    weights = log_density(x, y) - (log_student(x) + log_student(y))
    drawn = time.perf_counter() - start
at = np.arange(10) / 4 - 1
print(json.dumps([count / valued / 1e6, count / drawn / 1e6, log_density(at, at + 0.5).tolist()]))
