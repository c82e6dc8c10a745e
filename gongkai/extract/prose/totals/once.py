"""What is asked of an object again and again, found out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

Self = TypeVar("Self")
Asked = ParamSpec("Asked")
Said = TypeVar("Said")


def once(
    method: Callable[Concatenate[Self, Asked], Said],
) -> Callable[Concatenate[Self, Asked], Said]:
    """Remember with the object itself what a method said, which nobody changes."""
    name = f"_said_{method.__name__}"

    def remembered(self: Self, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Said:
        known: dict[Any, Said] = self.__dict__.setdefault(name, {})
        key = (args, *kwargs.items()) if kwargs else args
        if key not in known:
            known[key] = method(self, *args, **kwargs)
        return known[key]

    remembered.__doc__ = method.__doc__
    return remembered
