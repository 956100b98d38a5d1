"""The causal transformer of shared/nets/transformer in PyTorch at its best: one product for queries, keys and values; gradients by autograd."""

import math

import torch
from torch import nn
from torch.nn import functional


def affine(values, inputs, outputs):
    return values.take(inputs, outputs).t().contiguous(), values.take(outputs)


class Block(nn.Module):
    def __init__(self, values, width, heads, hidden, context):
        super().__init__()
        self.heads = heads
        self.before = (values.take(width), values.take(width))
        parts = [affine(values, width, width) for _ in range(3)]
        self.three = tuple(torch.cat(part) for part in zip(*parts))
        self.mixture = affine(values, width, width)
        self.between = (values.take(width), values.take(width))
        self.wide = affine(values, width, hidden)
        self.narrow = affine(values, hidden, width)
        for name in ("before", "three", "mixture", "between", "wide", "narrow"):
            setattr(self, name, nn.ParameterList([nn.Parameter(own) for own in getattr(self, name)]))
        self.register_buffer("behind", torch.full((context, context), float("-inf")).triu(1))

    def norm(self, x, affine):
        return functional.layer_norm(x, x.shape[-1:], affine[0], affine[1], 1e-5)

    def rest(self, x, seen):
        x = x + functional.linear(seen, *self.mixture)
        wide = functional.linear(self.norm(x, self.between), *self.wide)
        return x + functional.linear(functional.gelu(wide, approximate="tanh"), *self.narrow)

    def forward(self, x):
        n, steps, width = x.shape
        three = functional.linear(self.norm(x, self.before), *self.three)
        q, k, v = three.view(n, steps, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (1 / math.sqrt(q.shape[-1])) + self.behind
        seen = torch.softmax(scores, -1) @ v
        return self.rest(x, seen.transpose(1, 2).reshape(n, steps, width))

    def step(self, x, keys, values, place):
        three = functional.linear(self.norm(x, self.before), *self.three)
        q, keys[:, place], values[:, place] = three.view(3, self.heads, -1)
        scores = (keys[:, : place + 1] @ q.unsqueeze(-1)).squeeze(-1) * (1 / math.sqrt(q.shape[-1]))
        seen = (torch.softmax(scores, -1).unsqueeze(1) @ values[:, : place + 1]).reshape(1, -1)
        return self.rest(x, seen)


class Transformer(nn.Module):
    def __init__(self, values, signs, context, layers, width, heads, hidden):
        super().__init__()
        self.signs = nn.Parameter(values.take(signs, width))
        self.places = nn.Parameter(values.take(context, width))
        self.blocks = nn.ModuleList([Block(values, width, heads, hidden, context) for _ in range(layers)])
        self.last = nn.ParameterList([nn.Parameter(values.take(width)) for _ in range(2)])
        self.next = nn.ParameterList([nn.Parameter(own) for own in affine(values, width, signs)])

    def logits(self, y):
        return functional.linear(functional.layer_norm(y, y.shape[-1:], *self.last, 1e-5), *self.next)

    def forward(self, x):
        y = functional.embedding(x, self.signs) + self.places
        for block in self.blocks:
            y = block(y)
        return self.logits(y)


SHAPE = ("signs", "context", "layers", "width", "heads", "hidden")


def transformer(values, batch, **given):
    net = Transformer(values, **{name: given[name] for name in SHAPE})
    x, target = (values.take(batch, given["context"]).long() for _ in range(2))
    return net, lambda: functional.cross_entropy(net(x).flatten(0, 1), target.flatten())


def writer(values, **given):
    """Reads the signs of one window over and over with kept keys and values, and draws one at each place."""
    net = Transformer(values, **{name: given[name] for name in SHAPE})
    context, heads, own = given["context"], given["heads"], given["width"] // given["heads"]
    text = values.take(context).long()
    kept = [[torch.zeros(heads, context, own) for _ in range(2)] for _ in net.blocks]
    state = {"place": 0}

    @torch.no_grad()
    def step():
        place = state["place"]
        y = net.signs[text[place]].unsqueeze(0) + net.places[place]
        for block, (keys, of_keys) in zip(net.blocks, kept):
            y = block.step(y, keys, of_keys, place)
        logits = net.logits(y)
        torch.multinomial(torch.softmax(logits, -1), 1)
        state["place"] = (place + 1) % context
        return logits[0, 0].item()

    return step
