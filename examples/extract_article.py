"""Read one article, and say of each claim who says it, how it is meant, and why."""

from pathlib import Path

import entityx

ARTICLE = Path(__file__).with_name("article.txt")


def main() -> None:
    """Print the claims of the article, and the full reasons of the first denial."""
    ex = entityx.load(["en"])
    reading = ex.read(ARTICLE.read_text(encoding="utf-8"), id="article.txt")

    for relation in reading.relations:
        subject, predicate, object_ = relation.triple
        said = relation.attributed_to
        meant = f"{'denied, ' if relation.negated else ''}{relation.modality}"
        who = "" if said is None else f" (says {said.name})"
        print(f"{subject} --{predicate}--> {object_}: {meant}{who}")

    print()
    denial = next(relation for relation in reading.relations if relation.negated)
    print(denial.explain())


if __name__ == "__main__":
    main()
