"""Units in whose neighbourhood an industry gathers: Getis and Ord's Gi*, by permutation, many tests kept in mind."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy
from esda import fdr
from esda.getisord import G_Local
from esda.moran import assuncao_rate
from libpysal.weights import Queen, w_subset

from geo.space.geometry import Shape

if TYPE_CHECKING:
    from geo.space.covering import Flags, Floats

ALPHA = 0.05
"""The share of units called hot that may be so by chance."""

PERMUTATIONS = 9999
"""So many that the smallest p of 121 units can pass the bound of the first of them."""

LEAST_UNITS = 8
"""Of fewer neighbours nothing can be told by permuting them."""


@dataclass(frozen=True)
class Hot:
    """Gi* of units.

    Attributes
    ----------
    z, p : array of float
        The standardised statistic, and the share of permutations in which it was as far out on its side; not a number
        where a unit was not tested.
    cutoff : float
        Below it p is significant, with the false discovery rate at `ALPHA`; 0 where nothing was tested.
    """

    z: Floats
    p: Floats
    cutoff: float

    @property
    def hot(self) -> Flags:
        """Whether each unit is the middle of a significant gathering."""
        found: Flags = (self.z > 0) & (self.p < self.cutoff)
        return found


class Neighbours:
    """Units with those that each touches, by side or by corner.

    Parameters
    ----------
    shapes : sequence of shapely geometry
        Outlines of units that share their borders exactly.
    """

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self._weights = Queen.from_iterable(list(shapes), silence_warnings=True)

    def hot_spots(self, counts: Floats, base: Floats, seed: int) -> Hot:
        """Return where the rate of counts to a base is high in a unit and those around it.

        Rates of few are shrunk first: z = (r - b) / sqrt(a + b / n) with b the mean rate and a the variance between
        units beyond chance (Assuncao and Reis 1999). Gi* is then Getis and Ord's (1995, formula 14) with weights of 1
        for the unit itself and its neighbours.

        Parameters
        ----------
        counts, base : array of float, shape (units,)
            Enterprises of an industry; and of all, or square kilometres. A unit without base is not tested, nor is one
            that touches no other.
        seed : int
            Of the permutations.
        """
        tested = numpy.flatnonzero((base > 0) & [bool(self._weights[unit]) for unit in range(len(base))])
        nothing = numpy.full(len(base), numpy.nan)
        if len(tested) < LEAST_UNITS or not numpy.ptp(counts[tested] / base[tested]):
            return Hot(nothing, nothing, 0.0)
        rates = numpy.asarray(assuncao_rate(counts[tested], base[tested]), float)
        weights = w_subset(self._weights, tested.tolist(), silence_warnings=True)
        z, p = nothing.copy(), nothing.copy()
        z[tested], p[tested] = _g_star(rates, weights, seed)
        return Hot(z, p, float(fdr(numpy.where(z > 0, p, 1.0)[tested], ALPHA)))


def _g_star(rates: Floats, weights: Any, seed: int) -> tuple[Floats, Floats]:
    # G needs numbers above 0; z and the order of permutations are the same wherever the numbers begin.
    shifted = rates - rates.min() + 1.0
    with warnings.catch_warnings():
        # esda warns that its p, one-sided as we want it, will be two-sided one day; and of units that touch no other.
        warnings.simplefilter("ignore")
        found = G_Local(
            shifted,
            weights,
            transform="B",
            permutations=PERMUTATIONS,
            star=True,
            keep_simulations=False,
            n_jobs=1,
            seed=seed,
        )
    return found.Zs, found.p_sim
