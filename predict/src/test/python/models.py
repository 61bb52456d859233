#!/usr/bin/env python3
"""Tiny ONNX files for the tests of the room predict, and the answers to expect of them.

Run:  python3 -m venv .venv && .venv/bin/pip install onnx numpy
      .venv/bin/python predict/src/test/python/models.py
Writes predict/src/test/resources/dev/fovea/predict/onnx/*.onnx, answers.txt,
picture.ppm (number 1) and weights.safetensors (the network of whole.onnx, for libtorch).

The answers are those of ONNX's reference evaluator, which shares no code with ONNX Runtime, and of
numpy. A picture k is 16 x 16 px of RGB, whose sample at row y, column x and channel c is
(5 x + 3 y (c + 1) + 83 k (c + 1)) % 256; preprocessing stretches it to 16 x 16 px, which changes
nothing, and takes mean and deviation.
"""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnx.reference import ReferenceEvaluator

TO = Path(__file__).resolve().parents[1] / "resources/dev/fovea/predict/onnx"
SIDE, CLASSES, WIDTH = 16, ["cat", "dog", "owl"], 4
MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]


def card(**other):
    about = {
        "version": 2,
        "task": "classify",
        "assembly": {"kind": "plain"},
        "classes": CLASSES,
        "preprocess": {
            "version": 1,
            "colours": "rgb",
            "alpha": {"kind": "drop"},
            "resize": {"kind": "stretch", "height": SIDE, "width": SIDE, "kernel": "bilinear", "antialias": True},
            "crop": {"height": SIDE, "width": SIDE},
            "numbers": {"white": 1, "mean": MEAN, "deviation": DEVIATION},
        },
        "postprocess": {"activation": "softmax", "temperature": 1.5, "decision": {"kind": "best"}, "min_confidence": 0.5},
        "scores": {"top1": 0.875},
        "provenance": {"seed": "1"},
    }
    return about | other


def tensor(name, *shape, scale=1.0):
    seed = sum(map(ord, name))
    return numpy_helper.from_array((np.random.default_rng(seed).normal(size=shape) * scale).astype(np.float32), name)


def network(batch="n", channels=3, classes=3, side=SIDE, tail=(), output="logits", features=True, more=(), weights=()):
    nodes = [
        helper.make_node("Conv", ["image", "conv.weight", "conv.bias"], ["conv"], strides=[2, 2], pads=[1, 1, 1, 1]),
        helper.make_node("Relu", ["conv"], ["relu"]),
        helper.make_node("GlobalAveragePool", ["relu"], ["pool"]),
        helper.make_node("Flatten", ["pool"], ["features"]),
        helper.make_node("Gemm", ["features", "fc.weight", "fc.bias"], ["logits"], transB=1),
        *tail,
    ]
    weights = [*weights, tensor("conv.weight", WIDTH, channels, 3, 3), tensor("conv.bias", WIDTH),
               tensor("fc.weight", classes, WIDTH, scale=0.4), tensor("fc.bias", classes)]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, [batch, classes])]
    if features:
        outputs.append(helper.make_tensor_value_info("features", TensorProto.FLOAT, [batch, WIDTH]))
    image = helper.make_tensor_value_info("image", TensorProto.FLOAT, [batch, channels, side, side])
    return helper.make_graph(nodes, "tiny", [image, *more], outputs, weights)


def save(name, graph, **metadata):
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    helper.set_model_props(model, {key.replace("_", "."): text if isinstance(text, str) else json.dumps(text)
                                   for key, text in metadata.items()})
    onnx.checker.check_model(model)
    (TO / f"{name}.onnx").write_bytes(model.SerializeToString(deterministic=True))
    return model


def picture(k):
    y, x, c = np.meshgrid(np.arange(SIDE), np.arange(SIDE), np.arange(3), indexing="ij")
    return ((5 * x + 3 * y * (c + 1) + 83 * k * (c + 1)) % 256).astype(np.float64)


def numbers(k):
    return ((picture(k) / 255 - MEAN) / DEVIATION).transpose(2, 0, 1).astype(np.float32)


def novelty(model):
    """The features of pictures 0 to 7, brought to length 1: a picture among them is at distance 0."""
    _, features = ReferenceEvaluator(model).run(None, {"image": np.stack([numbers(k) for k in range(8)])})
    unit = (features / np.linalg.norm(features, axis=1, keepdims=True)).astype("<f2")
    import base64
    return {"version": 1, "kind": "knn", "k": 1, "threshold": 0.05, "width": WIDTH,
            "features": base64.b64encode(unit.tobytes()).decode()}


def weights(arrays):
    """As .safetensors: the length of the header, the header, the numbers."""
    header, data = {}, b""
    for name, array in arrays.items():
        header[name] = {"dtype": "F32", "shape": list(array.shape), "data_offsets": [len(data), len(data) + array.nbytes]}
        data += array.astype("<f4").tobytes()
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    (TO / "weights.safetensors").write_bytes(len(text).to_bytes(8, "little") + text + data)


def main():
    TO.mkdir(parents=True, exist_ok=True)
    whole = save("whole", network(), fovea=card())
    save("novelty", network(), fovea=card(), fovea_novelty=novelty(whole))
    save("fixed", network(batch=2), fovea=card())
    save("plain", network(features=False))
    save("probabilities", network(features=False, output="prob", 
         tail=[helper.make_node("Div", ["logits", "temperature"], ["cool"]), helper.make_node("Softmax", ["cool"], ["prob"], axis=1)],
         weights=[numpy_helper.from_array(np.array(1.5, np.float32), "temperature")]))
    save("grey", network(channels=1), fovea=card())
    save("classes", network(classes=5), fovea=card())
    save("side", network(side=32), fovea=card())
    save("segment", network(), fovea=card(task="segment"))
    save("newer", network(), fovea=card(version=3))
    save("nojson", network(), fovea="{version: two")
    extra = helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["n", 3])
    save("two", network(output="masked", tail=[helper.make_node("Add", ["logits", "mask"], ["masked"])], more=[extra]), fovea=card())
    save("doubles", helper.make_graph(
        [helper.make_node("Cast", ["image"], ["flat"], to=TensorProto.FLOAT), helper.make_node("Flatten", ["flat"], ["logits"])], "tiny",
        [helper.make_tensor_value_info("image", TensorProto.DOUBLE, ["n", 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 768])]), fovea=card())
    save("last", helper.make_graph(
        [helper.make_node("Flatten", ["image"], ["logits"])], "tiny",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", SIDE, SIDE, 3])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 768])]), fovea=card())
    # Of n pictures 2.4 n^2 MB: every number times every other. One fits, two thousand fit nowhere.
    save("hungry", helper.make_graph(
        [helper.make_node("Flatten", ["image"], ["flat"]),
         helper.make_node("Reshape", ["flat", "column"], ["down"]),
         helper.make_node("Reshape", ["flat", "row"], ["along"]),
         helper.make_node("MatMul", ["down", "along"], ["many"]),
         helper.make_node("ReduceMax", ["many"], ["most"], keepdims=1),
         helper.make_node("MatMul", ["flat", "fc.weight"], ["fc"]),
         helper.make_node("Mul", ["most", "zero"], ["nothing"]),
         helper.make_node("Add", ["fc", "nothing"], ["logits"])], "tiny",
        [helper.make_tensor_value_info("image", TensorProto.FLOAT, ["n", 3, SIDE, SIDE])],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["n", 3])],
        [numpy_helper.from_array(np.array([-1, 1], np.int64), "column"),
         numpy_helper.from_array(np.array([1, -1], np.int64), "row"),
         numpy_helper.from_array(np.array([[0]], np.float32), "zero"),
         tensor("fc.weight", 768, 3, scale=0.1)]), fovea=card())
    weights({t.name: numpy_helper.to_array(t) for t in whole.graph.initializer})
    (TO / "picture.ppm").write_bytes(b"P6 16 16 255\n" + picture(1).astype(np.uint8).tobytes())
    with (TO / "answers.txt").open("w") as out:
        print("# picture, then the probabilities of cat, dog and owl by the temperature 1.5", file=out)
        for k in range(6):
            logits, _ = ReferenceEvaluator(whole).run(None, {"image": numbers(k)[None]})
            scaled = np.exp(logits[0].astype(np.float64) / 1.5)
            print(k, *(f"{p:.7f}" for p in scaled / scaled.sum()), file=out)


main()
