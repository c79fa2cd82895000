"""Density clusters: places where enterprises of an industry stand close together, more than chance would bring them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy
from sklearn.cluster import HDBSCAN

if TYPE_CHECKING:
    from geo.space.covering import Floats

LEAST_MEMBERS = 10
"""Enterprises that make a cluster."""

LEAST_TIMES = 2.0
"""In a cluster stand at least so many times as many as the base would bring there."""

CORE = 0.5
"""A cluster's ellipse is that of its members of at least this strength: HDBSCAN gives it loose ones besides."""

MOST_POINTS = 1500
"""Of more enterprises so many are drawn by lot: the time that HDBSCAN takes grows with the square."""

SIMULATIONS = 99

ALPHA = 0.01
"""The share of industries that gather nowhere and are said to: with so many simulations a cluster beats all of them."""

SPREADS = 2.0
"""Standard deviations that an ellipse reaches from its middle."""

_LEAST_KM = 0.25
"""A standard deviation is at least so much: positions in registers are no better."""


class Base(Protocol):
    """What an industry is held against: all enterprises, or the ground."""

    def share(self, ellipse: Ellipse) -> float:
        """Return the share of the base that lies in an ellipse, from 0 to 1."""

    def draw(self, count: int, chance: numpy.random.Generator) -> Floats:
        """Return so many positions as chance alone would bring, in kilometres."""


@dataclass(frozen=True)
class Ellipse:
    """The ellipse of standard deviations around a cluster (Lefever 1926).

    Attributes
    ----------
    middle : array of float, shape (2,)
        In kilometres.
    axes : array of float, shape (2, 2)
        Each column a half axis in kilometres, `SPREADS` standard deviations long.
    """

    middle: Floats
    axes: Floats

    @property
    def km2(self) -> float:
        """Its area."""
        return math.pi * abs(float(numpy.linalg.det(self.axes)))

    def holds(self, points: Floats) -> Any:
        """Return for each position whether it lies inside."""
        unit = numpy.linalg.solve(self.axes, (points - self.middle).T)
        return (unit**2).sum(axis=0) <= 1.0

    def corners(self, count: int = 36) -> Floats:
        """Return positions along its rim, the first again at the end."""
        angles = numpy.linspace(0.0, 2 * math.pi, count + 1)
        rim: Floats = self.middle + (self.axes @ numpy.vstack([numpy.cos(angles), numpy.sin(angles)])).T
        return rim


@dataclass(frozen=True)
class Dense:
    """A cluster.

    Attributes
    ----------
    ellipse : Ellipse
        Where it is.
    score : float
        Log-likelihood ratio of what stands in the ellipse against what the base would bring there.
    p : float
        Share of simulations whose best cluster scores as high, this one counted.
    """

    ellipse: Ellipse
    score: float
    p: float


def dense_clusters(points: Floats, base: Base, seed: int) -> tuple[Dense, ...]:
    """Return where points stand together more than a base does, the most certain first.

    HDBSCAN (Campello and others 2013) proposes clusters. Each is scored by the log-likelihood ratio of a scan statistic
    (Kulldorff 1997) over its ellipse, and kept where no more than `ALPHA` of simulations without any gathering, this
    one counted, have a cluster that scores as high.

    Parameters
    ----------
    points : array of float, shape (n, 2)
        Positions in kilometres of a projection that keeps areas.
    base : Base
        What they are held against.
    seed : int
        Of samples and simulations.
    """
    chance = numpy.random.default_rng(seed)
    few = len(points) <= MOST_POINTS
    sample = points if few else points[chance.choice(len(points), MOST_POINTS, replace=False)]
    # What a sample finds must be true of all.
    found = [each for each in _scored(sample, base) if few or _score_in(each[0], points, base)]
    if not found:
        return ()
    drawn = (_scored(base.draw(len(sample), chance), base) for _ in range(SIMULATIONS))
    best = numpy.array([max((score for _, score in each), default=0.0) for each in drawn])
    judged = (Dense(ellipse, score, float((1 + (best >= score).sum()) / (1 + SIMULATIONS))) for ellipse, score in found)
    return tuple(sorted((each for each in judged if each.p <= ALPHA), key=lambda each: (each.p, -each.score)))


def _scored(points: Floats, base: Base) -> Iterator[tuple[Ellipse, float]]:
    """Yield the ellipses of the clusters that HDBSCAN finds, with their scores."""
    if len(points) < 2 * LEAST_MEMBERS:
        return
    found = HDBSCAN(min_cluster_size=LEAST_MEMBERS, copy=True).fit(points)
    if found.labels_.max() < 0:
        # Points that fall into no two clusters may be one, whose core is told from what lies around it.
        found = HDBSCAN(min_cluster_size=LEAST_MEMBERS, allow_single_cluster=True, copy=True).fit(points)
    for label in range(found.labels_.max() + 1):
        core = (found.labels_ == label) & (found.probabilities_ >= CORE)
        ellipse = _ellipse(points[core if core.sum() >= LEAST_MEMBERS // 2 else found.labels_ == label])
        yield ellipse, _score_in(ellipse, points, base)


def _ellipse(members: Floats) -> Ellipse:
    spread, turn = numpy.linalg.eigh(numpy.cov(members.T))
    lengths = SPREADS * numpy.maximum(numpy.sqrt(numpy.maximum(spread, 0.0)), _LEAST_KM)
    return Ellipse(members.mean(axis=0), turn * lengths)


def _score_in(ellipse: Ellipse, points: Floats, base: Base) -> float:
    return _score(int(ellipse.holds(points).sum()), len(points), base.share(ellipse))


def _score(inside: int, count: int, share: float) -> float:
    """Return the log-likelihood ratio of so many of a count where a share is expected; 0 for less than a gathering."""
    expected = count * min(max(share, 1e-9), 1.0)
    if inside < LEAST_TIMES * expected:
        return 0.0
    outside = count - inside
    return inside * math.log(inside / expected) + (outside * math.log(outside / (count - expected)) if outside else 0.0)
