"""The twin of EpochTime.java: torchvision's transforms and two workers of a DataLoader.

Arguments: threads, network, size in pixels, a file with a picture's path a line, and channels_last or nothing.
"""

import json
import os
import platform
import sys
import time

import torch
import torchvision
from PIL import Image
from torch.nn.functional import cross_entropy
from torchvision import transforms

CLASSES, BATCH, WORKERS = 8, 32, 2


class Pictures(torch.utils.data.Dataset):
    def __init__(self, paths, size):
        self.paths = paths
        self.change = transforms.Compose([
            transforms.RandomResizedCrop(size, scale=(0.35, 1)),
            transforms.RandomHorizontalFlip(),
            transforms.ColorJitter(0.3, 0.3, 0.3, 0.05),
            transforms.ToTensor(),
            transforms.Normalize((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
        ])

    def __len__(self):
        return len(self.paths)

    def __getitem__(self, i):
        with Image.open(self.paths[i]) as image:
            return self.change(image.convert("RGB")), i % CLASSES


def cpu_seconds(workers):
    """Of this process and its workers, who live as long as it does."""
    ticks = os.sysconf("SC_CLK_TCK")
    fields = [open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split() for pid in workers]
    return time.process_time() + sum(int(f[11]) + int(f[12]) for f in fields) / ticks


torch.set_num_threads(int(sys.argv[1]))
model = getattr(torchvision.models, sys.argv[2])(num_classes=CLASSES)
model.train()
layout = torch.channels_last if sys.argv[5:] == ["channels_last"] else torch.contiguous_format
model = model.to(memory_format=layout)
parameters = list(model.parameters())
optimiser = torch.optim.SGD(parameters, lr=0.001, momentum=0.9, nesterov=True, weight_decay=5e-4)
with open(sys.argv[4]) as lines:
    pictures = Pictures(lines.read().split("\n")[:-1], int(sys.argv[3]))
loader = torch.utils.data.DataLoader(
    pictures, BATCH, shuffle=True, num_workers=WORKERS, drop_last=True, persistent_workers=True)


def epoch(train):
    images = 0
    for batch, labels in loader:
        images += len(batch)
        if train:
            optimiser.zero_grad()
            loss = cross_entropy(model(batch.contiguous(memory_format=layout)), labels)
            loss.item()
            loss.backward()
            optimiser.step()
    return images


epoch(False)
workers = [worker.pid for worker in loader._iterator._workers]
versions = f"{torch.__version__}, torchvision {torchvision.__version__}, Python {platform.python_version()}"
print(json.dumps({"parameters": sum(p.numel() for p in parameters), "version": versions}), flush=True)
for line in sys.stdin:
    began, cpu = time.perf_counter(), cpu_seconds(workers)
    images = epoch(line.startswith("train"))
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "cpu_seconds": cpu_seconds(workers) - cpu, "images": images}), flush=True)
