"""Rows a second of slow feature analysis in numpy float64: sfa.py DATA COLUMNS INPUTS FEATURES. Prints JSON.

DATA holds rows of bytes. Whitening by principal components, quadratic expansion of INPUTS of them, whitening again, the smallest directions of
the change, and the features of all rows: all of it on the whole arrays at once.
"""

import json
import sys
import time

import numpy as np

path = sys.argv[1]
columns, inputs, features = map(int, sys.argv[2:])
data = np.fromfile(path, np.uint8).reshape(-1, columns)


def analyse():
    x = data / 255
    x -= x.mean(0)
    values, vectors = np.linalg.eigh(x.T @ x / len(x))
    z = x @ (vectors[:, ::-1][:, :inputs] / np.sqrt(values[::-1][:inputs]))
    i, j = np.triu_indices(inputs)
    z = np.hstack([z, z[:, i] * z[:, j]])
    z -= z.mean(0)
    values, vectors = np.linalg.eigh(z.T @ z / len(z))
    sphere = vectors[:, values > 1e-9 * values[-1]] / np.sqrt(values[values > 1e-9 * values[-1]])
    change = np.diff(z, axis=0)
    delta, turned = np.linalg.eigh(sphere.T @ (change.T @ change / len(change)) @ sphere)
    return delta, z @ (sphere @ turned[:, :features])


def rate():
    start, times = time.perf_counter(), 0
    while times == 0 or time.perf_counter() - start < 0.5:
        analyse()
        times += 1
    return times * len(data) / (time.perf_counter() - start)


rate()
print(json.dumps({"rates": [rate() for _ in range(3)]}))
