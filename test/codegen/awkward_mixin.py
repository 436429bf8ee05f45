"""A base class for the API of ``awkward.yaml``, read by the generator without importing it."""

from __future__ import annotations

raise ImportError("the generator must not import a mixin")


class Extra:
    """Not documented by the generator itself."""

    def listen(
        self, key: str | None = None, *, names: list[str] | dict[str, int] = (), limit: float = 1.5
    ) -> list[str]:
        """Listen to names.

        More about it, in a paragraph
        of two lines.

        Args:
            key: the key. Default: none.
            names: several names, and a text that goes on
                on the next line: with a colon.
            limit: seconds.

        Returns:
            What was heard.

        Raises:
            ValueError: a name is empty.

        Example:
            with client.OddThingsApi() as api:
                print(api)

        Thread-safety: any thread.
        """

    def _hidden(self) -> None: ...
