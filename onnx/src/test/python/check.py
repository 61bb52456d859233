"""Whether ONNX itself takes what Fovea writes.

Checks every .onnx file of a folder with the official checker, in full (types and shapes of every
operator), infers all shapes strictly, and compares what the file says of its outputs with what was
inferred. Prints one line a file; ends with an error where a file is refused.

    pip install onnx
    mvn -pl onnx -am verify -Dtest='FamiliesTest,EveryOpTest,BoxTailTest' \\
        -Dsurefire.failIfNoSpecifiedTests=false -Dfovea.onnx.keep=FOLDER
    python onnx/src/test/python/check.py FOLDER
"""

import sys
from pathlib import Path

import onnx
from onnx import shape_inference


def shapes(values):
    def dimension(d):
        return d.dim_param if d.HasField("dim_param") else d.dim_value

    return {v.name: [dimension(d) for d in v.type.tensor_type.shape.dim] for v in values}


def check(file):
    onnx.checker.check_model(str(file), full_check=True)
    model = onnx.load(file)
    said = shapes(model.graph.output)
    del model.graph.output[:]
    for name in said:
        model.graph.output.append(onnx.helper.make_empty_tensor_value_info(name))
    inferred = shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    for name, found in shapes(inferred.graph.output).items():
        for a, b in zip(said[name], found, strict=True):
            if isinstance(a, int) and isinstance(b, int) and b != 0 and a != b:
                raise ValueError(f"{name} is said to be {said[name]}, inferred {found}")
    print(
        f"{file.name}: opset {model.opset_import[0].version}, {len(model.graph.node)} nodes,"
        f" {shapes(model.graph.input)} to {said}"
    )


failed = 0
for file in sorted(Path(sys.argv[1]).rglob("*.onnx")):
    try:
        check(file)
    except Exception as e:
        failed += 1
        print(f"{file.name}: REFUSED: {e}")
sys.exit(1 if failed else 0)
