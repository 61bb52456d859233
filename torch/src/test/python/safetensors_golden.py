"""Golden .safetensors file, and a check of files that Fovea wrote, with the reference package.

  python safetensors_golden.py make ../resources/dev/fovea/torch/file/golden.safetensors
  python safetensors_golden.py check FILE          opens it with safetensors.torch and prints it
  python safetensors_golden.py same FILE OTHER     the same names, types, shapes, bits, metadata
"""

import sys

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file


def make(path):
    whole = torch.arange(-3, 3).reshape(2, 3)
    parts = torch.tensor([[0.0, -0.5, 1.25], [3.0e38, -1.0e-3, float("inf")]])
    tensors = {
        "layer1.0.conv1.weight": parts,
        "double": parts.double(),
        "half": parts.half(),
        "bfloat": parts.bfloat16(),
        "num_batches_tracked": torch.tensor(7),
        "int32": whole.int(),
        "int16": whole.short(),
        "int8": whole.to(torch.int8),
        "uint8": whole.to(torch.uint8),
        "bool": whole > 0,
        "empty": torch.zeros(0, 4),
        "größe \"1\"": torch.tensor([0.1]),
    }
    save_file(tensors, path, {"fovea": 'a "word",\nétude'})


def check(path):
    tensors = load_file(path)
    with safe_open(path, "pt") as file:
        print("metadata", file.metadata())
    for name, tensor in sorted(tensors.items()):
        print(name, tensor.dtype, list(tensor.shape), tensor.double().sum().item())
    return tensors


def same(path, other):
    left, right = load_file(path), load_file(other)
    assert left.keys() == right.keys(), left.keys() ^ right.keys()
    for name, tensor in left.items():
        assert tensor.dtype == right[name].dtype and tensor.shape == right[name].shape, name
        raw = [t.contiguous().flatten().view(torch.uint8) for t in (tensor, right[name])]
        assert torch.equal(*raw), name
    with safe_open(path, "pt") as a, safe_open(other, "pt") as b:
        assert a.metadata() == b.metadata()
    print("same:", len(left), "tensors")


if __name__ == "__main__":
    {"make": make, "check": check, "same": same}[sys.argv[1]](*sys.argv[2:])
