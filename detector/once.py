"""What is worked out when it is first asked for, and kept with the value that it is of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")


class once(Generic[T]):  # noqa: N801
    """A method as an attribute, like `functools.cached_property` for what one thread owns.

    That one takes a lock up to Python 3.11, which of most documents is as long as the work: thirty
    such attributes are read of a clean text.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self.__doc__ = work.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, of: None, owner: type) -> once[T]: ...
    @overload
    def __get__(self, of: object, owner: type) -> T: ...
    def __get__(self, of: Any, owner: type) -> once[T] | T:
        if of is None:
            return self
        value = of.__dict__[self._name] = self._work(of)
        return value
