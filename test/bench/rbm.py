"""Training steps of a Boltzmann machine, float32: rbm.py cd|pcd DATA VISIBLE HIDDEN BATCH BIAS.

DATA holds the samples' binary pixels, a byte each; hidden biases of "cd" (CD-1 in numpy) start at BIAS. "pcd" is BernoulliRBM of scikit-learn
through fit, since its partial_fit turns everything into float64. Says that it is ready; then each line, seconds of the processor, is answered by
one: samples per such second, measured for at least so many.
"""

import json
import sys
import time

import numpy as np

method, path = sys.argv[1:3]
visible, hidden, batch, bias = map(int, sys.argv[3:])
data = np.fromfile(path, np.uint8).reshape(-1, visible).astype(np.float32)
batches = [data[at : at + batch] for at in range(0, len(data), batch)]
random = np.random.default_rng(1)
one = np.float32(1)


def contrastive_divergence():
    weights = (0.01 * random.standard_normal((visible, hidden))).astype(np.float32)
    speed = np.zeros_like(weights)
    b, b_speed = np.zeros((2, visible), np.float32)
    c, c_speed = np.full(hidden, bias, np.float32), np.zeros(hidden, np.float32)
    rate, momentum, decay, share = map(np.float32, (0.05, 0.5, 0.0002, 1 / batch))

    def sigmoid(x):
        return one / (one + np.exp(-x))

    def sample(p):
        return (random.random(p.shape, dtype=np.float32) < p).astype(np.float32)

    def climb(value, velocity, gradient):
        velocity *= momentum
        velocity += rate * gradient
        value += velocity

    def step(v):
        h = sigmoid(v @ weights + c)
        dream = sample(sigmoid(sample(h) @ weights.T + b))
        dream_h = sigmoid(dream @ weights + c)
        climb(weights, speed, share * (v.T @ h - dream.T @ dream_h) - decay * weights)
        climb(b, b_speed, share * (v - dream).sum(0))
        climb(c, c_speed, share * (h - dream_h).sum(0))

    return step


def persistent():
    from sklearn.neural_network import BernoulliRBM

    machine = BernoulliRBM(n_components=hidden, learning_rate=0.05, batch_size=batch, n_iter=5, random_state=1)

    def train():
        machine.fit(data)
        assert machine.components_.dtype == np.float32
        return machine.n_iter * len(data)

    return train


def minibatches():
    step = contrastive_divergence()
    at = 0

    def train():
        nonlocal at
        step(batches[at % len(batches)])
        at += 1
        return batch

    return train


train = minibatches() if method == "cd" else persistent()


def rate(seconds):
    start, samples = time.process_time(), 0
    while time.process_time() - start < seconds:
        samples += train()
    return samples / (time.process_time() - start)


train()
print("ready", flush=True)
for line in sys.stdin:
    print(json.dumps(rate(json.loads(line))), flush=True)
