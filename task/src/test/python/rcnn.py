"""torchvision's Faster R-CNN: what it proposes and finds, and how wrong it says that it is.

  .venv/bin/python task/src/test/python/rcnn.py

writes ../resources/dev/fovea/task/rcnn.safetensors. Weights and pictures follow from spread() and
rule() of networks.py; two pictures of 128 x 160 and 96 x 130 px lie in one tensor, five classes.
Where anchors or proposals are sampled, those come first whose number times 7919 has the smallest
rest by 10007. Tensors of the file, of each network NAME:

  targets          [k, 6]: picture, label, left, top, right, bottom
  NAME/proposals   [k, 5]: picture and box, in evaluation mode
  NAME/found       [k, 7]: picture, label, score and box
  NAME/trained     [k, 5]: picture and box, in training mode
  NAME/losses      [4]: objectness, proposal, class, box, in training mode
  NAME/gradients   root of the mean square of the gradient of their sum, of the tensors in GRADIENTS
"""

import pathlib

import torch
from safetensors.torch import save_file
from torchvision.models import mobilenet_v3_large, resnet50
from torchvision.models.detection import FasterRCNN, _utils, fasterrcnn_resnet50_fpn_v2
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.backbone_utils import _mobilenet_extractor, _resnet_fpn_extractor
from torchvision.models.detection.image_list import ImageList
from torchvision.ops.misc import FrozenBatchNorm2d

from networks import rule, spread

FILE = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/task/rcnn.safetensors"
CLASSES = 5
SIZES = [(128, 160), (96, 130)]
TARGETS = torch.tensor([[0, 1, 10.5, 20, 60, 90.25], [0, 4, 12, 22, 50, 80], [0, 0, 100, 90, 160, 128],
                        [1, 2, 0, 0, 130, 96], [1, 3, 61, 41, 92, 83], [1, 0, 0, 50, 125, 60]])
GRADIENTS = ["backbone.fpn.inner_blocks.0.0.weight", "backbone.fpn.layer_blocks.1.0.weight",
             "rpn.head.cls_logits.weight", "rpn.head.bbox_pred.weight",
             "roi_heads.box_predictor.cls_score.weight", "roi_heads.box_predictor.bbox_pred.weight"]


def networks():
    body = resnet50(weights=None, norm_layer=FrozenBatchNorm2d)
    _utils.overwrite_eps(body, 0.0)
    yield "fasterrcnn_resnet50_fpn", FasterRCNN(_resnet_fpn_extractor(body, 5), CLASSES + 1)
    yield "fasterrcnn_resnet50_fpn_v2", fasterrcnn_resnet50_fpn_v2(
        weights=None, weights_backbone=None, num_classes=CLASSES + 1)
    body = mobilenet_v3_large(weights=None, norm_layer=FrozenBatchNorm2d)
    anchors = AnchorGenerator(((32, 64, 128, 256, 512),) * 3, ((0.5, 1.0, 2.0),) * 3)
    yield "fasterrcnn_mobilenet_v3_large_320_fpn", FasterRCNN(
        _mobilenet_extractor(body, True, 6), CLASSES + 1, rpn_anchor_generator=anchors,
        rpn_pre_nms_top_n_test=150, rpn_post_nms_top_n_test=150, rpn_score_thresh=0.05)


def choose(sampler, owners):
    """In the place of BalancedPositiveNegativeSampler.__call__."""
    hits, misses = [], []
    for labels in owners:
        masks = []
        most = int(sampler.batch_size_per_image * sampler.positive_fraction)
        for candidates in (torch.where(labels >= 1)[0], torch.where(labels == 0)[0]):
            order = torch.argsort(candidates * 7919 % 10007, stable=True)
            chosen = candidates[order][:most]
            most = sampler.batch_size_per_image - len(chosen)
            masks.append(torch.zeros_like(labels, dtype=torch.uint8))
            masks[-1][chosen] = 1
        hits.append(masks[0])
        misses.append(masks[1])
    return hits, misses


def main():
    _utils.BalancedPositiveNegativeSampler.__call__ = choose
    store = {"targets": TARGETS}
    images = ImageList(spread("image", 2 * 3 * 128 * 160).reshape(2, 3, 128, 160).float(), SIZES)
    targets = [{"boxes": TARGETS[TARGETS[:, 0] == i, 2:],
                "labels": TARGETS[TARGETS[:, 0] == i, 1].long() + 1} for i in range(2)]
    for name, model in networks():
        model.load_state_dict({k: rule(k, v) for k, v in model.state_dict().items()})
        model.eval()
        with torch.no_grad():
            features = model.backbone(images.tensors)
            proposals, _ = model.rpn(images, features)
            found, _ = model.roi_heads(features, proposals, SIZES)
        model.train()
        features = model.backbone(images.tensors)
        trained, first = model.rpn(images, features, targets)
        _, second = model.roi_heads(features, trained, SIZES, targets)
        losses = [first["loss_objectness"], first["loss_rpn_box_reg"],
                  second["loss_classifier"], second["loss_box_reg"]]
        sum(losses).backward()
        parameters = dict(model.named_parameters())
        store |= {
            f"{name}/trained": torch.cat([torch.cat([torch.full((len(p), 1), float(i)), p], 1)
                                          for i, p in enumerate(trained)]),
            f"{name}/proposals": torch.cat([torch.cat([torch.full((len(p), 1), float(i)), p], 1)
                                            for i, p in enumerate(proposals)]),
            f"{name}/found": torch.cat([torch.cat([
                torch.full((len(f["boxes"]), 1), float(i)), f["labels"][:, None].float() - 1,
                f["scores"][:, None], f["boxes"]], 1) for i, f in enumerate(found)]),
            f"{name}/losses": torch.stack(losses).detach(),
            f"{name}/gradients": torch.stack(
                [parameters[key].grad.square().mean().sqrt() for key in GRADIENTS])}
        print(name, [len(p) for p in proposals], [len(f["boxes"]) for f in found],
              [round(loss.item(), 4) for loss in losses], store[f"{name}/gradients"])
        scores = found[0]["scores"]
        print("  scores", scores[:3].tolist(), scores[-1].item())
    save_file(store, FILE)


if __name__ == "__main__":
    main()
