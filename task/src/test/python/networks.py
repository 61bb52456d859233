"""torchvision's answers for whole networks, and what one step of SGD makes of them.

  python networks.py          writes ../resources/dev/fovea/task/networks.safetensors

Weights and pictures are millions of numbers, so they follow from a rule that NetworkGoldenTest
knows too (spread() and rule() below). Dropout and stochastic depth are off. The step: label
smoothing 0.1, SGD with rate 0.1, Nesterov's momentum 0.9 and, of tensors with more than one
dimension, a decay of 0.0005, in training mode. Computed in float64. Tensors of the file, for each
network NAME:

  NAME/eval    logits [4, 10] with running statistics, before the step
  NAME/loss    the loss [1] of the step
  NAME/after   of each tensor of the state dict that holds fractions, in alphabetical order: the
               root of the mean square after the step, and its numbers at a third and at two thirds
               of its length; [tensors, 3]

Printed is how far PyTorch's own float32 is from that: eval and loss relative to the largest, the
worst root and the worst number after the step relative to the root. One number on the other side of
a ReLU moves whole gradients.
"""

import math
import pathlib
import sys

import torch
import torchvision
from safetensors.torch import save_file

FILE = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/task/networks.safetensors"
NAMES = ["resnet18", "resnet50", "resnext50_32x4d", "wide_resnet50_2", "densenet121",
         "mobilenet_v2", "mobilenet_v3_small", "efficientnet_b0", "efficientnet_v2_s",
         "regnet_x_400mf", "regnet_y_400mf", "convnext_tiny", "vit_b_32", "swin_t", "vgg11",
         "vgg11_bn"]
PX = 96


def spread(name, count):
    """Numbers from -1 to 1, exact in float32: the upper 24 bits of a hash of name and place."""
    x = torch.arange(count) + sum(name.encode()) * 2654435761
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = x & 0xFFFFFFFF
        x = (x ^ (x >> shift)) * factor
    x = x & 0xFFFFFFFF
    return ((x ^ (x >> 16)) // 256).double() / 2**23 - 1


def rule(name, tensor):
    if not tensor.is_floating_point():  # places in a table are no numbers to choose
        return tensor if tensor.dim() else torch.zeros_like(tensor)
    numbers = spread(name, tensor.numel()).reshape(tensor.shape)
    if tensor.dim() > 1:
        scale = math.sqrt(3 / (tensor.numel() / tensor.shape[0]))
        numbers = numbers * torch.tensor(scale, dtype=torch.float32).double()
    else:
        middle = 1 if name.endswith("running_var") or name.endswith("weight") else 0
        numbers = middle + numbers / 4
    return numbers.float()  # as Java forms them


def filled(name):
    size = {"image_size": PX} if name.startswith("vit") else {}
    network = torchvision.models.get_model(name, num_classes=10, **size)
    for module in network.modules():
        if isinstance(module, (torch.nn.Dropout, torchvision.ops.StochasticDepth)):
            module.p = 0.0
    network.load_state_dict({k: rule(k, v) for k, v in network.state_dict().items()})
    return network


def step(network, image):
    """Logits before, the loss, and what the state dict became."""
    with torch.no_grad():
        logits = network.eval()(image)
    labels = torch.arange(4) * 3
    loss = torch.nn.functional.cross_entropy(network.train()(image), labels, label_smoothing=0.1)
    loss.backward()
    many = [p for p in network.parameters() if p.dim() > 1]
    one = [p for p in network.parameters() if p.dim() <= 1]
    groups = [{"params": many, "weight_decay": 5e-4}, {"params": one}]
    torch.optim.SGD(groups, 0.1, 0.9, nesterov=True).step()
    return logits, loss.detach().reshape(1), rows(network.state_dict())


def rows(after):
    def row(key):
        new = after[key].double().flatten()
        n = new.numel()
        return torch.stack([new.square().mean().sqrt(), new[n // 3], new[2 * n // 3]])

    return torch.stack([row(k) for k in sorted(after) if after[k].is_floating_point()])


def apart(got, wanted):
    return ((got - wanted).abs() / wanted.abs().max()).max().item()


def main():
    store = {}
    image = spread("image", 4 * 3 * PX * PX).reshape(4, 3, PX, PX)
    for name in sys.argv[1:] or NAMES:
        singles = step(filled(name), image.float())
        logits, loss, after = step(filled(name).double(), image)
        store |= {f"{name}/eval": logits, f"{name}/loss": loss, f"{name}/after": after}
        differs = (singles[2] - after).abs() / (after[:, :1] + 1e-9)
        print(f"{name:20s} {len(after):4d} tensors; float32: eval {apart(singles[0], logits):.1e}"
              f" loss {apart(singles[1], loss):.1e} root {differs[:, 0].max():.1e}",
              f" number {differs[:, 1:].max():.1e}", flush=True)
    if not sys.argv[1:]:
        save_file({k: v.float() for k, v in store.items()}, FILE)


if __name__ == "__main__":
    main()
