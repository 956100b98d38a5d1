"""Annealed importance sampling of a Boltzmann machine in numpy, float32, all chains at once: partition.py PARAMETERS VISIBLE HIDDEN.

PARAMETERS holds float32: weights (visible × hidden, row-major), visible biases, hidden biases, visible biases of the base-rate machine. Says that it
is ready; then each line of JSON, {"form": "in place" or "plain", "chains": …, "temperatures": …, "of": …}, is answered by one: seconds of the clock and
of the processor that the first `temperatures` of `of` took, and the chains' log weights. "plain" is the algorithm as one writes it; "in place" allocates
nothing, divides nothing, and draws from numpy's fastest generator.
"""

import json
import sys
import time

import numpy as np

single = np.float32
visible, hidden = map(int, sys.argv[2:])
given = np.fromfile(sys.argv[1], single)
weights = given[: visible * hidden].reshape(visible, hidden)
b, c, base = np.split(given[visible * hidden :], [visible, visible + hidden])
generator = np.random.default_rng(1)
fast = np.random.Generator(np.random.SFC64(1))


def plain(chains, temperatures, of):
    def sigmoid(x):
        return 1 / (1 + np.exp(-x))

    def draw(p):
        return (generator.random(p.shape, dtype=single) < p).astype(single)

    v = draw(np.tile(sigmoid(base), (chains, 1)))
    logs = np.zeros(chains)
    for k in range(temperatures):
        here, there = single(k / of), single((k + 1) / of)
        x = v @ weights + c
        logs += (there - here) * (v @ (b - base))
        logs += np.logaddexp(0, there * x).sum(1) - np.logaddexp(0, here * x).sum(1)
        h = draw(sigmoid(there * x))
        v = draw(sigmoid((1 - there) * base + there * (h @ weights.T + b)))
    return logs


def in_place(chains, temperatures, of):
    x, e, h, u = np.empty((4, chains, hidden), single)
    v, y, w = np.empty((3, chains, visible), single)
    across = np.ascontiguousarray(weights.T)
    gain = b - base

    # u < 1 / (1 + e^-x) where u (1 + e^-x) < 1. `inputs` holds e^-x.
    def draw(out, inputs, uniforms):
        fast.random(out=uniforms, dtype=single)
        np.add(inputs, 1, out=inputs)
        np.multiply(uniforms, inputs, out=uniforms)
        np.less(uniforms, 1, out=out, casting="unsafe")

    # log(1 + e^x) would overflow above 88, so the larger of x and 0 comes first; added in float64, as differences are small.
    def softplus(beta):
        np.multiply(x, beta, out=e)
        np.maximum(e, 0, out=h)
        np.abs(e, out=e)
        np.negative(e, out=e)
        np.exp(e, out=e)
        np.log1p(e, out=e)
        np.add(e, h, out=e)
        return e.sum(1, dtype=np.float64)

    y[:] = np.exp(-base)
    draw(v, y, w)
    logs = np.zeros(chains)
    for k in range(temperatures):
        here, there = single(k / of), single((k + 1) / of)
        np.matmul(v, weights, out=x)
        np.add(x, c, out=x)
        logs += (there - here) * (v @ gain) + softplus(there) - softplus(here)
        np.multiply(x, -there, out=e)
        np.exp(e, out=e)
        draw(h, e, u)
        np.multiply(h, -there, out=h)
        np.matmul(h, across, out=y)
        np.subtract(y, (1 - there) * base + there * b, out=y)
        np.exp(y, out=y)
        draw(v, y, w)
    return logs


print("ready", flush=True)
with np.errstate(over="ignore"):
    for line in sys.stdin:
        asked = json.loads(line)
        run = in_place if asked["form"] == "in place" else plain
        wall, cpu = time.perf_counter(), time.process_time()
        logs = run(asked["chains"], asked["temperatures"], asked["of"])
        found = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "logs": logs.tolist()}
        print(json.dumps(found), flush=True)
