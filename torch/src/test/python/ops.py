"""PyTorch's answers to every case of ops.txt: outputs, gradients, statistics, first weights.

  python ops.py          writes ../resources/dev/fovea/torch/ops.safetensors

Computed in float64 on numbers that float32 holds exactly, then rounded: the truth, not one more
float32 answer. The gradient that enters from above is upstream(n), so it need not be stored; inputs
of one shape and place are shared between cases. Tensors of the file:

  in.SHAPE.I   input I of every case that reads such a shape
  NAME/w.KEY   weights before the step     NAME/b.KEY   buffers after it, where they changed
  NAME/y       output                      NAME/d.I     gradient of input I, absent where none flows
  NAME/g.KEY   gradient of a weight
  init/...     what torch.nn and torch.nn.init draw right after torch.manual_seed(7), float32
"""

import pathlib

import torch
import torchvision
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional as F
from torchvision.models.swin_transformer import ShiftedWindowAttention, _patch_merging_pad

FOLDER = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/torch"


def size(text):
    return tuple(int(n) for n in text.split("x"))


class Lambda(nn.Module):
    def __init__(self, function):
        super().__init__()
        self.forward = function


class Parameter(nn.Module):
    """A learned tensor added to the input; its state-dict key is empty on our side."""

    def __init__(self, dims):
        super().__init__()
        self.tensor = nn.Parameter(torch.zeros(dims))

    def forward(self, x):
        return x + self.tensor


class OverChannels(nn.Module):
    """Moves the channels of a map to the end and back, around a layer of vectors."""

    def __init__(self, layer, map):
        super().__init__()
        self.layer, self.map = layer, map

    def forward(self, x):
        return self.layer(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2) if self.map else self.layer(x)


class Attention(nn.Module):
    """Of tokens to themselves, or of a query to keys and values."""

    def __init__(self, layer):
        super().__init__()
        self.layer = layer

    def forward(self, query, key=None, value=None):
        key, value = (query, query) if key is None else (key, value)
        return self.layer(query, key, value, need_weights=False)[0]


ACTIVATIONS = {
    "RELU": nn.ReLU(),
    "RELU6": nn.ReLU6(),
    "SIGMOID": nn.Sigmoid(),
    "HARDSIGMOID": nn.Hardsigmoid(),
    "SILU": nn.SiLU(),
    "HARDSWISH": nn.Hardswish(),
    "TANH": nn.Tanh(),
    "GELU": nn.GELU(),
    "GELU_TANH": nn.GELU(approximate="tanh"),
}
PADS = {"ZERO": nn.ZeroPad2d, "REFLECT": nn.ReflectionPad2d, "REPLICATE": nn.ReplicationPad2d}


def axis(a, inputs):
    return 1 if a["axis"] == "TOKENS" or inputs[0].dim() != 3 else 2


def align(a):
    return None if a["interpolation"] == "NEAREST" else a["alignCorners"] == "true"


def module(op, a, inputs):
    """The torch module of an op; a holds its numbers by name, as text."""
    i = lambda key: int(a[key])
    f = lambda key: float(a[key])
    s = lambda key: size(a[key])
    yes = lambda key: a[key] == "true"
    map = inputs[0].dim() == 4
    match op:
        case "Conv2d":
            return nn.Conv2d(i("in"), i("out"), s("kernel"), s("stride"), s("padding"),
                             s("dilation"), i("groups"), yes("bias"))
        case "ConvTranspose2d":
            return nn.ConvTranspose2d(i("in"), i("out"), s("kernel"), s("stride"), s("padding"),
                                      s("outputPadding"), i("groups"), yes("bias"), s("dilation"))
        case "Linear":
            return OverChannels(nn.Linear(i("in"), i("out"), yes("bias")), map)
        case "BatchNorm":
            norm = nn.BatchNorm2d if map else nn.BatchNorm1d
            return norm(i("channels"), f("eps"), f("momentum"))
        case "FrozenBatchNorm":
            return torchvision.ops.FrozenBatchNorm2d(i("channels"), f("eps"))
        case "LayerNorm":
            return OverChannels(nn.LayerNorm(i("channels"), f("eps")), map)
        case "GroupNorm":
            return nn.GroupNorm(i("groups"), i("channels"), f("eps"))
        case "Activation":
            return ACTIVATIONS[a["kind"]]
        case "LeakyRelu":
            return nn.LeakyReLU(f("slope"))
        case "Softmax":
            return nn.Softmax(2 if inputs[0].dim() == 3 else 1)
        case "MultiheadAttention":
            return Attention(nn.MultiheadAttention(i("embed"), i("heads"), batch_first=True))
        case "WindowAttention":
            return OverChannels(ShiftedWindowAttention(
                i("channels"), list(s("window")), list(s("shift")), i("heads")), map)
        case "MaxPool2d":
            return nn.MaxPool2d(s("kernel"), s("stride"), s("padding"), s("dilation"),
                                ceil_mode=yes("ceil"))
        case "AvgPool2d":
            return nn.AvgPool2d(s("kernel"), s("stride"), s("padding"), yes("ceil"),
                                yes("countPadding"))
        case "AdaptiveAvgPool2d":
            return nn.AdaptiveAvgPool2d(s("size"))
        case "AdaptiveMaxPool2d":
            return nn.AdaptiveMaxPool2d(s("size"))
        case "Flatten":
            return nn.Flatten()
        case "Unflatten":
            return nn.Unflatten(1, (i("c"), i("h"), i("w")))
        case "Concat":
            return Lambda(lambda *x: torch.cat(x, axis(a, x)))
        case "Slice":
            return Lambda(lambda x: x.narrow(axis(a, [x]), i("from"), i("to") - i("from")))
        case "Pad":
            return PADS[a["mode"]]((i("left"), i("right"), i("top"), i("bottom")))
        case "PadChannels":
            return Lambda(lambda x: F.pad(x, (0, 0, 0, 0, i("before"), i("after"))))
        case "Resize":
            return nn.Upsample(scale_factor=s("factor"), mode=a["interpolation"].lower(),
                               align_corners=align(a))
        case "ResizeTo":
            return Lambda(lambda x, like: F.interpolate(x, like.shape[2:], align_corners=align(a),
                                                        mode=a["interpolation"].lower()))
        case "ToTokens":
            return Lambda(lambda x: x.flatten(2).transpose(1, 2))
        case "Select":
            return Lambda(lambda x: x[:, i("index")])
        case "PatchMerge":
            return Lambda(lambda x: _patch_merging_pad(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2))
        case "PixelShuffle":
            return nn.PixelShuffle(i("factor"))
        case "Add":
            return Lambda(lambda *x: sum(x[1:], x[0]))
        case "Mul":
            return Lambda(lambda x, y: x * y)
        case "Parameter":
            return Parameter(size(a["dims"].replace(",", "x")))
        case "Dropout":
            return nn.Dropout(f("rate"))
        case "StochasticDepth":
            return torchvision.ops.StochasticDepth(f("rate"), "row")
        case "Detach":
            return Lambda(lambda x: x + x.detach())
    raise SystemExit("ops.py does not know the op " + op)


def upstream(like):
    """The fixed gradient from above: -1.25 to 1.25 in steps of a quarter, in no regular order."""
    n = torch.arange(like.numel())
    return (((n * 7) % 11 - 5) / 4).double().reshape(like.shape)


def exact(*shape):
    """Normal numbers that both float64 and float32 hold; wide enough to reach every branch."""
    return (torch.randn(*shape) * 2.5).double()


def randomise(layer):
    for tensor in [*layer.parameters(), *layer.buffers()]:
        if tensor.dtype == torch.int64:
            if tensor.dim() == 0:
                tensor.fill_(3)
        else:
            tensor.data = (torch.rand(tensor.shape) + 0.25).double()
            if tensor.dim() > 1:
                tensor.data -= 0.75


def key(name):
    return name.removeprefix("layer.").removeprefix("tensor")


def case(name, op, numbers, shapes, train, store):
    inputs = []
    for place, shape in enumerate(shapes):
        shared = f"in.{shape}.{place}"
        if shared not in store:
            store[shared] = exact(*size(shape)).float()
        inputs.append(store[shared].double().requires_grad_())
    layer = module(op, numbers, inputs).double().train(train)
    randomise(layer)
    before = {k: v.clone() for k, v in layer.state_dict().items()}
    output = layer(*inputs)
    output.backward(upstream(output))
    put = lambda what, value: store.update({f"{name}/{what}": value.detach().clone()})
    put("y", output)
    for place, x in enumerate(inputs):
        if x.grad is not None:
            put(f"d.{place}", x.grad)
    for k, tensor in before.items():
        put("w." + key(k), tensor)
    for k, tensor in layer.named_parameters():
        put("g." + key(k), tensor.grad)
    for k, tensor in layer.named_buffers():
        if not torch.equal(tensor, before[k]):
            put("b." + key(k), tensor)


def initial(store):
    """A small network's first weights, drawn one after the other, and one Kaiming convolution."""
    torch.manual_seed(7)
    layers = {
        "conv": nn.Conv2d(4, 6, (3, 2), groups=2),
        "transposed": nn.ConvTranspose2d(6, 4, 3, groups=2),
        "norm": nn.BatchNorm2d(4),
        "fc": nn.Linear(4, 3),
    }
    for name, layer in layers.items():
        for k, tensor in layer.state_dict().items():
            store[f"init/{name}.{k}"] = tensor.clone()
    torch.manual_seed(7)
    kaiming = torch.empty(5, 3, 3, 3)
    nn.init.kaiming_normal_(kaiming, mode="fan_out", nonlinearity="relu")
    store["init/kaiming"] = kaiming


def main():
    torch.manual_seed(1)
    store = {}
    for line in (FOLDER / "ops.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, text, shapes, *mode = (part.strip() for part in line.split("|"))
            op, *numbers = text.split()
            numbers = dict(number.split("=") for number in numbers)
            case(name, op, numbers, shapes.split(), mode == ["train"], store)
    initial(store)
    single = {k: v.float() if v.is_floating_point() else v for k, v in store.items()}
    save_file({k: v.contiguous() for k, v in single.items()}, FOLDER / "ops.safetensors")


if __name__ == "__main__":
    main()
