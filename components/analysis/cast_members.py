"""A member of an article's cast, and how sure it is that words mean one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from components.analysis.gender import Gender
from components.analysis.model import EntityType
from components.analysis.roles import Role

SURE, LIKELY, GUESS = 0.9, 0.7, 0.5


@dataclass(slots=True)
class Member:
    """A named person, body or place of the article with what the article says of it."""

    entity: str
    kind: EntityType
    name: str
    starts: list[int]  # first tokens of its name mentions, ascending
    gender: Gender = ""
    roles: list[Role] = field(default_factory=list)
    further: list[str] = field(default_factory=list)  # affiliations
    ages: set[str] = field(default_factory=set)

    def before(self, token: int) -> int:
        """The first token of the last name mention before `token`, -1 where none."""
        k = bisect_left(self.starts, token)
        return self.starts[k - 1] if k else -1
