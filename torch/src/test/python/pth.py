"""Golden files of torch.save in all its ways, hostile ones, and what published weights answer.

  python pth.py ../resources/dev/fovea/torch/pth SHARED/data/weights

Every file that should be readable is read back by torch.load.
"""

import argparse
import io
import os
import pickle
import struct
import sys
import zipfile
from collections import OrderedDict

import numpy
import torch
from safetensors.torch import load_file, save_file
from torch import nn
from torch.nn import functional as F


def rich():
    base = torch.arange(24.0).reshape(2, 3, 4) - 7.5
    shared = torch.arange(10.0)
    whole = torch.arange(-3, 3).reshape(2, 3)
    return OrderedDict({
        "plain.weight": base, "transposed": base.transpose(0, 2), "column": base[:, 1, 1:3],
        "every_second": shared[1::2], "tail": shared[7:], "same": shared, "expanded": torch.tensor([2.5]).expand(3, 2),
        "channels_last": torch.arange(16.0).reshape(1, 2, 2, 4).contiguous(memory_format=torch.channels_last),
        "single": torch.tensor(4.5), "num_batches_tracked": torch.tensor(7), "empty": torch.zeros(0, 4),
        "empty_view": base[2:], "double": base[0].double(), "half": base[0].half(), "bfloat": base[0].bfloat16(),
        "int32": whole.int(), "int16": whole.short(), "int8": whole.to(torch.int8), "uint8": whole.to(torch.uint8),
        "bool": whole > 0, "parameter": nn.Parameter(torch.tensor([1.0, 2.0])), "größe": torch.tensor([0.1]),
    })


def tiny():
    return OrderedDict({"fc.weight": torch.tensor([[1.5, -2.0]]), "fc.bias": torch.tensor([0.25])})


def wrapped():
    model = nn.Sequential(nn.Linear(2, 1))
    optimiser = torch.optim.Adam(model.parameters())
    model(torch.ones(1, 2)).sum().backward()
    optimiser.step()
    parameter = nn.Parameter(torch.tensor([3.0]))
    parameter.note = "kept beside"
    odd = torch.tensor([4.0])
    odd.note = 5
    return {
        "epoch": 3, "best": 0.75, "seed": 2**80, "device": torch.device("cuda:0"), "dtype": torch.float16,
        "size": torch.Size([1, 2]), "words": ["a", ("b", None, True)], "tags": {"x"}, "raw": b"\x00\xff",
        "model_ema": OrderedDict({"n_averaged": torch.tensor(9), **{"module." + k: v + 1 for k, v in tiny().items()}}),
        "optimizer": optimiser.state_dict(),
        "model": OrderedDict({"module._orig_mod." + k: v for k, v in tiny().items()}),
        "odd": {"parameter": parameter, "tensor": odd},
    }


def stream(magic, things, keys, storages):
    """The format before 1.6, by hand."""
    out = io.BytesIO()
    for thing in (magic, 1001, {"protocol_version": 1001, "little_endian": True, "type_sizes": {}}):
        pickle.dump(thing, out, protocol=2)
    out.write(things)
    pickle.dump(keys, out, protocol=2)
    for numbers in storages:
        out.write(struct.pack("<q", len(numbers)) + struct.pack(f"<{len(numbers)}f", *numbers))
    return out.getvalue()


def old_view():
    """Of PyTorch below 0.4: two views of one storage, an OrderedDict as Python 2 pickled it."""
    def tensor(name, view):
        first, count = view
        storage = (b"(U\x07storagectorch\nFloatStorage\nU\x010U\x03cpuK\x06(U\x01" + name.encode()
                   + bytes([ord("K"), first, ord("K"), count]) + b"ttQ")
        return (b"](U\x01" + name.encode() + b"ctorch._utils\n_rebuild_tensor\n(" + storage
                + bytes([ord("K"), 0, ord("("), ord("K"), count, ord("t"), ord("("), ord("K"), 1, ord("t")]) + b"tRe")
    things = b"\x80\x02ccollections\nOrderedDict\n](" + tensor("a", (1, 2)) + tensor("b", (3, 3)) + b"e\x85R."
    return stream(0x1950A86A20F9469CFC6C, things, ["0"], [[0.0, 1, 2, 3, 4, 5]])


class Command:
    def __reduce__(self):
        return os.system, ("touch /tmp/fovea-was-here",)


def torch_zip(pickled, records=(), name="archive"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr(f"{name}/data.pkl", pickled)
        for key, data in records:
            file.writestr(key, data)
    return out.getvalue()


def hostile():
    def saved(value, **how):
        out = io.BytesIO()
        torch.save(value, out, **how)
        return out.getvalue()

    one = torch.tensor([[1.0, 0.0]])
    return {
        "command": saved(Command()),
        "command_inside": saved({"a": one, "b": Command()}, _use_new_zipfile_serialization=False),
        "module": saved(nn.Linear(1, 1)),
        "namespace": saved({"state_dict": tiny(), "args": argparse.Namespace(lr=1)}),
        "array": saved({"state_dict": tiny(), "matrix": numpy.zeros(2)}),
        "quantized": saved({"a": torch.quantize_per_tensor(one, 0.1, 0, torch.qint8)}),
        "sparse": saved({"a": one.to_sparse()}),
        "nested": saved({"a": torch.nested.nested_tensor([one, one])}),
        "complex": saved({"a": one.to(torch.complex64)}),
        "float8": saved({"a": one.to(torch.float8_e4m3fn)}),
        "uint16": saved({"a": one.to(torch.uint16)}),
        "meta": saved({"a": torch.zeros(1, device="meta")}),
        "list": saved([one]),
        "numbers": saved({"epoch": 1}),
        "plain": pickle.dumps({"a": 1}, protocol=2),
        "other_zip": torch_zip(b"", name="a/b"),
        "absolute": torch_zip(pickle.dumps({}, protocol=2), [("/etc/passwd", b"x")]),
        "climbing": torch_zip(pickle.dumps({}, protocol=2), [("archive/../../x", b"x")]),
        "deep": torch_zip(b"\x80\x02" + b"]" * 3000 + b"a" * 2999 + b"."),
    }


def cifar_resnet20(weights, x):
    """He et al. 2015, with shortcuts of option A, as akamaster/pytorch_resnet_cifar10 runs them."""
    def norm(x, name):
        w = [weights[f"{name}.{key}"] for key in ("running_mean", "running_var", "weight", "bias")]
        return F.batch_norm(x, *w)

    x = F.relu(norm(F.conv2d(x, weights["conv1.weight"], padding=1), "bn1"))
    for stage in (1, 2, 3):
        for block in range(3):
            at = f"layer{stage}.{block}"
            stride = 2 if stage > 1 and block == 0 else 1
            y = F.relu(norm(F.conv2d(x, weights[f"{at}.conv1.weight"], stride=stride, padding=1), f"{at}.bn1"))
            y = norm(F.conv2d(y, weights[f"{at}.conv2.weight"], padding=1), f"{at}.bn2")
            each = (y.shape[1] - x.shape[1]) // 2
            x = F.relu(y + F.pad(x[:, :, ::stride, ::stride], (0, 0, 0, 0, each, each)))
    return F.linear(x.mean((2, 3)), weights["linear.weight"], weights["linear.bias"])


def mnist(weights, x):
    def norm(x, name):
        w = [weights[f"{name}.{key}"] for key in ("running_mean", "running_var", "weight", "bias")]
        return F.batch_norm(x, *w)

    for name in ("conv1", "conv2", "conv3"):
        x = F.relu(F.conv2d(x, weights[name + ".weight"], weights[name + ".bias"]))
    x = F.relu(F.linear(norm(x, "norm1").flatten(1), weights["fc1.weight"], weights["fc1.bias"]))
    return norm(F.linear(x, weights["fc2.weight"], weights["fc2.bias"]), "norm2")


def dncnn(weights, x):
    """Zhang et al. 2016: the noise, by convolutions with a ReLU between."""
    y = x
    for i in range(0, 33, 2):
        y = F.conv2d(y if i == 0 else F.relu(y), weights[f"model.{i}.weight"], weights[f"model.{i}.bias"], padding=1)
    return y


def image(*shape):
    """Pixels that follow from a rule."""
    count = 1
    for n in shape:
        count *= n
    return ((torch.arange(count) * 37 % 256).float() / 255).reshape(shape)


def published(folder):
    load = lambda name: torch.load(os.path.join(folder, name), map_location="cpu", weights_only=True)
    resnet = {k.removeprefix("module."): v for k, v in load("resnet20-12fca82f.th")["state_dict"].items()}
    pt, safe = load("mnist.pt"), load_file(os.path.join(folder, "mnist.safetensors"))
    answers = {
        "resnet20": cifar_resnet20(resnet, image(2, 3, 32, 32)),
        "mnist.pt": mnist(pt, image(2, 1, 28, 28)), "mnist.safetensors": mnist(safe, image(2, 1, 28, 28)),
        "dncnn": dncnn(load("dncnn_25.pth"), image(1, 1, 9, 7)),
    }
    # Two trainings of one network: other numbers, the same classes.
    assert torch.equal(answers["mnist.pt"].argmax(1), answers["mnist.safetensors"].argmax(1))
    return answers


def channels():
    from timm.models import adapt_input_conv
    kernels = image(2, 3, 2, 2)
    return {"3": kernels, **{str(n): adapt_input_conv(n, kernels).contiguous() for n in (1, 2, 4, 6, 7)}}


def main(folder, weights):
    os.makedirs(folder, exist_ok=True)
    at = lambda name: os.path.join(folder, name)
    torch.manual_seed(0)
    torch.save(rich(), at("rich-zip.pth"))
    torch.save(rich(), at("rich-legacy.pth"), _use_new_zipfile_serialization=False)
    for protocol in (2, 3, 4, 5):
        for zip_format in (True, False):
            name = f"tiny-{'zip' if zip_format else 'legacy'}-{protocol}.pth"
            torch.save(tiny(), at(name), pickle_protocol=protocol, _use_new_zipfile_serialization=zip_format)
    torch.save(wrapped(), at("wrapped.pth"))
    torch.save({"best": numpy.float64(0.5), "n": numpy.int64(7), **tiny()}, at("numpy.pth"))
    torch.save({"best": numpy.float32(0.5), "n": numpy.bool_(True), **tiny()}, at("numpy-5.pth"), pickle_protocol=5)
    with open(at("old-view.pth"), "wb") as out:
        out.write(old_view())
    for name in sorted(os.listdir(folder)):
        if name.endswith(".pth") and not name.startswith("hostile"):
            read = torch.load(at(name), map_location="cpu", weights_only=False)
            if name.startswith("old"):
                assert torch.equal(read["a"], torch.tensor([1.0, 2])) and torch.equal(read["b"], torch.tensor([3.0, 4, 5]))
    for name, data in hostile().items():
        with open(at(f"hostile-{name}.pth"), "wb") as out:
            out.write(data)
    save_file({k: v.detach().contiguous().clone() for k, v in rich().items()}, at("rich.safetensors"))
    save_file({k: v.contiguous() for k, v in published(weights).items()}, at("published.safetensors"))
    save_file(channels(), at("channels.safetensors"))


if __name__ == "__main__":
    main(*sys.argv[1:])
