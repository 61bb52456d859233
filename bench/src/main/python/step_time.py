"""The twin of StepTime.java: the same network, batch, optimiser and protocol on PyTorch from PyPI.

Arguments: threads, the file that StepTime.java wrote its starting numbers to, size in pixels (which the file tells),
network, pictures a batch (which the file tells), learn or answer, and channels_last or nothing.
"""

import json
import platform
import sys
import time

import torch
import torchvision
from safetensors.torch import load_file
from torch.nn.functional import cross_entropy

torch.set_num_threads(int(sys.argv[1]))
start = load_file(sys.argv[2])
images, targets = start.pop("images"), start.pop("targets")
model = getattr(torchvision.models, sys.argv[4])(num_classes=targets.shape[1])
model.load_state_dict(start)
model.train(sys.argv[6] == "learn")
if sys.argv[7:] == ["channels_last"]:
    model = model.to(memory_format=torch.channels_last)
    images = images.contiguous(memory_format=torch.channels_last)
parameters = list(model.parameters())
optimiser = torch.optim.SGD(
    [
        {"params": [p for p in parameters if p.ndim > 1], "weight_decay": 5e-4},
        {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0},
    ],
    lr=0.001,
    momentum=0.9,
    nesterov=True,
)


def learn():
    optimiser.zero_grad()
    loss = cross_entropy(model(images), targets)
    number = loss.item()
    loss.backward()
    optimiser.step()
    return number


@torch.inference_mode()
def answer():
    return model(images).numpy()[0, 0].item()


step = learn if sys.argv[6] == "learn" else answer
versions = f"{torch.__version__}, torchvision {torchvision.__version__}, Python {platform.python_version()}"
print(json.dumps({"parameters": sum(p.numel() for p in parameters), "version": versions}), flush=True)
for line in sys.stdin:
    millis = []
    cpu = time.process_time()
    for _ in range(int(line)):
        began = time.perf_counter()
        loss = step()
        millis.append((time.perf_counter() - began) * 1e3)
    cpu_ms = (time.process_time() - cpu) * 1e3 / len(millis)
    print(json.dumps({"ms": millis, "cpu_ms": cpu_ms, "loss": loss}), flush=True)
