"""Writes golden.txt.gz: of every network of the zoo, as PyTorch has it, the name, the number of
parameters, the multiply-adds of one image of the size given, then all state-dict names and shapes.

Independent of Fovea: torchvision's own models; the CIFAR ResNets, U-Net and the DCGAN generator
are written here after their published sources, and ResNet-20 is compared with its published weights
where a path to them is given:  golden.py [resnet20-12fca82f.th]
"""

import gzip
import pathlib
import sys

import torch
import torchvision.models as tv
from torch import nn
from torch.nn import functional as F
from torch.utils.flop_counter import FlopCounterMode


REGNETS = ["400mf", "800mf", "1_6gf", "3_2gf", "8gf", "16gf", "32gf"]


class CifarBlock(nn.Module):
    def __init__(self, inside, out, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inside, out, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(out)
        self.conv2 = nn.Conv2d(out, out, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(out)
        self.pad = (out - inside) // 2 if stride > 1 else None

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if self.pad is not None:
            x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.pad, self.pad))
        return F.relu(y + x)


class CifarResNet(nn.Module):
    def __init__(self, layers):
        super().__init__()
        blocks = (layers - 2) // 6
        self.conv1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        for stage, (inside, out) in enumerate([(16, 16), (16, 32), (32, 64)]):
            first = CifarBlock(inside, out, 2 if stage else 1)
            rest = [CifarBlock(out, out, 1) for _ in range(blocks - 1)]
            setattr(self, f"layer{stage + 1}", nn.Sequential(first, *rest))
        self.linear = nn.Linear(64, 10)

    def forward(self, x):
        x = self.layer3(self.layer2(self.layer1(F.relu(self.bn1(self.conv1(x))))))
        return self.linear(x.mean((2, 3)))


class DoubleConv(nn.Module):
    def __init__(self, inside, out, mid):
        super().__init__()
        self.double_conv = nn.Sequential(
            nn.Conv2d(inside, mid, 3, padding=1, bias=False), nn.BatchNorm2d(mid), nn.ReLU(),
            nn.Conv2d(mid, out, 3, padding=1, bias=False), nn.BatchNorm2d(out), nn.ReLU())

    def forward(self, x):
        return self.double_conv(x)


class Down(nn.Module):
    def __init__(self, inside, out):
        super().__init__()
        self.maxpool_conv = nn.Sequential(nn.MaxPool2d(2), DoubleConv(inside, out, out))

    def forward(self, x):
        return self.maxpool_conv(x)


class Up(nn.Module):
    def __init__(self, inside, out):
        super().__init__()
        self.up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=True)
        self.conv = DoubleConv(inside, out, inside // 2)

    def forward(self, x, skip):
        return self.conv(torch.cat([skip, self.up(x)], 1))


class OutConv(nn.Module):
    def __init__(self, inside, out):
        super().__init__()
        self.conv = nn.Conv2d(inside, out, 1)

    def forward(self, x):
        return self.conv(x)


class UNet(nn.Module):
    def __init__(self, channels, classes):
        super().__init__()
        self.inc = DoubleConv(channels, 64, 64)
        self.down1, self.down2 = Down(64, 128), Down(128, 256)
        self.down3, self.down4 = Down(256, 512), Down(512, 512)
        self.up1, self.up2 = Up(1024, 256), Up(512, 128)
        self.up3, self.up4 = Up(256, 64), Up(128, 64)
        self.outc = OutConv(64, classes)

    def forward(self, x):
        a = self.inc(x)
        b = self.down1(a)
        c = self.down2(b)
        d = self.down3(c)
        e = self.down4(d)
        return self.outc(self.up4(self.up3(self.up2(self.up1(e, d), c), b), a))


class Generator(nn.Module):
    def __init__(self, noise=100, width=64, channels=3):
        super().__init__()
        layers, inside = [], noise
        for out, stride, padding in [(8, 1, 0), (4, 2, 1), (2, 2, 1), (1, 2, 1)]:
            out *= width
            layers += [nn.ConvTranspose2d(inside, out, 4, stride, padding, bias=False),
                       nn.BatchNorm2d(out), nn.ReLU()]
            inside = out
        layers += [nn.ConvTranspose2d(inside, channels, 4, 2, 1, bias=False), nn.Tanh()]
        self.main = nn.Sequential(*layers)

    def forward(self, noise):
        return self.main(noise)


def small_stem(model):
    model.conv1 = nn.Conv2d(3, 64, 3, 1, 1, bias=False)
    model.maxpool = nn.Identity()
    return model


def on_cpu(function):
    def call(*args, **kwargs):
        with torch.device("cpu"):
            return function(*args, **kwargs)

    return call


def networks():
    # RegNet's widths are reckoned with tensors, which must hold numbers
    tv.regnet.BlockParams.from_init_params = on_cpu(tv.regnet.BlockParams.from_init_params)
    image = (3, 224, 224)
    for name in ["resnet18", "resnet34", "resnet50", "resnet101", "resnet152",
                 "mobilenet_v3_small", "mobilenet_v3_large",
                 *(f"efficientnet_b{size}" for size in range(8)),
                 "efficientnet_v2_s", "efficientnet_v2_m", "efficientnet_v2_l",
                 *(f"regnet_{kind}_{size}" for kind in "xy" for size in REGNETS),
                 "regnet_y_128gf", "vit_b_16", "vit_b_32", "vit_l_16", "vit_l_32", "vit_h_14",
                 "resnext50_32x4d", "resnext101_32x8d", "resnext101_64x4d",
                 "wide_resnet50_2", "wide_resnet101_2", "mobilenet_v2",
                 "densenet121", "densenet161", "densenet169", "densenet201",
                 "convnext_tiny", "convnext_small", "convnext_base", "convnext_large",
                 "swin_t", "swin_s", "swin_b",
                 "vgg11", "vgg11_bn", "vgg13", "vgg13_bn", "vgg16", "vgg16_bn", "vgg19", "vgg19_bn"]:
        with torch.device("meta"):  # shapes alone are asked for
            yield name, getattr(tv, name)(weights=None), image
    for name in ["resnet18", "resnet50"]:
        model = small_stem(getattr(tv, name)(weights=None, num_classes=10))
        yield name + "_small_stem", model, (3, 32, 32)
    for layers in [20, 32, 44, 56, 110]:
        yield f"resnet{layers}", CifarResNet(layers), (3, 32, 32)
    yield "unet", UNet(3, 2), (3, 64, 96)
    yield "dcgan_generator", Generator(), (100, 1, 1)


def main():
    torch.backends.mha.set_fastpath_enabled(False)  # its one op is not counted
    out = []
    for name, model, shape in networks():
        model.eval()
        if name == "resnet20" and len(sys.argv) > 1:
            saved = torch.load(sys.argv[1], map_location="cpu")["state_dict"]
            saved = {k.removeprefix("module."): v.shape for k, v in saved.items()}
            ours = {k: v.shape for k, v in model.state_dict().items() if "num_batches" not in k}
            assert saved == ours, "resnet20 differs from its published weights"
        with FlopCounterMode(display=False) as counter, torch.no_grad():
            model(torch.zeros(1, *shape, device=next(model.parameters()).device))
        count = sum(p.numel() for p in model.parameters())
        size = "x".join(map(str, shape[1:]))
        out.append(f"= {name} {count} {counter.get_total_flops() // 2} {size}")
        for key, value in model.state_dict().items():
            out.append(f"{key} {list(value.shape)}")
        print(*out[-1 - len(model.state_dict())].split()[1:])
    target = pathlib.Path(__file__).parent.parent / "resources/dev/fovea/zoo/golden.txt.gz"
    target.write_bytes(gzip.compress("\n".join(out + [""]).encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
