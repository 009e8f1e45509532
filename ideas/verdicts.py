"""Says what the measures of a pilot came to: against what holds now, against what was fixed at first."""

from dataclasses import dataclass
from decimal import Decimal

from ideas.extensions import settings
from ideas.models.experiment import Experiment
from ideas.models.measure import Better, Measure, Reading
from workflow.verdicts import Verdict, verdict


@dataclass(frozen=True, slots=True)
class VerdictLine:
    """One measure: what holds now, its last reading in the pilot, and the verdict.

    `original` is the verdict against what was fixed at first, where it was amended since; `stopped` is the
    first reading that reached the value at which the stop rule bites.
    """

    measure: Measure
    baseline: Decimal | None
    target: Decimal | None
    last: Reading | None
    verdict: Verdict
    original: Verdict | None
    stopped: Reading | None


def conclusion_of(experiment: Experiment) -> list[VerdictLine]:
    """The verdict of every measure, in their order; what was read after the pilot ended changes none."""
    return [_line(measure, _counted(experiment, measure)) for measure in experiment.measures]


def _counted(experiment: Experiment, measure: Measure) -> list[Reading]:
    """The readings of the pilot's own days; a later follow-up reads the same measure."""
    ended_on = settings().local_day(experiment.ended_at) if experiment.ended_at else None
    taken = [reading for reading in measure.valid_readings if ended_on is None or reading.on <= ended_on]
    return sorted(taken, key=lambda reading: (reading.on, reading.id))


def _line(measure: Measure, readings: list[Reading]) -> VerdictLine:
    baseline, target = measure.current_baseline, measure.current_target
    return VerdictLine(
        measure=measure,
        baseline=baseline,
        target=target,
        last=readings[-1] if readings else None,
        verdict=_verdict(measure, readings, baseline, target),
        original=_verdict(measure, readings, measure.baseline, measure.target)
        if measure.amendments
        else None,
        stopped=next((reading for reading in readings if measure.is_stopped(reading.value)), None),
    )


def _verdict(
    measure: Measure, readings: list[Reading], baseline: Decimal | None, target: Decimal | None
) -> Verdict:
    """Older measures do not say which way is better: it is the way from the baseline to the target."""
    is_upward = baseline is None or target is None or target >= baseline
    is_higher_better = measure.better is Better.HIGHER if measure.better else is_upward
    values = [reading.value for reading in readings]
    return verdict(values, baseline, target, is_higher_better=is_higher_better)
