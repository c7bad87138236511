"""Adam with a smaller rate for the transformer, for ``spacy train --code``.

The heads start from nothing and need the rate of a small network; at that rate
the transformer forgets what it knows.
"""

from typing import Any

import spacy
from thinc.api import Optimizer
from thinc.optimizers import KeyT
from thinc.types import FloatsXd


class TwoRates(Optimizer):
    """Adam that scales the learning rate of torch's parameters."""

    def __init__(self, learn_rate: Any, *, share: float, **options: Any) -> None:
        """Keep the share beside Adam's own options.

        Args:
            learn_rate: The rate of the heads, or its schedule.
            share: The transformer's rate as a share of that of the heads.
            options: Adam's options.
        """
        super().__init__(learn_rate, **options)
        self.share = share

    def __call__(
        self,
        key: KeyT,
        weights: FloatsXd,
        gradient: FloatsXd,
        *,
        lr_scale: float = 1.0,
    ) -> tuple[FloatsXd, FloatsXd]:
        """Update one parameter; torch's have dotted names, thinc's have not.

        Args:
            key: The layer's number and the parameter's name.
            weights: The parameter.
            gradient: Its gradient.
            lr_scale: A factor on the rate.
        """
        scale = lr_scale * self.share if "." in key[1] else lr_scale
        return super().__call__(key, weights, gradient, lr_scale=scale)


@spacy.registry.optimizers("entityx_two_rates.v1")
def make_two_rates(learn_rate: Any, share: float, decay: float) -> TwoRates:
    """Build the optimizer with spaCy's usual settings.

    Args:
        learn_rate: The rate of the heads, or its schedule.
        share: The transformer's rate as a share of that of the heads.
        decay: The weight decay.
    """
    return TwoRates(
        learn_rate,
        share=share,
        L2=decay,
        L2_is_weight_decay=True,
        grad_clip=1.0,
        use_averages=False,
    )
