"""The twin of DetectStep.java: the same batch and optimiser, on Ultralytics' network or torchvision's.

Arguments: threads, the file that DetectStep.java wrote, size in pixels, network, and channels_last or nothing.
Ultralytics' networks learn by the loss that their own training calls, from weights as they are drawn; torchvision's
start from Fovea's weights, so that their losses must be Fovea's. Lines on stdin are those of DetectStep.java.
"""

import json
import platform
import sys
import time

import torch
from safetensors.torch import load_file

threads, file, px, network = sys.argv[1:5]
CLASSES = 80
start = load_file(file)
images, targets = start.pop("images"), start.pop("targets")
if sys.argv[5:] == ["channels_last"]:
    images = images.contiguous(memory_format=torch.channels_last)


def ultralytics():
    """The network, and its loss of the batch; boxes are middles and sizes as shares of the picture."""
    from ultralytics_quietly import YOLO, __version__, out, size
    from ultralytics.cfg import get_cfg

    torch.manual_seed(1)
    model = YOLO(f"{network}.yaml").model
    model.args = get_cfg()  # its default settings, as its training does
    low, high = targets[:, 2:4] / int(px), targets[:, 4:6] / int(px)
    batch = {"img": images, "batch_idx": targets[:, 0], "cls": targets[:, 1:2],
             "bboxes": torch.cat([(low + high) / 2, high - low], 1)}
    return model, lambda: model(batch)[0].sum(), size(model, int(px)), f"ultralytics {__version__}", out


def torchvision():
    """The detector; Fovea's pictures are not normalised, and nothing is resized."""
    import torchvision
    from torchvision_detectors import detector

    as_is = {"image_mean": [0, 0, 0], "image_std": [1, 1, 1], "min_size": int(px), "max_size": int(px)}
    model = detector(network, CLASSES, **as_is)
    model.load_state_dict(start)
    first = int(network.startswith("fasterrcnn"))  # label 0 is the background there
    things = [{"boxes": targets[targets[:, 0] == i, 2:], "labels": targets[targets[:, 0] == i, 1].long() + first}
              for i in range(len(images))]
    parameters = sum(p.numel() for p in model.parameters())
    return (model, lambda: sum(model(list(images), things).values()), {"parameters": parameters},
            f"torchvision {torchvision.__version__}", sys.stdout)


model, loss_of, about, version, out = (ultralytics if network.startswith("yolo") else torchvision)()
torch.set_num_threads(int(threads))  # last: Ultralytics has its own opinion
model.train()
if sys.argv[5:] == ["channels_last"]:
    model = model.to(memory_format=torch.channels_last)
parameters = [p for p in model.parameters() if p.requires_grad]
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
    loss = loss_of()
    number = loss.item()
    loss.backward()
    optimiser.step()
    return number


def answer():
    """How many boxes are found."""
    model.eval()
    with torch.no_grad():
        found = sum(len(one["boxes"]) for one in model(list(images)))
    model.train()
    return found


def weigh():
    """The loss without a step and without chance."""
    from torchvision.models.detection._utils import BalancedPositiveNegativeSampler as Sampler

    by_chance, Sampler.__call__ = Sampler.__call__, in_turn
    with torch.no_grad():
        loss = loss_of().item()
    Sampler.__call__ = by_chance
    return loss


def in_turn(sampler, owners):
    """In the place of torchvision's sampler: those first whose number times 7919 has the smallest rest by 10007."""
    hits, misses = [], []
    for labels in owners:
        most = int(sampler.batch_size_per_image * sampler.positive_fraction)
        for masks, candidates in ((hits, torch.where(labels >= 1)[0]), (misses, torch.where(labels == 0)[0])):
            chosen = candidates[torch.argsort(candidates * 7919 % 10007, stable=True)][:most]
            most = sampler.batch_size_per_image - len(chosen)
            masks.append(torch.zeros_like(labels, dtype=torch.uint8))
            masks[-1][chosen] = 1
    return hits, misses


about["version"] = f"{version}, torch {torch.__version__}, Python {platform.python_version()}"
print(json.dumps(about), file=out, flush=True)
for line in sys.stdin:
    words = line.split()
    if words == ["weigh"]:
        print(json.dumps({"loss": weigh()}), file=out, flush=True)
        continue
    work = answer if words[0] == "answer" else learn
    millis = []
    cpu = time.process_time()
    for _ in range(int(words[-1])):
        began = time.perf_counter()
        loss = work()
        millis.append((time.perf_counter() - began) * 1e3)
    if torch.get_num_threads() != int(threads):
        sys.exit(f"PyTorch works with {torch.get_num_threads()} threads and not with {threads}")
    cpu_ms = (time.process_time() - cpu) * 1e3 / len(millis)
    print(json.dumps({"ms": millis, "cpu_ms": cpu_ms, "loss": loss}), file=out, flush=True)
