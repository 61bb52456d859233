"""What timm and earlier torchvisions call the tensors of networks, beside torchvision's names.

  python names.py             writes ../resources/dev/fovea/zoo/weights/names.txt.gz

A line: network, name in a file, torchvision's name. timm's tensors correspond to torchvision's in
their order, which catalogue.py has tried with random weights; earlier names of torchvision are those
that its own code loads: each is renamed by that code here.
"""

import gzip
import pathlib
import re

import timm
import torch
import torchvision.models as tv

FILE = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/zoo/weights/names.txt.gz"
TIMM = ["resnet18", "resnet50", "wide_resnet50_2", "resnext50_32x4d",
        *(f"efficientnet_b{size}" for size in range(5))]


def timms():
    for network in TIMM:
        with torch.device("meta"):
            ours, theirs = tv.get_model(network), timm.create_model(network)
        ours, theirs = ours.state_dict(), theirs.state_dict()
        assert [v.shape for v in ours.values()] == [v.shape for v in theirs.values()], network
        yield from ((network, b, a) for a, b in zip(ours, theirs))


class Earlier:
    """Stands for published weights of earlier names."""

    def __init__(self, state):
        self.state = state

    def get_state_dict(self, **_):
        return self.state


def densenets():
    model = tv.densenet121()
    pattern = r"(denselayer\d+\.(?:norm|conv))([12]\.(?:weight|bias|running_mean|running_var))$"
    earlier = {re.sub(pattern, r"\1.\2", k): v for k, v in model.state_dict().items()
               if "num_batches" not in k}  # which files of that time do not hold
    names = list(earlier)
    assert len([n for n in names if ".norm.1." in n]) == 58 * 4
    loaded = {}
    model.load_state_dict = lambda state: loaded.update(state)
    tv.densenet._load_state_dict(model, Earlier(dict(earlier)), False)
    back = {id(v): k for k, v in loaded.items()}
    yield from (("densenet121", name, back[id(earlier[name])]) for name in names)


def vits():
    block = tv.vision_transformer.MLPBlock(4, 8, 0)
    earlier = {}
    for i, layer in ((1, block[0]), (2, block[3])):
        earlier[f"linear_{i}.weight"], earlier[f"linear_{i}.bias"] = layer.weight, layer.bias
    names = {k: id(v) for k, v in earlier.items()}
    block._load_from_state_dict(earlier, "", {"version": 1}, True, [], [], [])
    back = {id(v): k for k, v in earlier.items()}
    for name, tensor in names.items():
        path = "encoder.layers.encoder_layer_11.mlp."
        yield "vit_b_16", path + name, path + back[tensor]


lines = [" ".join(row) for row in [*timms(), *densenets(), *vits()]]
FILE.write_bytes(gzip.compress("\n".join(lines + [""]).encode(), 9, mtime=0))
print(len(lines), "names,", sum(a != b for _, a, b in map(str.split, lines)), "of them differ")
