"""Grad-CAM of whole networks by PyTorch's hooks, for GradCamGoldenTest.

  python gradcam.py           writes ../resources/dev/fovea/task/gradcam.safetensors

A forward hook keeps the output of the layer that is usual for the network, and autograd gives the
slope of one logit a picture along it (Selvaraju 2017, equations 1 and 2). Weights and pictures by
the rule of networks.py, computed in float64. For each network NAME the evidence [2, h, w] for the
classes 3 and 8. Of the vision transformer it is the sequence that enters the last block, without
the class token.
"""

import torch
from safetensors.torch import save_file

from networks import FILE, PX, filled, spread

LAYERS = {
    "resnet18": lambda n: n.layer4,
    "densenet121": lambda n: n.features,  # the relu behind it is applied below
    "mobilenet_v3_small": lambda n: n.features,
    "efficientnet_b0": lambda n: n.features,
    "regnet_y_400mf": lambda n: n.trunk_output,
    "convnext_tiny": lambda n: n.features,
    "swin_t": lambda n: n.norm,
    "vit_b_32": lambda n: n.encoder.layers[-2],
    "vgg11_bn": lambda n: n.features,
}
LABELS = [3, 8]


def evidence(name, image):
    network = filled(name).double().eval()
    kept = {}

    def hook(_, __, value):
        kept["map"] = torch.relu(value) if name == "densenet121" else value
        return kept["map"]

    LAYERS[name](network).register_forward_hook(hook)
    score = network(image)[range(len(LABELS)), LABELS].sum()
    a, g = kept["map"], torch.autograd.grad(score, kept["map"])[0]
    if name == "swin_t":  # channels last
        a, g = a.permute(0, 3, 1, 2), g.permute(0, 3, 1, 2)
    if name.startswith("vit"):
        side = PX // 32
        a, g = (t[:, 1:].transpose(1, 2).reshape(2, -1, side, side) for t in (a, g))
    return torch.relu((g.mean((2, 3), keepdim=True) * a).sum(1))


def main():
    image = spread("image", 2 * 3 * PX * PX).reshape(2, 3, PX, PX)
    store = {}
    for name in LAYERS:
        store[name] = evidence(name, image).float().contiguous().detach()
        print(name, list(store[name].shape), store[name].max().item(),
              (store[name] > 0).double().mean().item())
    save_file(store, FILE.parent / "gradcam.safetensors")


if __name__ == "__main__":
    main()
