"""Train the entity recogniser further on a user's own texts and labels.

``annotations`` reads what was marked, ``rehearsal`` keeps what the base knows,
``recogniser`` makes what is trained, ``training`` trains it, ``card`` writes down how.
"""
