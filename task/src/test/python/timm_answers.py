"""timm's answers, with weights by the rule of networks.py under timm's own names.

  python timm_answers.py      writes ../resources/dev/fovea/task/timm.safetensors

Tensors: "efficientnet_b0", logits [4, 10] of the picture of networks.py, in float64. The metadata's
"names" are those of timm's state dict, one a line.
"""

import pathlib

import timm
import torch
from networks import PX, rule, spread
from safetensors.torch import save_file

FILE = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/task/timm.safetensors"

model = timm.create_model("efficientnet_b0", num_classes=10).eval()
names = list(model.state_dict())
model.load_state_dict({k: rule(k, v) for k, v in model.state_dict().items()})
with torch.no_grad():
    logits = model.double()(spread("image", 4 * 3 * PX * PX).reshape(4, 3, PX, PX))
save_file({"efficientnet_b0": logits.float()}, FILE, {"names": "\n".join(names)})
print(len(names), "tensors", logits.abs().max().item())
