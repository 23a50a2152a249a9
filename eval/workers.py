"""Samples measured side by side: one process to a core, each with models of its own and one thread.

One thread, because a sum's order changes with the number of threads, and the writer's choice of a word with it: so the figures are the
same on two cores and on sixty-four. It is the faster way too: the models are too small to gain from a second thread.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from eval import running
from eval.running import Measured
from eval.seeds import Seed
from eval.tasks import Models
from summarizer import models
from summarizer.errors import ModelError
from summarizer.settings import Settings

T = TypeVar("T")

MOST = 8
"""The most processes where nobody says how many."""

_opened: list[Models] = []
"""This process's models: opened once, used for every sample that it is given."""


def measured(samples: Sequence[Seed], spec: str, *, raw: bool, jobs: int | None = None) -> Iterator[Measured]:
    """What `running.measure` gave of each sample; as `each`."""
    return each(samples, running.measure, spec, raw=raw, jobs=jobs)


def each(samples: Sequence[Seed], work: Callable[[Seed, Models], T], spec: str, *, raw: bool, jobs: int | None = None) -> Iterator[T]:
    """What `work` makes of each sample, in order, by `jobs` processes at once (null: one to a core that may be used).

    `work`: a function of a module, since other processes find it by its name. `raw`: the bare writer is opened too.

    Raises:
        ModelError: a process ended without a word, most often for want of memory.
        SummarizerError: what the tool itself raised.
    """
    most = max(1, min(jobs or cores(), len(samples)))
    if most == 1:
        alone = opened(spec, raw=raw)
        yield from (work(seed, alone) for seed in samples)
        return
    context = multiprocessing.get_context("spawn")  # a forked torch hangs in its own locks
    with ProcessPoolExecutor(most, mp_context=context, initializer=_open, initargs=(spec, raw)) as pool:
        waiting = [pool.submit(_work, work, seed) for seed in samples]
        try:
            for one in waiting:
                yield one.result()
        except BrokenProcessPool as error:
            raise ModelError(f"a process of {most} ended early, often for want of memory; try fewer: --jobs {max(1, most - 1)}") from error
        finally:
            pool.shutdown(cancel_futures=True)


def cores() -> int:
    """The cores that this process may use, but no more than `MOST`: each takes about a gigabyte."""
    allowed = getattr(os, "sched_getaffinity", None)  # Linux alone has it
    return min(MOST, len(allowed(0)) if allowed else os.cpu_count() or 1)


def opened(spec: str, *, raw: bool) -> Models:
    """The models that a spec names, for one thread; the bare writer too if `raw` and there is a writer."""
    import torch  # seconds to load, and a command that needs no model must not wait for it

    torch.set_num_threads(1)
    writer = models.open_writer(spec)
    bare = models.open_bare() if spec == models.EMBEDDED else writer
    return Models(models.open_encoder(), writer, Settings(model=spec), bare if raw else None)


def _open(spec: str, raw: bool) -> None:
    _opened.append(opened(spec, raw=raw))


def _work(work: Callable[[Seed, Models], T], seed: Seed) -> T:
    return work(seed, _opened[0])
