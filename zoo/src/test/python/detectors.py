"""Writes detectors.txt.gz: of torchvision's detectors the name, the number of parameters, the
multiply-adds of backbone and heads for an image of the size given, then all state-dict names and
shapes. Frozen batch norms as with published weights, none of which are needed:

  .venv/bin/python zoo/src/test/python/detectors.py
"""

import gzip
import pathlib

import torch
from torch.utils.flop_counter import FlopCounterMode
from torchvision.models import resnet50
from torchvision.models.detection import (
    FCOS, RetinaNet, fcos_resnet50_fpn, retinanet_resnet50_fpn, retinanet_resnet50_fpn_v2)
from torchvision.models.detection.backbone_utils import _resnet_fpn_extractor
from torchvision.ops.feature_pyramid_network import LastLevelP6P7
from torchvision.ops.misc import FrozenBatchNorm2d


def frozen():
    body = resnet50(weights=None, norm_layer=FrozenBatchNorm2d)
    return _resnet_fpn_extractor(body, 5, [2, 3, 4], LastLevelP6P7(256, 256))


def networks():
    yield "retinanet_resnet50_fpn", RetinaNet(frozen(), 91)
    yield "retinanet_resnet50_fpn_v2", retinanet_resnet50_fpn_v2(
        weights=None, weights_backbone=None, num_classes=91)
    yield "fcos_resnet50_fpn", FCOS(frozen(), 91)


def main():
    assert retinanet_resnet50_fpn and fcos_resnet50_fpn  # what the first and the last stand for
    out = []
    for name, model in networks():
        model.eval()
        with FlopCounterMode(display=False) as counter, torch.no_grad():
            model.head(list(model.backbone(torch.zeros(1, 3, 256, 320)).values()))
        count = sum(p.numel() for p in model.parameters())
        out.append(f"= {name} {count} {counter.get_total_flops() // 2} 256x320")
        for key, value in model.state_dict().items():
            out.append(f"{key} {list(value.shape)}")
        print(*out[-1 - len(model.state_dict())].split()[1:])
    target = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/zoo/detectors.txt.gz"
    target.write_bytes(gzip.compress("\n".join(out + [""]).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
