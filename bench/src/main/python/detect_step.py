"""The twin of DetectStep.java: the same batch and optimiser, on Ultralytics' network or torchvision's.

Arguments: threads, the file that DetectStep.java wrote, size in pixels, network, and channels_last or nothing.
Ultralytics' networks learn by the loss that their own training calls, from weights as they are drawn; torchvision's
start from Fovea's weights, so that their losses must be Fovea's.
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
    from torchvision.models.detection import FCOS, RetinaNet, retinanet_resnet50_fpn_v2
    from torchvision.models.detection.backbone_utils import resnet_fpn_backbone
    from torchvision.ops.feature_pyramid_network import LastLevelP6P7

    as_is = {"image_mean": [0, 0, 0], "image_std": [1, 1, 1], "min_size": int(px), "max_size": int(px)}
    if network == "retinanet_resnet50_fpn_v2":
        model = retinanet_resnet50_fpn_v2(weights=None, weights_backbone=None, num_classes=CLASSES, **as_is)
    else:
        body = resnet_fpn_backbone(backbone_name="resnet50", weights=None, trainable_layers=5,
                                   returned_layers=[2, 3, 4], extra_blocks=LastLevelP6P7(256, 256))
        if network.startswith("retinanet"):
            for module in body.modules():  # as with its published weights
                if isinstance(module, torchvision.ops.misc.FrozenBatchNorm2d):
                    module.eps = 0.0
        model = (RetinaNet if network.startswith("retinanet") else FCOS)(body, CLASSES, **as_is)
    model.load_state_dict(start)
    things = [{"boxes": targets[targets[:, 0] == i, 2:], "labels": targets[targets[:, 0] == i, 1].long()}
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


about["version"] = f"{version}, torch {torch.__version__}, Python {platform.python_version()}"
print(json.dumps(about), file=out, flush=True)
for line in sys.stdin:
    millis = []
    cpu = time.process_time()
    for _ in range(int(line)):
        began = time.perf_counter()
        loss = learn()
        millis.append((time.perf_counter() - began) * 1e3)
    if torch.get_num_threads() != int(threads):
        sys.exit(f"PyTorch works with {torch.get_num_threads()} threads and not with {threads}")
    cpu_ms = (time.process_time() - cpu) * 1e3 / len(millis)
    print(json.dumps({"ms": millis, "cpu_ms": cpu_ms, "loss": loss}), file=out, flush=True)
