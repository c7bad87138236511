"""Say who arms whom, year by year, and what became of plans and denials."""

from collections import defaultdict

import entityx


def main() -> None:
    """Print the flow of arms by year, and the story of each pair."""
    ex = entityx.load(["en"])
    graph = ex.extract(a for a in entityx.sample_corpus() if a.lang == "en")

    flows = defaultdict(set)
    stories = {}
    for view in ("sells_to", "supplies_to"):  # sells_to is buys_from read backwards
        for triple in {relation.triple for relation in graph.relations(predicate=view)}:
            stories[triple] = graph.timeline(triple)
            for claim in stories[triple]:
                if claim.relation.modality == "asserted" and not claim.relation.negated:
                    flows[triple.subject, triple.object].add(claim.date[:4])

    for (maker, taker), years in sorted(flows.items()):
        print(f"{maker} arms {taker}: {', '.join(sorted(years))}")

    for triple, story in sorted(stories.items()):
        print("\n" + " ".join(triple))
        for claim in story:
            print(f"  {claim.date} {claim}")


if __name__ == "__main__":
    main()
