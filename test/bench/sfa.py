"""Slow feature analysis in numpy float64: sfa.py DATA COLUMNS INPUTS FEATURES. Answers each line of standard input with one analysis, a line of JSON.

DATA holds rows of bytes. Whitening by principal components, quadratic expansion of INPUTS of them, whitening again, the smallest directions of
the change, and the features of all rows: all of it on the whole arrays at once. Seconds are those of the processor.
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


def answer():
    start = time.process_time()
    delta, _ = analyse()
    return {"seconds": time.process_time() - start, "delta": delta[:features].tolist()}


answer()
print("{}", flush=True)
for _ in sys.stdin:
    print(json.dumps(answer()), flush=True)
