"""Training steps of PyTorch, asked line by line: one JSON command a line on stdin, one JSON answer a line on stdout. One thread.

{"open": id, "net": "dense" | "conv" | "transformer" | "writer" | "gan" | "flow" | "diffusion", "widths" | "channels" | …, "batch", "file"}: FILE holds float32, the parameters in our
order and layout, then the inputs, then (conv, transformer) the targets. Of a writer, which reads the inputs sign by sign, losses are the first logits. {"losses": id, "steps": n}: that many steps. {"time": id, "seconds": s}: steps a second of this thread's time.
"""

import json
import sys
import time

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from points import diffusion, flow, gan
from transformer import transformer, writer

torch.set_num_threads(1)
torch.manual_seed(1)


class Values:
    def __init__(self, path):
        self.all, self.at = np.fromfile(path, np.float32), 0

    def take(self, *shape):
        size = int(np.prod(shape))
        part = self.all[self.at : self.at + size].reshape(shape)
        self.at += size
        return torch.from_numpy(part.copy())


def linear(values, inputs, outputs):
    layer = nn.Linear(inputs, outputs)
    layer.weight.data = values.take(inputs, outputs).t().contiguous()
    layer.bias.data = values.take(outputs)
    return layer


def dense(values, widths, batch, **_):
    layers = []
    for inputs, outputs in zip(widths, widths[1:]):
        layers += [linear(values, inputs, outputs), nn.ReLU()]
    net = nn.Sequential(*layers[:-1])
    x = values.take(batch, widths[0])
    return net, lambda: functional.binary_cross_entropy_with_logits(net(x), x)


def conv(values, channels, side, classes, batch, layout, **_):
    layers = []
    for inputs, outputs in zip(channels, channels[1:]):
        layer = nn.Conv2d(inputs, outputs, 3, padding=1)
        layer.weight.data = values.take(3, 3, inputs, outputs).permute(3, 2, 0, 1).contiguous()
        layer.bias.data = values.take(outputs)
        layers += [layer, nn.ReLU(), nn.MaxPool2d(2)]
    last = side // 2 ** (len(channels) - 1)
    head = nn.Linear(last * last * channels[-1], classes)
    # Ours flattens height, width, channels; theirs channels first.
    weights = values.take(last, last, channels[-1], classes).permute(3, 2, 0, 1)
    head.weight.data = weights.reshape(classes, -1).contiguous()
    head.bias.data = values.take(classes)
    net = nn.Sequential(*layers, nn.Flatten(), head)
    x = values.take(batch, side, side, channels[0]).permute(0, 3, 1, 2)
    format = torch.channels_last if layout == "last" else torch.contiguous_format
    net, x = net.to(memory_format=format), x.contiguous(memory_format=format)
    target = values.take(batch, classes).argmax(1)
    return net, lambda: functional.cross_entropy(net(x), target)


def step_of(net, loss_of):
    optimiser = torch.optim.Adam(net.parameters(), lr=0.001, eps=1e-7)

    def step():
        optimiser.zero_grad(set_to_none=True)
        loss = loss_of()
        loss.backward()
        optimiser.step()
        return loss.item()

    return step


def timed(step, seconds):
    start, steps = time.thread_time(), 0
    while time.thread_time() - start < seconds:
        step()
        steps += 1
    return steps / (time.thread_time() - start)


nets = {}
for line in sys.stdin:
    command = json.loads(line)
    if "open" in command:
        values = Values(command["file"])
        steps = {"writer": writer, "gan": gan, "flow": flow, "diffusion": diffusion}
        if command["net"] in steps:
            nets[command["open"]] = steps[command["net"]](values, **command)
        else:
            make = {"dense": dense, "conv": conv, "transformer": transformer}[command["net"]]
            nets[command["open"]] = step_of(*make(values, **command))
        answer = {"version": torch.__version__, "config": torch.__config__.show()}
    elif "losses" in command:
        answer = {"losses": [nets[command["losses"]]() for _ in range(command["steps"])]}
    else:
        answer = {"rate": timed(nets[command["time"]], command["seconds"])}
    print(json.dumps(answer), flush=True)
