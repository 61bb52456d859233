"""Writes detectors.txt.gz: of torchvision's detectors the name, the number of parameters, the
multiply-adds of backbone and heads (of Faster R-CNN, which has one class more for the background,
of the backbone alone) for an image of the size given, then all state-dict names and shapes. Frozen batch norms as with published weights, none of which are needed:

  .venv/bin/python zoo/src/test/python/detectors.py
"""

import gzip
import pathlib

import torch
from torch.utils.flop_counter import FlopCounterMode
from torchvision.models import mobilenet_v3_large, resnet50
from torchvision.models.detection import (
    FCOS, FasterRCNN, RetinaNet, fasterrcnn_resnet50_fpn_v2, fcos_resnet50_fpn,
    retinanet_resnet50_fpn, retinanet_resnet50_fpn_v2)
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.backbone_utils import _mobilenet_extractor, _resnet_fpn_extractor
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
    body = resnet50(weights=None, norm_layer=FrozenBatchNorm2d)
    yield "fasterrcnn_resnet50_fpn", FasterRCNN(_resnet_fpn_extractor(body, 5), 92)
    yield "fasterrcnn_resnet50_fpn_v2", fasterrcnn_resnet50_fpn_v2(
        weights=None, weights_backbone=None, num_classes=92)
    for name in ("fasterrcnn_mobilenet_v3_large_fpn", "fasterrcnn_mobilenet_v3_large_320_fpn"):
        body = mobilenet_v3_large(weights=None, norm_layer=FrozenBatchNorm2d)
        anchors = AnchorGenerator(((32, 64, 128, 256, 512),) * 3, ((0.5, 1.0, 2.0),) * 3)
        yield name, FasterRCNN(
            _mobilenet_extractor(body, True, 6), 92, rpn_anchor_generator=anchors)


def main():
    assert retinanet_resnet50_fpn and fcos_resnet50_fpn  # what the first and the last stand for
    out = []
    for name, model in networks():
        model.eval()
        with FlopCounterMode(display=False) as counter, torch.no_grad():
            maps = list(model.backbone(torch.zeros(1, 3, 256, 320)).values())
            if not isinstance(model, FasterRCNN):
                model.head(maps)
        count = sum(p.numel() for p in model.parameters())
        out.append(f"= {name} {count} {counter.get_total_flops() // 2} 256x320")
        for key, value in model.state_dict().items():
            out.append(f"{key} {list(value.shape)}")
        print(*out[-1 - len(model.state_dict())].split()[1:])
    target = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/zoo/detectors.txt.gz"
    target.write_bytes(gzip.compress("\n".join(out + [""]).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
