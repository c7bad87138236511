"""Train the sound encoder: names that sound alike in any script get alike vectors.

    python train_encoder.py DATA_FOLDER OUT.json [STEPS [START.json]]

DATA_FOLDER is the folder ``names`` of the data (only its ``translit_*`` files are read,
CC0, from Wikidata; no person of the benchmark clusters). Needs torch; what it writes is
plain JSON that ``entityx/names/encoder.py`` runs with numpy.
"""

from __future__ import annotations

import base64
import gzip
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from rapidfuzz.fuzz import ratio
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from entityx.names.keys import smooth, split_raw
from entityx.names.romanise import romanise

VIEWS = ["latin", "cyrillic", "arabic", "hebrew", "kana", "hangul", "han", "other"]
LETTERS = " abcdefghijklmnopqrstuvwxyz"
EMB, CHANNELS, OUT, MAX = 40, 96, 48, 32
SOURCES = {"ru": "cyrillic", "ar": "arabic", "ja": "kana", "zh": "han"}
FULL = {"he": "hebrew", "ko": "hangul"}


def roman_of(text: str) -> str:
    return " ".join(filter(None, (romanise(word) for word in split_raw(text))))


def read(folder: Path, name: str) -> list[tuple[str, str]]:
    with gzip.open(folder / name, "rt", encoding="utf8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return [(row[0], row[1]) for row in rows if len(row) == 2]


def load(folder: Path) -> tuple[dict[str, list[tuple[str, str]]], list]:
    pools: dict[str, list[tuple[str, str]]] = {}
    whole = []
    for code, view in SOURCES.items():
        rows = read(folder, f"translit_tokens_{code}.tsv.gz")
        pools[view] = [(roman_of(a), roman_of(b)) for a, b in rows]
    for code, view in FULL.items():
        rows = read(folder, f"translit_full_{code}.tsv.gz")
        pairs = []
        for a, b in rows:
            left, right = roman_of(a).split(), roman_of(syllables(a, b)).split()
            whole.append((" ".join(left), " ".join(right), view))
            if len(left) == len(right) == 3:
                pairs += zip(left, turned(left, right), strict=True)
            if len(left) == len(right) == 2:
                pairs += zip(left, straight(left, right), strict=True)
        pools[view] = pairs
    for view, rows in pools.items():
        pools[view] = sorted({(a, b) for a, b in rows if len(a) > 1 and b})
    return pools, whole


def syllables(latin: str, text: str) -> str:
    """Set the syllables of a Korean name apart: three for "Jung Sang-hoon"."""
    native = len(text) in (2, 3) and "\uac00" <= text[0] <= "\ud7a3"
    return " ".join(text) if native and len(roman_of(latin).split()) > 1 else text


def turned(left: list[str], right: list[str]) -> list[str]:
    """Turn a Korean family name as its Latin spelling has it: Sang-hoon Jung."""
    last = [*right[1:], right[0]]
    scores = [
        sum(ratio(smooth(a), smooth(b)) for a, b in zip(left, some, strict=True))
        for some in (right, last)
    ]
    return last if scores[1] > scores[0] else right


def straight(left: list[str], right: list[str]) -> list[str]:
    """Turn a family name that stands first in Korean behind the given name."""
    one = ratio(smooth(left[0]), smooth(right[0])) + ratio(
        smooth(left[1]), smooth(right[1])
    )
    two = ratio(smooth(left[0]), smooth(right[1])) + ratio(
        smooth(left[1]), smooth(right[0])
    )
    return right[::-1] if two > one else right


class Encoder(nn.Module):
    """Two convolutions over letters, pooled to one vector."""

    def __init__(self) -> None:
        super().__init__()
        self.shared = nn.Embedding(len(LETTERS) + 1, EMB, padding_idx=0)
        self.own = nn.Embedding(len(VIEWS) * (len(LETTERS) + 1), EMB)
        nn.init.zeros_(self.own.weight)
        self.conv1 = nn.Conv1d(EMB, CHANNELS, 3, padding=1)
        self.conv2 = nn.Conv1d(CHANNELS, CHANNELS, 3, padding=1)
        self.out = nn.Linear(2 * CHANNELS, OUT)

    def forward(self, letters: torch.Tensor, view: torch.Tensor) -> torch.Tensor:
        """Encode a batch of names."""
        mask = (letters > 0).float().unsqueeze(1)
        own = self.own(view.unsqueeze(1) * (len(LETTERS) + 1) + letters)
        x = (self.shared(letters) + own).transpose(1, 2) * mask
        x = torch.relu(self.conv1(x)) * mask
        x = torch.relu(self.conv2(x)) * mask
        top, mean = x.max(2).values, x.sum(2) / mask.sum(2).sqrt()
        return nn.functional.normalize(self.out(torch.cat([top, mean], 1)), dim=1)


INDEX = {letter: i + 1 for i, letter in enumerate(LETTERS)}


def numbers(text: str) -> list[int]:
    return [INDEX[c] for c in f" {text} "[:MAX] if c in INDEX]


def batch(names: list[str]) -> torch.Tensor:
    rows = [numbers(name) for name in names]
    out = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return torch.from_numpy(out)


VOWELS = "aeiou"


def misspell(word: str, rng: random.Random) -> str:
    if len(word) < 4:
        return word
    i = rng.randrange(len(word))
    kind = rng.random()
    if word[i] in VOWELS and kind < 0.6:
        return word[:i] + rng.choice(VOWELS + "y") + word[i + 1 :]
    if kind < 0.75:
        return word[:i] + word[i + 1 :]
    return word[:i] + word[i] + word[i:]


def compose(pools, whole, size: int, rng: random.Random):
    views = list(pools)
    weights = [len(pools[v]) ** 0.5 for v in views]
    family = {
        v: [rng.choice(pools[v]) for _ in range(max(2, size // 12))] for v in views
    }
    left, right, lview, rview = [], [], [], []
    while len(left) < size:
        view = rng.choices(views, weights)[0]
        kind = rng.random()
        if kind < 0.12:
            a, b, view = rng.choice(whole)
            words = [(w, None) for w in a.split()]
            x, y = a, b
        else:
            count = rng.choices((1, 2, 3), (0.35, 0.45, 0.2))[0]
            words = [rng.choice(pools[view]) for _ in range(count - 1)]
            last = rng.choice(pools[view]) if count == 1 else rng.choice(family[view])
            words.append(last)
            ls, rs = [w[0] for w in words], [w[1] for w in words]
            if rng.random() < 0.3:
                ls = [misspell(w, rng) for w in ls]
            if rng.random() < 0.15:
                rs, view = [misspell(misspell(w, rng), rng) for w, _ in words], "latin"
            if count > 1 and rng.random() < 0.25:
                rs = rs[-1:] + rs[:-1]
            if count == 3 and rng.random() < 0.2:
                rs = [rs[0], rs[2]]
            x = ("" if rng.random() < 0.06 else " ").join(ls)
            y = ("" if rng.random() < 0.06 else " ").join(rs)
        if not x.strip() or not y.strip():
            continue
        left.append(x)
        right.append(y)
        lview.append(0)
        rview.append(VIEWS.index("other" if rng.random() < 0.2 else view))
    return left, right, lview, rview


def loss_of(model, left, right, lview, rview, scale):
    a = model(batch(left), torch.tensor(lview))
    b = model(batch(right), torch.tensor(rview))
    names = np.array(left)
    same = torch.from_numpy(names[:, None] == names[None, :])
    grid = scale * a @ b.T
    eye = torch.eye(len(left), dtype=torch.bool)
    grid = grid.masked_fill(same & ~eye, -1e4)
    target = torch.arange(len(left))
    return (
        nn.functional.cross_entropy(grid, target)
        + nn.functional.cross_entropy(grid.T, target)
    ) / 2


def write(model: Encoder, path: Path) -> None:
    weights = {}
    for name, tensor in model.state_dict().items():
        raw = tensor.numpy().astype("<f2")
        weights[name] = {
            "shape": list(raw.shape),
            "float16": base64.b64encode(raw.tobytes()).decode("ascii"),
        }
    row = {"views": VIEWS, "letters": LETTERS, "max": MAX, "weights": weights}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")


def resume(model: Encoder, path: Path) -> None:
    """Take the weights of an earlier run, to let the learning rate run out."""
    raw = json.loads(path.read_text(encoding="utf-8"))["weights"]
    state = {}
    for name, row in raw.items():
        array = np.frombuffer(base64.b64decode(row["float16"]), "<f2")
        state[name] = torch.from_numpy(array.reshape(row["shape"]).astype(np.float32))
    model.load_state_dict(state)


def check(model: Encoder, held: dict[str, list[tuple[str, str]]]) -> str:
    model.eval()
    out = []
    with torch.no_grad():
        for view, pairs in held.items():
            pairs = pairs[:2000]
            a = model(
                batch([p[0] for p in pairs]), torch.zeros(len(pairs), dtype=torch.long)
            )
            number = torch.full((len(pairs),), VIEWS.index(view))
            other = torch.full((len(pairs),), VIEWS.index("other"))
            b = model(batch([p[1] for p in pairs]), number)
            c = model(batch([p[1] for p in pairs]), other)
            target = torch.arange(len(pairs))
            hit = ((a @ b.T).argmax(1) == target).float().mean()
            plain = ((a @ c.T).argmax(1) == target).float().mean()
            out.append(f"{view} {hit:.3f} ({plain:.3f})")
    model.train()
    return "  ".join(out)


def main() -> None:
    folder, path = Path(sys.argv[1]), Path(sys.argv[2])
    steps = int(sys.argv[3]) if len(sys.argv) > 3 else 4000
    torch.set_num_threads(1)
    torch.manual_seed(7)
    rng = random.Random(7)
    pools, whole = load(folder)
    held = {}
    for view, pairs in pools.items():
        rng.shuffle(pairs)
        held[view], pools[view] = pairs[:2000], pairs[2000:]
    print({view: len(pairs) for view, pairs in pools.items()}, len(whole), flush=True)
    model = Encoder()
    start_from = Path(sys.argv[4]) if len(sys.argv) > 4 else None
    if start_from:
        resume(model, start_from)
    scale = nn.Parameter(torch.tensor(13.4 if start_from else 10.0))
    optimizer = torch.optim.AdamW(
        [*model.parameters(), scale], lr=3e-3, weight_decay=1e-3
    )
    if start_from:
        plan = torch.optim.lr_scheduler.LinearLR(optimizer, 0.5, 0.0, steps)
    else:
        plan = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps)
    start, mean = time.time(), 0.0
    for step in range(1, steps + 1):
        parts = compose(pools, whole, 384, rng)
        loss = loss_of(model, *parts, scale)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        plan.step()
        mean = 0.98 * mean + 0.02 * loss.item() if step > 1 else loss.item()
        if step % 100 == 0 or step == steps:
            print(
                step,
                f"{mean:.3f} scale {scale.item():.1f} {time.time() - start:.0f}s",
                flush=True,
            )
            print("  ", check(model, held), flush=True)
            write(model, path)


if __name__ == "__main__":
    main()
