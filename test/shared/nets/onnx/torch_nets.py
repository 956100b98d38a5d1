"""Nets that PyTorch 1.13 exports as ONNX, with what it answers to two samples; and one that onnx 1.12 writes with numbers in typed fields: torch-nets.json.
Run: python3 torch_nets.py > torch-nets.json (Debian 12: python3-torch, python3-onnx)."""
import base64
import io
import json
import warnings

import numpy
import onnx
import torch
from onnx import TensorProto, helper
from torch import nn

warnings.filterwarnings("ignore")
torch.manual_seed(7)


class Digits(nn.Module):
    """A convolutional classifier as tutorials have it, with logarithms of probabilities."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 3, 3, padding=1)
        self.conv2 = nn.Conv2d(3, 4, 3, stride=2, padding=1)
        self.norm = nn.BatchNorm2d(4)
        self.drop = nn.Dropout(0.25)
        self.fc1 = nn.Linear(4 * 3 * 3, 6)
        self.fc2 = nn.Linear(6, 3)

    def forward(self, x):
        x = nn.functional.max_pool2d(torch.relu(self.conv1(x)), 2)
        x = torch.relu(self.norm(self.conv2(x)))
        x = torch.flatten(self.drop(x), 1)
        return nn.functional.log_softmax(self.fc2(torch.relu(self.fc1(x))), dim=1)


class Viewed(nn.Module):
    """A picture as a row by its size at run time."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 3, (3, 2))
        self.fc = nn.Linear(3 * 4 * 4, 4)

    def forward(self, x):
        x = nn.functional.avg_pool2d(torch.tanh(self.conv(x)), 3, stride=1, padding=1)
        return self.fc(x.view(x.size(0), -1))


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.start = nn.Conv2d(3, 4, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(4)
        self.deep = nn.Conv2d(4, 4, 3, padding=1, groups=4)
        self.wide = nn.Conv2d(4, 4, 1)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(4, 3)

    def forward(self, x):
        x = self.norm(self.start((x - 0.5) / 0.25))
        x = x + self.wide(nn.functional.relu6(self.deep(x)))
        return torch.softmax(self.fc(self.pool(nn.functional.leaky_relu(x, 0.2)).flatten(1)), dim=1)


class Table(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(5, 6), nn.GELU(), nn.Linear(6, 6), nn.SiLU(), nn.LayerNorm(6), nn.Linear(6, 4, bias=False), nn.ELU(), nn.Linear(4, 2), nn.Sigmoid()
        )

    def forward(self, x):
        return self.layers(x)


class Back(nn.Module):
    def __init__(self):
        super().__init__()
        self.fc = nn.Linear(6, 2 * 3 * 2)
        self.up = nn.ConvTranspose2d(2, 3, 3)
        self.larger = nn.Upsample(scale_factor=2)
        self.last = nn.Conv2d(3, 1, 3, padding=1)

    def forward(self, x):
        x = torch.relu(self.fc(x)).view(-1, 2, 3, 2)
        return self.last(self.larger(nn.functional.softplus(self.up(x)))).flatten(1)


def stirred(net):
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_()
            module.running_var.uniform_(0.5, 2)
            nn.init.normal_(module.weight, 1, 0.3)
            nn.init.normal_(module.bias)
    return net.eval()


def exported(net, shape, opset, preserve=False):
    x = torch.randn(2, *shape)
    net = stirred(net)
    with torch.no_grad():
        y = net(x)
    file = io.BytesIO()
    mode = torch.onnx.TrainingMode.PRESERVE if preserve else torch.onnx.TrainingMode.EVAL
    torch.onnx.export(net, x, file, opset_version=opset, training=mode, do_constant_folding=not preserve, input_names=["pixels"], output_names=["odds"], dynamic_axes={"pixels": {0: "batch"}, "odds": {0: "batch"}})
    return {"file": base64.b64encode(file.getvalue()).decode(), "x": numbers(x), "shape": list(shape), "y": numbers(y)}


def numbers(tensor):
    return [float(f"{value:.9g}") for value in tensor.flatten().tolist()]


def typed():
    """Weights in float_data, float16 in int32_data and sizes in int64_data; a product and a sum; the samples told by their number."""
    w, b = numpy.random.RandomState(3).randn(4, 3).astype("f"), numpy.array([0.5, -1, 2], "f")
    half = numpy.random.RandomState(4).randn(2, 3).astype(numpy.float16)
    tensors = [
        helper.make_tensor("w", TensorProto.FLOAT, w.shape, w.flatten().tolist()),
        helper.make_tensor("b", TensorProto.FLOAT, b.shape, b.tolist()),
        helper.make_tensor("h", TensorProto.FLOAT16, half.shape, half.flatten().tolist()),
        helper.make_tensor("to", TensorProto.INT64, [2], [-1, 4]),
    ]
    nodes = [
        helper.make_node("Reshape", ["x", "to"], ["rows"]),
        helper.make_node("MatMul", ["rows", "w"], ["product"]),
        helper.make_node("Add", ["b", "product"], ["sum"]),
        helper.make_node("Gemm", ["sum", "hf"], ["y"], transB=1, alpha=0.5),
    ]
    nodes.insert(0, helper.make_node("Cast", ["h"], ["hf"], to=TensorProto.FLOAT))
    graph = helper.make_graph(nodes, "g", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [2, 2, 2])], [helper.make_tensor_value_info("y", TensorProto.FLOAT, [2, 2])], tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
    onnx.checker.check_model(model, full_check=True)
    x = numpy.random.RandomState(5).randn(2, 4).astype("f")
    y = 0.5 * (x @ w + b) @ half.astype("f").T
    return {"file": base64.b64encode(model.SerializeToString()).decode(), "x": numbers(torch.tensor(x)), "shape": [2, 2], "y": numbers(torch.tensor(y))}


nets = {
    "digits": exported(Digits(), [1, 12, 12], 12),
    "digits, layers kept": exported(Digits(), [1, 12, 12], 17, preserve=True),
    "a view by the size of the batch": exported(Viewed(), [2, 6, 5], 11),
    "a residual block": exported(Residual(), [3, 5, 6], 13, preserve=True),
    "activations of several operations": exported(Table(), [5], 17),
    "pictures of codes": exported(Back(), [6], 13),
    "typed numbers": typed(),
}
print(json.dumps(nets, separators=(",", ":")))
