"""torchvision's detectors as Fovea's zoo draws them: all of the backbone learns, nothing is fetched."""

from torchvision.models import mobilenet_v3_large, resnet, resnet50
from torchvision.models.detection import (
    FCOS, FasterRCNN, RetinaNet, fasterrcnn_resnet50_fpn_v2, retinanet_resnet50_fpn_v2)
from torchvision.models.detection.anchor_utils import AnchorGenerator
from torchvision.models.detection.backbone_utils import (
    BackboneWithFPN, _mobilenet_extractor, _resnet_fpn_extractor, resnet_fpn_backbone)
from torchvision.models.detection.faster_rcnn import FastRCNNPredictor, TwoMLPHead
from torchvision.ops.feature_pyramid_network import LastLevelP6P7
from torchvision.ops.misc import FrozenBatchNorm2d


def detector(name, classes, **settings):
    """By its name in Fovea; classes without the background, settings of torchvision's class."""
    if name == "retinanet_resnet50_fpn_v2":
        return retinanet_resnet50_fpn_v2(weights=None, weights_backbone=None, num_classes=classes, **settings)
    if name in ("retinanet_resnet50_fpn", "fcos_resnet50_fpn"):
        body = resnet_fpn_backbone(backbone_name="resnet50", weights=None, trainable_layers=5,
                                   returned_layers=[2, 3, 4], extra_blocks=LastLevelP6P7(256, 256))
        if name.startswith("fcos"):
            return FCOS(body, classes, **settings)
        return RetinaNet(without_epsilon(body), classes, **settings)
    if name == "fasterrcnn_resnet50_fpn_v2":
        return fasterrcnn_resnet50_fpn_v2(weights=None, weights_backbone=None, num_classes=classes + 1, **settings)
    if name == "fasterrcnn_resnet50_fpn":
        body = without_epsilon(resnet50(weights=None, norm_layer=FrozenBatchNorm2d))
        return FasterRCNN(_resnet_fpn_extractor(body, 5), classes + 1, **settings)
    if name in ("fasterrcnn_mobilenet_v3_large_fpn", "fasterrcnn_mobilenet_v3_large_320_fpn"):
        body = mobilenet_v3_large(weights=None, norm_layer=FrozenBatchNorm2d)
        anchors = AnchorGenerator(((32, 64, 128, 256, 512),) * 3, ((0.5, 1.0, 2.0),) * 3)
        few = {"rpn_pre_nms_top_n_test": 150, "rpn_post_nms_top_n_test": 150} if "_320_" in name else {}
        return FasterRCNN(_mobilenet_extractor(body, True, 6), classes + 1, rpn_anchor_generator=anchors,
                          rpn_score_thresh=0.05, **few, **settings)
    if name.startswith("fasterrcnn-resnet"):
        return slim(getattr(resnet, name.removeprefix("fasterrcnn-"))(weights=None), classes, settings)
    raise SystemExit(f"{name} has no counterpart in torchvision")


def slim(body, classes, settings):
    """Half the channels, batch norms that learn."""
    layers = {f"layer{i}": str(i - 1) for i in range(1, 5)}
    channels = [body.inplanes // 2**i for i in (3, 2, 1, 0)]
    return FasterRCNN(BackboneWithFPN(body, layers, channels, 128), box_head=TwoMLPHead(128 * 49, 512),
                      box_predictor=FastRCNNPredictor(512, classes + 1), **settings)


def without_epsilon(body):
    """As with its published weights."""
    for module in body.modules():
        if isinstance(module, FrozenBatchNorm2d):
            module.eps = 0.0
    return body
