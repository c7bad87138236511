"""Write down beside a trained pipeline what it was made of and how good it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entityx.learning.training import Trained

HEAD = "| type | precision | recall | F1 | F1 of the base | mentions | marked by |"


def write_card(
    folder: Path, trained: Trained, *, base: str, data: str, seed: int
) -> None:
    """Write ``README.md`` into a pipeline's folder.

    Args:
        folder: Where the pipeline is.
        trained: What came of training.
        base: What was trained further.
        data: The name of the file with the annotated texts.
        seed: The seed.
    """
    lines = [
        f"# {trained.folder.name}",
        "",
        (
            f"Entities trained by `entityx train` on `{base}`, from {trained.texts} "
            f"texts: `{data}` and others to rehearse; seed {seed}, best at step "
            f"{trained.step}."
        ),
        "",
        "    ex = entityx.load(model=…)  # this folder",
        "",
        f"## Scores, on {trained.held_back} texts held back",
        "",
        *score_table(trained),
        "",
        "Scores of types that the base marked say how far the two agree, not how often",
        "they are right. The best state was chosen on the same texts: new texts will",
        "score a little lower.",
    ]
    if trained.left_out:
        lines += [
            "",
            f"{len(trained.left_out)} marks did not fit whole words and were",
            "left out.",
        ]
    lines += [
        "",
        "The licence of the base holds for what is made of it, beside that",
        "of the texts.",
    ]
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def score_table(trained: Trained) -> list[str]:
    """Return the scores as lines of a Markdown table.

    Args:
        trained: What came of training.
    """
    rows = [
        f"| {label} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} | "
        f"{s.before:.3f} | {s.number} | {'you' if s.own else 'the base'} |"
        for label, s in trained.scores.items()
    ]
    return [HEAD, "| --- " * 7 + "|", *rows]
