"""Answers one picture and ends: cold_start.py torchvision|onnxruntime NETWORK FILE PICTURE."""

import sys

engine, network, file, picture = sys.argv[1:]
if engine == "torchvision":
    import torch
    import torchvision
    from PIL import Image
    from safetensors.torch import load_file
    from torchvision.transforms._presets import ImageClassification

    read = ImageClassification(crop_size=224)
    model = torchvision.models.get_model(network)
    model.load_state_dict(load_file(file))
    model.eval()
    with torch.inference_mode():
        best = model(read(Image.open(picture).convert("RGB"))[None]).argmax().item()
else:
    import onnxruntime
    from pictures import numbers

    session = onnxruntime.InferenceSession(file)
    best = session.run(["logits"], {session.get_inputs()[0].name: numbers(picture)[None]})[0].argmax()
print(f"class{best}")
