"""The clock time or part of the day that words name: „halb neun abends“ is "T20:30", „am Abend“ "TEV"."""

from __future__ import annotations

from components.analysis.time_setting import whole, word
from components.analysis.time_words import Fields

AFTERNOON = ("AF", "EV")


def clock_of(fields: Fields) -> str:
    """The time as a TIMEX3 ending ("T16:30", "TEV"), "" where the words name none; 24:00 stays as written."""
    part = (
        word(fields, "half_day")
        or word(fields, "clock_part")
        or word(fields, "daypart")
        or word(fields, "daypart_habit")
    )
    noon = word(fields, "noon")
    if noon == "midnight":
        return "T00:00" if word(fields, "around") == "after" else "T24:00"
    if noon:
        return "TMI" if "alone" in fields else f"T{noon}"  # "by noon", but "noon on Friday" is 12:00
    minutes = _minutes(fields)
    if minutes is None:
        return f"T{part}" if part else ""
    hour, minute = divmod(minutes, 60)
    if hour < 12 and (part in AFTERNOON or (part == "NI" and hour >= 8) or (part == "MI" and hour < 4)):
        hour += 12
    elif hour == 12 and part in ("NI", "MO"):
        hour = 0
    return f"T{hour:02d}:{minute:02d}"


def _minutes(fields: Fields) -> int | None:
    """Minutes since midnight."""
    if (half := whole(fields, "half_hour")) is not None:
        return half * 60 - 30 if 1 <= half <= 12 else None
    if (past := whole(fields, "past_half")) is not None:
        return past * 60 + 30 if 1 <= past <= 12 else None
    hour = whole(fields, "hour")
    if hour is None:
        hour = whole(fields, "hour_word")
    if hour is None or not 0 <= hour <= 24:
        return None
    return hour * 60 + (whole(fields, "minute") or 0) + (whole(fields, "quarter_hour") or 0)
