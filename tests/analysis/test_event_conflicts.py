"""One happening with two dates: when the reader is told, and when it happened twice."""

from __future__ import annotations

import pytest

from components.analysis.event_conflicts import two_dates
from components.analysis.times import find_times
from tests.analysis.test_events import PUBLISHED, events_of, told


def found(text: str, words: list[str], language: str = "de") -> list[tuple[str, str]]:
    """The notes' details, and the words they stand at."""
    events = events_of(text, words, language)
    times = find_times(told(text, language, words, []), PUBLISHED)
    return [(n.detail, text[n.start : n.end]) for n in two_dates(text, language, times, events)]


def test_a_happening_told_again_on_another_day() -> None:
    text = "Am 3. Mai 2024 durchsuchten Fahnder die Zentrale. Die Durchsuchung am 4. Mai 2024 war rechtswidrig."
    assert found(text, ["durchsuchten", "Durchsuchung"]) == [
        ("Durchsuchung: 3. Mai 2024 – 4. Mai 2024", "Die Durchsuchung am 4. Mai 2024 war rechtswidrig")
    ]
    text = "The ship collided with a tug on 3 May 2024. The collision on 4 May 2024 is being investigated."
    assert [detail for detail, _ in found(text, ["collided", "collision"], "en")] == [
        "collision: 3 May 2024 – 4 May 2024"
    ]


def test_a_noun_with_its_date_tells_again_what_happened() -> None:
    text = (
        "Am 3. Mai 2024 durchsuchten Fahnder die Zentrale. Der Anwalt nannte die Durchsuchung vom 4. Mai 2024 falsch."
    )
    assert found(text, ["durchsuchten"]) == [
        ("Durchsuchung: 3. Mai 2024 – 4. Mai 2024", "Durchsuchung vom 4. Mai 2024")
    ]
    assert found(text.replace("vom 4. Mai", "vom 3. Mai"), ["durchsuchten"]) == []
    assert found(text.replace("die Durchsuchung", "die zweite Durchsuchung"), ["durchsuchten"]) == []


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. Mai 2024 durchsuchten Fahnder die Zentrale. Die Durchsuchung am 3. Mai 2024 war rechtswidrig.",
        "Am 3. Mai 2024 durchsuchten Fahnder die Zentrale. Die zweite Durchsuchung am 4. Mai 2024 war rechtswidrig.",
        "Am 3. Mai 2024 durchsuchten Fahnder die Zentrale. Eine Durchsuchung am 4. Mai 2024 blieb erfolglos.",
        "Am 3. Mai 2023 durchsuchten Fahnder die Zentrale. Die Durchsuchung am 4. Mai 2024 war rechtswidrig.",
        "Am 3. Mai 2024 durchsuchten Fahnder die Zentrale. Die Durchsuchung im Mai 2024 war rechtswidrig.",
        "Am 3. Mai 2024 durchsuchten Fahnder die Zentrale. Am 4. Mai 2024 durchsuchten sie das Lager. "
        "Die Durchsuchung am 4. Mai 2024 war rechtswidrig.",
    ],
)
def test_what_happened_twice_or_on_one_day_is_no_contradiction(text: str) -> None:
    assert found(text, ["durchsuchten", "Durchsuchung"]) == []
