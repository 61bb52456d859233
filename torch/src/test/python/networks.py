"""torchvision's answers for whole networks: logits and the length of every gradient.

  python networks.py          writes ../resources/dev/fovea/torch/networks.safetensors

The weights are millions of numbers, so they follow from a rule that NetworkGoldenTest knows too
(rule() below). Computed in float64. Tensors of the file, for each network NAME:

  NAME/eval    logits [2, 10] with running statistics
  NAME/train   logits [2, 10] with the statistics of the batch, dropout and stochastic depth off
  NAME/g       L2 norm of the gradient of each parameter, in the alphabetical order of the names
"""

import math
import pathlib

import torch
import torchvision
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/torch"
NAMES = ["resnet18", "resnet50", "mobilenet_v3_small", "efficientnet_b0", "resnext50_32x4d",
         "wide_resnet50_2", "densenet121", "mobilenet_v2", "convnext_tiny", "swin_t", "vgg11_bn"]


def spread(name, count):
    """Numbers from -1 to 1, exact in float32: the upper 24 bits of a hash of name and place."""
    x = torch.arange(count) + sum(name.encode()) * 2654435761
    for shift, factor in ((16, 0x7FEB352D), (15, 0x846CA68B)):
        x = x & 0xFFFFFFFF
        x = (x ^ (x >> shift)) * factor
    x = x & 0xFFFFFFFF
    return ((x ^ (x >> 16)) // 256).double() / 2**23 - 1


def rule(name, tensor):
    numbers = spread(name, tensor.numel()).reshape(tensor.shape)
    if not tensor.is_floating_point():  # places in a table are no numbers to choose
        return tensor if tensor.dim() else torch.zeros_like(tensor)
    if tensor.dim() > 1:
        scale = math.sqrt(3 / (tensor.numel() / tensor.shape[0]))
        return numbers * torch.tensor(scale, dtype=torch.float32).double()
    middle = 1 if name.endswith("running_var") or name.endswith("weight") else 0
    return middle + numbers / 4


def upstream(like):
    n = torch.arange(like.numel())
    return (((n * 7) % 11 - 5) / 4).double().reshape(like.shape)


def main():
    store = {"image": spread("image", 2 * 3 * 65 * 49).reshape(2, 3, 65, 49)}
    for name in NAMES:
        network = torchvision.models.get_model(name, num_classes=10).double()
        for module in network.modules():
            if isinstance(module, (torch.nn.Dropout, torchvision.ops.StochasticDepth)):
                module.p = 0.0
        state = network.state_dict()
        # float32 products, as Java forms them
        network.load_state_dict({k: rule(k, v).float().to(v.dtype) for k, v in state.items()})
        with torch.no_grad():
            store[f"{name}/eval"] = network.eval()(store["image"])
        logits = network.train()(store["image"])
        logits.backward(upstream(logits))
        store[f"{name}/train"] = logits.detach()
        gradients = sorted((k, v.grad.norm()) for k, v in network.named_parameters())
        store[f"{name}/g"] = torch.stack([norm for _, norm in gradients])
        print(name, store[f"{name}/eval"].abs().max().item(), logits.abs().max().item(),
              store[f"{name}/g"].min().item(), store[f"{name}/g"].max().item())
    save_file({k: v.float() for k, v in store.items()}, FOLDER / "networks.safetensors")


if __name__ == "__main__":
    main()
