"""What ``buju map --watch`` does: a page that follows its plan while somebody edits it."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.cli.group import one_told, say
from geo.cli.language import LANGUAGE


@dataclass(frozen=True)
class Watch:
    """A page that is kept as its plan stands.

    Attributes
    ----------
    plan : str
        Id of the plan.
    root : Path
        Its workspace.
    path : Path
        The page.
    shown : mapping of str to Any
        What else the page shows, as :func:`geo.draw.page.page.page_html` takes it.
    quiet : bool
        Whether nothing but errors is said.
    """

    plan: str
    root: Path
    path: Path
    shown: Mapping[str, Any]
    quiet: bool

    def run(self, page: str, launch: Callable[[], object] | None) -> None:
        """Render a page again whenever a file of its plan has changed, until somebody interrupts it.

        A plan that cannot be drawn, be it half saved, leaves the last good page with what is wrong. In the end the page
        is what ``buju map`` writes.

        Parameters
        ----------
        page : str
            The page as it is at first.
        launch : callable or None
            Called when the page can be looked at.
        """
        from geo.model.files import write_whole
        from geo.model.stamps import changes, plan_files

        # What is made anew all the time has to go, and a terminal that is closed ends it as Ctrl+C does.
        gc.enable()
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.default_int_handler)
        mark = self.path.with_name(f"{self.path.stem}.watch.svg")
        try:
            told = changes(lambda: plan_files(self.root, self.plan))
            self._show(page, mark, "")
            say(f"{self.path} follows the files of {self.plan}. Ctrl+C ends.", self.quiet)
            if launch:
                launch()
            for changed in told:
                good, fault = self._tried()
                page = good or page
                self._show(page, mark, fault)
                say(f"{', '.join(path.name for path in changed)}: {fault or 'rendered again'}", self.quiet)
        except KeyboardInterrupt:
            pass
        finally:
            write_whole(self.path, page.encode())
            mark.unlink(missing_ok=True)

    def _page(self) -> str:
        from geo.draw.page.page import page_html
        from geo.model.plan import read_plan

        return page_html(read_plan(self.plan, self.root), **self.shown)

    def _tried(self) -> tuple[str, str]:
        """Return a page, or why there is none, in one line."""
        try:
            return self._page(), ""
        except Exception as error:  # whatever it is: the author mends it and goes on
            return "", one_told(error)

    def _show(self, page: str, mark: Path, fault: str) -> None:
        from geo.draw.page.watched import watched_html
        from geo.model.files import write_whole

        count, lines = self._findings()
        if fault and not lines:
            count, lines = 1, [fault]
        watched, picture = watched_html(page, lines, mark.name, count=count, stopped=bool(fault))
        write_whole(self.path, watched.encode())
        write_whole(mark, picture)

    def _findings(self) -> tuple[int, Sequence[str]]:
        """Return how many things the check finds, and the lines that tell of them as it does."""
        from geo.analysis.author.todo import parted
        from geo.analysis.check import check_plan
        from geo.analysis.repeats import told

        try:
            problems, tasks = parted(self.plan, self.root, check_plan(self.plan, self.root))
        except Exception as error:
            return 1, [one_told(error)]
        faults = [each for each in problems if each.severity != "note"]
        lines = [LANGUAGE.line(line) for line in told(faults, LANGUAGE.problem)]
        return len(faults) + len(tasks), [*lines, *(LANGUAGE.sentences(f"{task.what}.", task.how) for task in tasks)]
