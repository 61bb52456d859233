"""torchvision's detectors: what their heads answer, and how wrong they think given answers are.

  .venv/bin/python task/src/test/python/detect.py

writes ../resources/dev/fovea/task/detect.safetensors. Weights, pictures and answers follow from
spread() and rule() of networks.py. Tensors of the file:

  NAME/p3.boxes ...   answers [1, ., h, w] of network NAME for a picture of 64 x 96 px, 5 classes
  targets             [k, 6]: picture, label, left, top, right, bottom; of four pictures of 192 x
                      256 px the third shows nothing
  STYLE/loss          the losses of answers by the rule (answer() below), in alphabetical order of
                      torchvision's names; STYLE is retinanet, giou (its second version) or fcos
  STYLE/p3.boxes ...  root of the mean square of the gradient of their sum, of each map
  said, truth         boxes [32, 4]: distances to the left, top, right and bottom of a point
  ciou, giou_loss     their losses [32]
"""

import pathlib

import torch
from safetensors.torch import save_file
from torch import nn
from torchvision.models import resnet50
from torchvision.models.detection import FCOS, RetinaNet, retinanet_resnet50_fpn_v2
from torchvision.models.detection.backbone_utils import _resnet_fpn_extractor
from torchvision.models.detection.image_list import ImageList
from torchvision.models.detection._utils import overwrite_eps
from torchvision.ops import complete_box_iou_loss, generalized_box_iou_loss
from torchvision.ops.feature_pyramid_network import LastLevelP6P7
from torchvision.ops.misc import FrozenBatchNorm2d

from networks import rule, spread

FILE = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/task/detect.safetensors"
CLASSES = 5
PICTURES, HEIGHT, WIDTH = 4, 192, 256
TARGETS = torch.tensor([
    [0, 1, 10.5, 20, 60, 90.25], [0, 4, 12, 22, 50, 80], [0, 0, 200, 150, 256, 192],
    [1, 2, 0, 0, 256, 192], [1, 2, 100, 60, 108, 70], [1, 3, 101, 61, 104, 63],
    [1, 0, 0, 100, 250, 110], [3, 3, 30, 30, 62, 62], [3, 1, 31, 31, 61, 61],
    [3, 1, 128, 96, 160, 128], [3, 4, 90, 10, 230, 180]])


def frozen(eps):
    body = resnet50(weights=None, norm_layer=FrozenBatchNorm2d)
    overwrite_eps(body, eps)
    return _resnet_fpn_extractor(body, 5, [2, 3, 4], LastLevelP6P7(256, 256))


def networks():
    yield "retinanet_resnet50_fpn", RetinaNet(frozen(0.0), CLASSES)
    yield "retinanet_resnet50_fpn_v2", retinanet_resnet50_fpn_v2(
        weights=None, weights_backbone=None, num_classes=CLASSES)
    yield "fcos_resnet50_fpn", FCOS(frozen(1e-5), CLASSES)


KINDS = {"bbox_regression": "boxes", "cls_logits": "scores", "bbox_ctrness": "centerness"}


def maps(outputs, sizes):
    """From torchvision's rows [n, places * anchors, .] to maps by our names."""
    found = {}
    for kind, rows in outputs.items():
        start = 0
        for level, (h, w) in enumerate(sizes):
            anchors = rows.shape[1] // sum(a * b for a, b in sizes)
            part = rows[:, start:start + h * w * anchors]
            start += h * w * anchors
            part = part.reshape(len(rows), h, w, -1).permute(0, 3, 1, 2)
            found[f"p{level + 3}.{KINDS[kind]}"] = part.contiguous()
    return found


def answer(name, channels, h, w):
    """Answers by the rule; FCOS's boxes are distances."""
    numbers = spread(name, PICTURES * channels * h * w).reshape(PICTURES, channels, h, w).float()
    return numbers.abs() * 6 if name.startswith("fcos/") and name.endswith("boxes") else numbers


def rows(map_, last):
    n, _, h, w = map_.shape
    return map_.permute(0, 2, 3, 1).reshape(n, h * w, -1, last).flatten(1, 2)


class Nothing(nn.Module):
    out_channels = 32


def losses(style, model, anchors, store):
    sizes = [(HEIGHT >> level, WIDTH >> level) for level in (3, 4, 5, 6)] + [(2, 2)]
    leaves, outputs = {}, {kind: [] for kind in KINDS}
    for kind, ours in KINDS.items():
        if kind == "bbox_ctrness" and style != "fcos":
            del outputs[kind]
            continue
        last = {"boxes": 4, "scores": CLASSES, "centerness": 1}[ours]
        for level, (h, w) in enumerate(sizes):
            name = f"p{level + 3}.{ours}"
            leaves[name] = answer(f"{style}/{name}", anchors * last, h, w).requires_grad_()
            outputs[kind].append(rows(leaves[name], last))
    outputs = {kind: torch.cat(parts, 1) for kind, parts in outputs.items()}
    targets = [{"boxes": TARGETS[TARGETS[:, 0] == i, 2:], "labels": TARGETS[TARGETS[:, 0] == i, 1].long()}
               for i in range(PICTURES)]
    image = ImageList(torch.zeros(PICTURES, 3, HEIGHT, WIDTH), [(HEIGHT, WIDTH)] * PICTURES)
    places = model.anchor_generator(image, [torch.zeros(PICTURES, 1, *size) for size in sizes])
    more = [[h * w for h, w in sizes]] if style == "fcos" else []
    found = model.compute_loss(targets, outputs, places, *more)
    sum(found.values()).backward()
    store[f"{style}/loss"] = torch.stack([found[k].detach() for k in sorted(found)])
    print(style, {k: round(v.item(), 4) for k, v in sorted(found.items())})
    for name, leaf in leaves.items():
        grad = torch.zeros(1) if leaf.grad is None else leaf.grad
        store[f"{style}/{name}"] = grad.square().mean().sqrt().reshape(1)


def main():
    store = {"targets": TARGETS}
    image = spread("image", 3 * 64 * 96).reshape(1, 3, 64, 96).float()
    for name, model in networks():
        model.load_state_dict({k: rule(k, v) for k, v in model.state_dict().items()})
        model.eval()
        with torch.no_grad():
            features = list(model.backbone(image).values())
            found = maps(model.head(features), [f.shape[-2:] for f in features])
        store |= {f"{name}/{key}": value for key, value in found.items()}
        print(name, {k: round(v.abs().mean().item(), 3) for k, v in found.items()})
    giou = RetinaNet(Nothing(), CLASSES)
    giou.head.regression_head._loss_type = "giou"
    losses("retinanet", RetinaNet(Nothing(), CLASSES), 9, store)
    losses("giou", giou, 9, store)
    losses("fcos", FCOS(Nothing(), CLASSES), 1, store)
    said, truth = (spread(n, 128).reshape(32, 4).float() * 3 + 2.5 for n in ("said", "truth"))
    side = torch.tensor([-1.0, -1, 1, 1])
    store |= {"said": said, "truth": truth, "ciou": complete_box_iou_loss(said * side, truth * side),
              "giou_loss": generalized_box_iou_loss(said * side, truth * side)}
    save_file(store, FILE)


if __name__ == "__main__":
    main()
