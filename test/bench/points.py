"""The nets of points of shared/labs/generative in PyTorch, as one would write them there. Each gives a step, which returns its loss; ours and theirs begin alike,
and see the same minibatch. Noise is that which ours drew, as long as it is given; then PyTorch draws its own."""

import math

import torch
from torch import nn
from torch.nn import functional

ACTIVATIONS = {"tanh": nn.Tanh, "silu": nn.SiLU, "relu": nn.ReLU, "elu": nn.ELU, "softplus": nn.Softplus, "leaky-relu": nn.LeakyReLU}


def mlp(values, widths, activation):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layer = nn.Linear(inputs, outputs)
        layer.weight.data = values.take(inputs, outputs).t().contiguous()
        layer.bias.data = values.take(outputs)
        layers += [layer, ACTIVATIONS[activation]()]
    return nn.Sequential(*layers[:-1])


def noise_of(values, given, *shape):
    kept = [values.take(*shape) for _ in range(given)]
    return lambda: kept.pop(0) if kept else torch.randn(*shape)


def gan(values, batch, latent, hidden, criticHidden, activation, rate, given, **_):
    """The non-saturating game: a round is a step of the discriminator and one of the generator."""
    g = mlp(values, [latent, *hidden, 2], activation)
    d = mlp(values, [2, *criticHidden, 1], activation)
    x, noise = values.take(batch, 2), noise_of(values, 2 * given, batch, latent)
    adams = [torch.optim.Adam(net.parameters(), lr=rate, betas=(0.5, 0.9), eps=1e-7) for net in (d, g)]

    def learn(net, optimiser, loss):
        for parameter in net.parameters():
            parameter.grad = None
        loss.backward(inputs=list(net.parameters()))
        optimiser.step()
        return loss.item()

    def step():
        with torch.no_grad():
            fake = g(noise())
        real, fake = d(torch.cat([x, fake])).split(batch)
        critic = learn(d, adams[0], functional.softplus(-real).mean() + functional.softplus(fake).mean())
        return critic + learn(g, adams[1], functional.softplus(-d(g(noise()))).mean())

    return step


def descending(net, rate, loss_of):
    optimiser = torch.optim.Adam(net.parameters(), lr=rate, eps=1e-7)

    def step():
        optimiser.zero_grad(set_to_none=True)
        loss = loss_of()
        loss.backward()
        optimiser.step()
        return loss.item()

    return step


def flow(values, batch, couplings, hidden, activation, bound, rate, **_):
    nets = nn.ModuleList(mlp(values, [1, *hidden, 2], activation) for _ in range(couplings))
    x = values.take(batch, 2)

    def loss():
        at, total = list(x.split(1, 1)), 0
        for k, net in enumerate(nets):
            s, t = net(at[k % 2]).split(1, 1)
            s = bound * torch.tanh(s)
            at[1 - k % 2] = at[1 - k % 2] * torch.exp(s) + t
            total = total + s
        return (0.5 * (at[0] ** 2 + at[1] ** 2) - total).mean() + math.log(2 * math.pi)

    return descending(nets, rate, loss)


def diffusion(values, batch, embedded, hidden, activation, predicts, rate, given, **_):
    net = mlp(values, [2 + embedded, *hidden, 2], activation)
    x, time, signal, level = (values.take(batch, columns) for columns in (2, embedded, 1, 1))
    noise = noise_of(values, given, batch, 2)

    def loss():
        own = noise()
        aim = own if predicts == "noise" else signal * own - level * x
        return 0.5 * ((aim - net(torch.cat([signal * x + level * own, time], 1))) ** 2).sum(1).mean()

    return descending(net, rate, loss)
